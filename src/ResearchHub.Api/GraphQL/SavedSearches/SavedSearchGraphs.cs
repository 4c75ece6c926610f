using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.GraphQL.SavedSearches;

/// <summary>Ways to be told of matches.</summary>
internal enum AlertChannel
{
    Subscription,
    Feed,
    Email,
    Webhook,
}

internal sealed class AlertChannelGraph()
    : EnumGraph<AlertChannel>(
        "AlertChannel",
        "A way to be told of matches.",
        channel =>
            channel switch
            {
                AlertChannel.Subscription => "`savedSearchMatched`.",
                AlertChannel.Feed => "The Atom feed.",
                AlertChannel.Email => "Mail to the account's address.",
                AlertChannel.Webhook => "A call of a given address.",
                _ => null,
            }
    );

internal sealed class CadenceGraph()
    : EnumGraph<Cadence>(
        "AlertCadence",
        "How often mail about a saved search, or of a kind of notifications, goes out. Where nothing is new, none does.",
        cadence =>
            cadence switch
            {
                Cadence.Instant => "At once; what comes within a quarter of an hour after a mail comes together in the next.",
                Cadence.Daily => "At 6:00 UTC.",
                Cadence.Weekly => "On Mondays at 6:00 UTC.",
                _ => null,
            }
    );

/// <summary>Searches of the caller; those of others do not exist for them.</summary>
internal sealed class SavedSearchLoader(SavedSearchQueries queries) : ArgumentLoader<Caller, long, SavedSearch?>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<long, SavedSearch?>> FetchAsync(
        Caller arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) =>
        arguments.UserId is { } user
            ? (await queries.ByIdAsync([.. keys], user, cancellationToken)).ToDictionary(
                search => search.Id,
                search => (SavedSearch?)search
            )
            : [];
}

internal sealed class SavedSearchGraph : ObjectGraphType<SavedSearch>
{
    public const string TypeName = "SavedSearch";

    public SavedSearchGraph()
    {
        Name = TypeName;
        Description = "A search that is kept, to be told what is new in it. Seen by its owner alone.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is SavedSearch;
        this.Required<SavedSearch, IdGraphType>("id", "Global id.", search => NodeId.Encode(TypeName, search.Id));
        this.Required<SavedSearch, StringGraphType>("name", "What its owner calls it.", search => search.Name);
        this.Optional<SavedSearch, StringGraphType>("query", "Text searched for.", search => search.Query);
        this.Optional<SavedSearch, JsonScalar>(
            "where",
            "The filter as it was given: an object of the shape of `SearchFilter`, to be given again as `where`. Null for none.",
            search => search.Where
        );
        this.Required<SavedSearch, CadenceGraph>("cadence", "How often mail goes out.", search => search.Cadence);
        this.Many<SavedSearch, AlertChannelGraph>("channels", "Ways in which its owner is told.", context => ChannelsOf(context.Source));
        this.Optional<SavedSearch, WebhookGraph>("webhook", "Where each match is sent; null for nowhere.", search => search.Webhook);
        this.Computed<SavedSearch, NonNullGraphType<WebhookDeliveryConnectionGraph>>(
                "deliveries",
                "Messages to the webhook, latest first. `state: DEAD` lists what was given up.",
                context =>
                {
                    var state = context.GetArgument<DeliveryState?>("state");
                    return new Connection<WebhookDelivery>(
                        context.Loader<DeliveriesLoader>().LoadAsync(new DeliveryArguments(state, context.Page()), context.Source.Id),
                        context.Loader<DeliveryCountLoader>().LoadAsync(state is { } one ? ConstantCase.Of(one) : "", context.Source.Id),
                        context.CancellationToken
                    );
                }
            )
            .Takes<SavedSearch, DeliveryStateGraph>("state", "Only messages that stand so.")
            .Pages();
        this.Required<SavedSearch, DateTimeScalar>("createdAt", "When it was made.", search => search.CreatedAt);
        this.Required<SavedSearch, DateTimeScalar>("updatedAt", "When its owner last changed it.", search => search.UpdatedAt);
        this.Required<SavedSearch, StringGraphType>(
            "feed",
            "Path on this server of its Atom feed. Whoever has it reads the feed: keep it secret, or get another by renewSavedSearchFeed.",
            search => $"/feeds/{search.Secret}"
        );
    }

    private static IEnumerable<AlertChannel> ChannelsOf(SavedSearch search)
    {
        yield return AlertChannel.Subscription;
        yield return AlertChannel.Feed;
        if (search.SendsEmail)
        {
            yield return AlertChannel.Email;
        }
        if (search.Webhook is { DisabledAt: null })
        {
            yield return AlertChannel.Webhook;
        }
    }
}

internal sealed class SavedSearchEdgeGraph() : EdgeGraph<SavedSearch, SavedSearchGraph>("SavedSearch", "saved search");

internal sealed class SavedSearchConnectionGraph()
    : ConnectionGraph<SavedSearch, SavedSearchGraph, SavedSearchEdgeGraph>("SavedSearch", "saved searches");

internal sealed class SavedSearchMatchGraph : ObjectGraphType<SavedSearchEvent>
{
    public SavedSearchMatchGraph()
    {
        Name = "SavedSearchMatch";
        Description = "A publication that a saved search found; or that one that it had found was withdrawn or retracted.";
        this.Required<SavedSearchEvent, StringGraphType>(
            "cursor",
            "Place in the change feed: give it as `after` to go on from here.",
            match => match.Position.ToString()
        );
        this.Required<SavedSearchEvent, ChangeKindGraph>(
            "kind",
            "What happened: PUBLISHED, UPDATED or RELEASED for what was found, WITHDRAWN or RETRACTED for the end of it.",
            match => match.Change.Kind
        );
        this.Required<SavedSearchEvent, DateTimeScalar>("occurredAt", "When.", match => match.Change.OccurredAt);
        this.Computed<SavedSearchEvent, ResearchOutputInterface>(
            "output",
            "The output as it is now, of a withdrawn one its tombstone; null when it is no output, or not public any more.",
            context => context.Output(context.Source.Change.SubjectId)
        );
    }
}

/// <summary>What a saved search is after a command.</summary>
internal abstract class SavedSearchPayload(string name, string description)
    : CommandPayloadGraph<KeptSearch, SavedSearchGraph>(name, "savedSearch", description, kept => kept.Search)
{
    protected void ShowsSecret() =>
        this.Optional<CommandResult<KeptSearch>, StringGraphType>(
            "webhookSecret",
            "Key of the webhook (`whsec_…`), when this made it. It is shown this once.",
            result => result.Value?.WebhookSecret
        );
}

internal sealed class CreateSavedSearchPayload : SavedSearchPayload
{
    public CreateSavedSearchPayload()
        : base("CreateSavedSearchPayload", "The search as kept.") => ShowsSecret();
}

internal sealed class UpdateSavedSearchPayload : SavedSearchPayload
{
    public UpdateSavedSearchPayload()
        : base("UpdateSavedSearchPayload", "The search as it is now.") => ShowsSecret();
}

internal sealed class DeleteSavedSearchPayload() : SavedSearchPayload("DeleteSavedSearchPayload", "The search as it was.");

internal sealed class RenewSavedSearchFeedPayload() : SavedSearchPayload("RenewSavedSearchFeedPayload", "The search with its new feed.");

internal sealed class RenewWebhookSecretPayload()
    : CommandPayloadGraph<RenewedSecret, StringGraphType>(
        "RenewWebhookSecretPayload",
        "webhookSecret",
        "The new key (`whsec_…`). It is shown this once.",
        renewed => renewed.Secret
    );

internal sealed class ResendWebhookDeliveryPayload()
    : CommandPayloadGraph<WebhookDelivery, WebhookDeliveryGraph>(
        "ResendWebhookDeliveryPayload",
        "delivery",
        "The message, due now.",
        delivery => delivery
    );
