using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.SavedSearches;

internal sealed class SavedSearchGraph : ObjectGraphType<SavedSearch>
{
    public const string TypeName = "SavedSearch";

    public SavedSearchGraph()
    {
        Name = TypeName;
        Description = "A search that is kept, to be told what is new in it. Seen by its owner alone.";
        this.Required<SavedSearch, IdGraphType>("id", "Global id.", search => NodeId.Encode(TypeName, search.Id));
        this.Required<SavedSearch, StringGraphType>("name", "What its owner calls it.", search => search.Name);
        this.Optional<SavedSearch, StringGraphType>("query", "Text searched for.", search => search.Query);
        this.Required<SavedSearch, DateTimeScalar>("createdAt", "When it was made.", search => search.CreatedAt);
        this.Required<SavedSearch, StringGraphType>(
            "feed",
            "Path on this server of its Atom feed. Whoever has it reads the feed: keep it secret.",
            search => $"/feeds/{search.Secret}"
        );
    }
}

internal sealed class SavedSearchMatchGraph : ObjectGraphType<FeedEvent>
{
    public SavedSearchMatchGraph()
    {
        Name = "SavedSearchMatch";
        Description = "A publication that a saved search found.";
        this.Required<FeedEvent, StringGraphType>(
            "cursor",
            "Place in the change feed: give it as `after` to go on from here.",
            change => change.Position.ToString()
        );
        this.Required<FeedEvent, ChangeKindGraph>("kind", "What happened.", change => change.Kind);
        this.Required<FeedEvent, DateTimeScalar>("occurredAt", "When.", change => change.OccurredAt);
        this.Computed<FeedEvent, ResearchOutputInterface>(
            "output",
            "The output as it is now; null when it is no output, or not public any more.",
            context => context.Loader<OutputLoader>().LoadAsync(context.Source.SubjectId)
        );
    }
}

internal sealed class CreateSavedSearchPayload()
    : CommandPayloadGraph<SavedSearch, SavedSearchGraph>(
        "CreateSavedSearchPayload",
        "savedSearch",
        "The search as kept.",
        search => search
    );

internal sealed class DeleteSavedSearchPayload()
    : CommandPayloadGraph<SavedSearch, SavedSearchGraph>(
        "DeleteSavedSearchPayload",
        "savedSearch",
        "The search as it was.",
        search => search
    );

internal sealed class CreateSavedSearchInput : InputObjectGraphType
{
    public CreateSavedSearchInput()
    {
        Name = "CreateSavedSearchInput";
        Description = "A search to keep: `query`, `where` or both.";
        Field<NonNullGraphType<StringGraphType>>("name").Description("What to call it; 1 to 200 characters.");
        Field<StringGraphType>("query").Description("Text to search for, as `search(query:)` takes it.");
        AddField(
            new FieldType
            {
                Name = "where",
                Description = "Only records for which this holds.",
                ResolvedType = new GraphQLTypeReference(SearchFilters.Schema.Name),
            }
        );
    }
}

internal sealed class DeleteSavedSearchInput : InputObjectGraphType
{
    public DeleteSavedSearchInput()
    {
        Name = "DeleteSavedSearchInput";
        Description = "Which saved search.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("The saved search.");
    }
}
