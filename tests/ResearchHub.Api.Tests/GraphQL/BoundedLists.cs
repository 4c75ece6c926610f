namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Lists of objects that are no connections, each with what keeps it short.</summary>
internal static class BoundedLists
{
    private const string OneRecord = "Part of one record, written with it as a whole.";
    private const string ByLanguage = "One text a language.";
    private const string ByField = "One entry a field of a record.";
    private const string Vocabulary = "A vocabulary, which does not grow by use.";
    private const string Asked = "As many as were asked for.";

    public static IReadOnlyDictionary<string, string> Reasons { get; } =
        new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["CollaborationCall.concepts"] = OneRecord,
            ["Comment.mentions"] = "At most 20 in a text.",
            ["Community.concepts"] = OneRecord,
            ["Community.descriptions"] = ByLanguage,
            ["Community.links"] = OneRecord,
            ["Community.names"] = ByLanguage,
            ["Concept.labels"] = ByLanguage,
            ["Concept.mappings"] = Vocabulary,
            ["Concept.narrower"] = Vocabulary,
            ["Concept.synonyms"] = Vocabulary,
            ["ConflictError.theirs"] = ByField,
            ["ConflictError.yours"] = ByField,
            ["Dataset.variables"] = "Columns of the files of one record.",
            ["DraftEvent.present"] = "Who has one draft open now; forgotten when they go.",
            ["Facet.buckets"] = Asked,
            ["FacetBucket.children"] = Asked,
            ["Highlight.fragments"] = "A few places of one text.",
            ["HighlightFragment.ranges"] = "Words of one fragment.",
            ["Limits.rates"] = "One entry a limit of the server.",
            ["Organization.alternativeNames"] = "Names that one organisation is known by.",
            ["Organization.names"] = ByLanguage,
            ["Payload.errors"] = "What was wrong with one input.",
            ["Place.names"] = ByLanguage,
            ["Query.nodes"] = "At most 100 ids are taken.",
            ["Query.suggest"] = Asked,
            ["Request.reviewers"] = "At most 20.",
            ["ResearchOutput.abstracts"] = ByLanguage,
            ["ResearchOutput.compare"] = ByField,
            ["ResearchOutput.concepts"] = OneRecord,
            ["ResearchOutput.contributors"] = OneRecord,
            ["ResearchOutput.files"] = OneRecord,
            ["ResearchOutput.funding"] = OneRecord,
            ["ResearchOutput.identifiers"] = OneRecord,
            ["ResearchOutput.links"] = OneRecord,
            ["ResearchOutput.places"] = OneRecord,
            ["ResearchOutput.similar"] = Asked,
            ["ResearchOutput.titles"] = ByLanguage,
            ["Researcher.affiliations"] = OneRecord,
            ["Researcher.expertise"] = OneRecord,
            ["Researcher.visibility"] = ByField,
            ["Review.answers"] = "One to each question of the round.",
            ["ReviewOption.texts"] = ByLanguage,
            ["ReviewQuestion.options"] = OneRecord,
            ["ReviewQuestion.texts"] = ByLanguage,
            ["ReviewRound.questions"] = OneRecord,
            ["Revision.changes"] = ByField,
            ["SearchConnection.facets"] = Asked,
            ["SearchEdge.highlights"] = "A few fields of one hit.",
            ["SearchEdge.matched"] = "Words of one query.",
            ["UnfinishedReview.answers"] = "At most one to each question of the round.",
            ["Variable.categories"] = "The most frequent values of one column.",
            ["Viewer.notificationPreferences"] = "One entry a kind of notifications.",
        };
}
