using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Api.GraphQL.SavedSearches;

internal sealed class WebhookProblemGraph()
    : EnumGraph<WebhookProblem>(
        "WebhookProblem",
        "Why nothing is sent to a webhook any more.",
        problem => problem == WebhookProblem.Gone ? "It answered with status 410." : "It failed for five days."
    );

internal sealed class DeliveryStateGraph()
    : EnumGraph<DeliveryState>(
        "WebhookDeliveryState",
        "How a message to a webhook stands.",
        state =>
            state switch
            {
                DeliveryState.Pending => "To be sent, or to be sent again.",
                DeliveryState.Delivered => "The receiver took it.",
                DeliveryState.Dead => "Given up; it can be sent again.",
                _ => null,
            }
    );

internal sealed class WebhookGraph : ObjectGraphType<Webhook>
{
    public WebhookGraph()
    {
        Name = "Webhook";
        Description =
            "An address that is called with each match, signed as Standard Webhooks has it. Its secret is shown once, when it is made.";
        this.Required<Webhook, UriScalar>("url", "The address.", webhook => webhook.Url);
        this.Required<Webhook, DateTimeScalar>("createdAt", "When it was made.", webhook => webhook.CreatedAt);
        this.Optional<Webhook, DateTimeScalar>(
            "failingSince",
            "First failure since it last worked; null while it works.",
            webhook => webhook.FailingSince
        );
        this.Optional<Webhook, DateTimeScalar>(
            "disabledAt",
            "From when on nothing is sent; null while it is. Give the address again to go on.",
            webhook => webhook.DisabledAt
        );
        this.Optional<Webhook, WebhookProblemGraph>("disabledBecause", "Why nothing is sent.", webhook => webhook.DisabledBecause);
    }
}

internal sealed class WebhookDeliveryGraph : ObjectGraphType<WebhookDelivery>
{
    public const string TypeName = "WebhookDelivery";

    public WebhookDeliveryGraph()
    {
        Name = TypeName;
        Description = "A message to a webhook: one match of the saved search. Forgotten 30 days after its last attempt.";
        this.Required<WebhookDelivery, IdGraphType>(
            "id",
            "Global id; also the header `webhook-id` of each attempt.",
            delivery => NodeId.Encode(TypeName, delivery.Id)
        );
        this.Required<WebhookDelivery, DeliveryStateGraph>("state", "How it stands.", delivery => delivery.State);
        this.Required<WebhookDelivery, IntGraphType>("attempts", "Times that it was sent.", delivery => delivery.Attempts);
        this.Required<WebhookDelivery, DateTimeScalar>("createdAt", "When the match was found.", delivery => delivery.CreatedAt);
        this.Optional<WebhookDelivery, DateTimeScalar>("lastAttemptAt", "When it was last sent.", delivery => delivery.LastAttemptAt);
        this.Optional<WebhookDelivery, DateTimeScalar>(
            "nextAttemptAt",
            "When it will be sent, at the earliest; null when it will not be.",
            delivery => delivery.State == DeliveryState.Pending ? delivery.NextAttemptAt : null
        );
        this.Optional<WebhookDelivery, DateTimeScalar>("deliveredAt", "When the receiver took it.", delivery => delivery.DeliveredAt);
        this.Optional<WebhookDelivery, IntGraphType>(
            "lastStatus",
            "HTTP status of the last answer; null when there was none.",
            delivery => delivery.LastStatus
        );
        this.Optional<WebhookDelivery, StringGraphType>(
            "lastProblem",
            "Why the last attempt failed; null when it did not.",
            delivery => delivery.LastProblem
        );
        this.Required<WebhookDelivery, ChangeKindGraph>("kind", "What happened to the output.", delivery => delivery.Match.Kind);
        this.Computed<WebhookDelivery, ResearchOutputInterface>(
            "output",
            "The output as it is now; null when it is not public any more.",
            context => context.Output(context.Source.Match.SubjectId)
        );
    }
}

internal sealed class WebhookDeliveryEdgeGraph() : EdgeGraph<WebhookDelivery, WebhookDeliveryGraph>("WebhookDelivery", "message");

internal sealed class WebhookDeliveryConnectionGraph()
    : ConnectionGraph<WebhookDelivery, WebhookDeliveryGraph, WebhookDeliveryEdgeGraph>("WebhookDelivery", "messages");

/// <summary>What a page of messages depends on.</summary>
internal sealed record DeliveryArguments(DeliveryState? State, PageRequest Page);

internal sealed class DeliveriesLoader(WebhookQueries queries)
    : ChildPageLoader<DeliveryArguments, WebhookDelivery>(
        (arguments, keys, cancellationToken) => queries.OfSearchesAsync(keys, arguments.State, arguments.Page, cancellationToken)
    );

internal sealed class DeliveryCountLoader(WebhookQueries queries)
    : ChildCountLoader<string>(
        (state, keys, cancellationToken) =>
            queries.CountOfSearchesAsync(keys, ConstantCase.TryParse<DeliveryState>(state, out var one) ? one : null, cancellationToken)
    );
