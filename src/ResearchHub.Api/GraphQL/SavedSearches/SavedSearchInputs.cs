using GraphQL.Types;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.SavedSearches;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.SavedSearches;

internal sealed class AlertChannelsInput : InputGraph
{
    public AlertChannelsInput()
        : base(
            "AlertChannelsInput",
            "Ways to be told, besides the subscription and the feed, which are there always. What is left out stays."
        )
    {
        Takes<BooleanGraphType>("email", "Whether mail goes to the account's address; false unless said.");
        Takes<UriScalar>(
            "webhook",
            "An https address that is called with each match; null takes the webhook away. Giving an address, also the same again, makes one work that was disabled."
        );
    }
}

/// <summary>What createSavedSearch and updateSavedSearch both take.</summary>
internal abstract class SavedSearchContentInput(string name, string description) : InputGraph(name, description)
{
    protected void TakesContent()
    {
        Takes<StringGraphType>("query", "Text to search for, as `search(query:)` takes it.");
        AddField(
            new FieldType
            {
                Name = "where",
                Description = "Only records for which this holds.",
                ResolvedType = new GraphQLTypeReference(SearchFilters.Schema.Name),
            }
        );
        Takes<CadenceGraph>("cadence", "How often mail goes out; INSTANT unless said. The other channels tell at once.");
        Takes<AlertChannelsInput>("channels", "Ways to be told.");
    }

    public static SavedSearchContent Read(IDictionary<string, object?> input)
    {
        var channels = input.Get<IDictionary<string, object?>>("channels") ?? new Dictionary<string, object?>(StringComparer.Ordinal);
        return new SavedSearchContent
        {
            Name = input.Value<string>("name"),
            Query = input.Value<string>("query"),
            Where = input.One("where", FilterOf),
            Cadence = input.Value<Cadence?>("cadence"),
            Email = channels.Value<bool?>("email"),
            Webhook = channels.Value<string>("webhook"),
        };
    }

    private static SavedFilter FilterOf(object given) =>
        new(SearchFilters.Of(FilterReader.Read(SearchFilters.Schema, given))!, FilterText.Of(given));
}

internal sealed class CreateSavedSearchInput : SavedSearchContentInput
{
    public CreateSavedSearchInput()
        : base("CreateSavedSearchInput", "A search to keep: `query`, `where` or both.")
    {
        Needs<StringGraphType>("name", "What to call it; 1 to 200 characters.");
        TakesContent();
    }
}

internal sealed class UpdateSavedSearchInput : SavedSearchContentInput
{
    public UpdateSavedSearchInput()
        : base("UpdateSavedSearchInput", "Changes of a saved search: what is left out stays as it is, null clears it.")
    {
        Needs<IdGraphType>("id", "The saved search.");
        Takes<StringGraphType>("name", "What to call it; 1 to 200 characters.");
        TakesContent();
    }
}

internal sealed class DeleteSavedSearchInput() : IdInput("DeleteSavedSearchInput", "Which saved search.", "The saved search.");

internal sealed class RenewSavedSearchFeedInput() : IdInput("RenewSavedSearchFeedInput", "Which saved search.", "The saved search.");

internal sealed class RenewWebhookSecretInput()
    : IdInput("RenewWebhookSecretInput", "Which saved search.", "The saved search, which has a webhook.");

internal sealed class ResendWebhookDeliveryInput() : IdInput("ResendWebhookDeliveryInput", "Which message.", "The delivery.");
