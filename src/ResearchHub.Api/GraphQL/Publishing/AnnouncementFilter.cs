using ResearchHub.Api.Transport;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>Which announcements a listener wants.</summary>
/// <param name="Matches">Answers for all listeners.</param>
/// <param name="Where">Null for all outputs.</param>
/// <param name="Query">Null for all outputs.</param>
/// <param name="Text">The same for all who want the same.</param>
internal sealed record AnnouncementFilter(AnnouncementMatches Matches, SearchFilter? Where, string? Query, string Text)
{
    public async ValueTask<bool> MatchesAsync(FeedEvent change)
    {
        if (!change.IsOfOutput || change.Kind is ChangeKind.Deleted or ChangeKind.Superseded or ChangeKind.Cited)
        {
            return false;
        }
        return (Where is null && string.IsNullOrWhiteSpace(Query)) || await Matches.FindAsync(this, change);
    }
}

/// <summary>Finds out whether a record matches, once for all who listen for the same.</summary>
internal sealed class AnnouncementMatches(
    ISearchIndex index,
    SearchDocumentQueries documents,
    VocabularyNames names,
    KeptContributors contributors,
    IRecordMatcher matcher
)
{
    private const int AnswersKept = 10_000;
    private readonly SharedWork<(string Filter, FeedPosition Position), bool> _answers = new(AnswersKept);

    /// <summary>
    /// The index answers as it would any search, for this one record, once it has read this far. What is withdrawn or retracted may not be in it any
    /// more, and is compared as it was: who was told of it must hear of its end.
    /// </summary>
    public Task<bool> FindAsync(AnnouncementFilter filter, FeedEvent change) =>
        _answers.GetAsync((filter.Text, change.Position), () => IsFoundAsync(filter, change));

    private async Task<bool> IsFoundAsync(AnnouncementFilter filter, FeedEvent change)
    {
        // At each event: a merge may come while somebody listens.
        filter = filter with
        {
            Where = await contributors.WithAsync(filter.Where, CancellationToken.None),
        };
        var found = await index.SearchAsync(
            new SearchRequest
            {
                Query = filter.Query,
                Where = filter.Where,
                Ids = [change.SubjectId],
                First = 1,
                MinSequence = change.Position,
            },
            CancellationToken.None
        );
        return found.TotalCount > 0 || (change.IsEnd && await WasFoundAsync(filter, found.DidYouMean, change.SubjectId));
    }

    /// <param name="corrected">The query with the words that the index knows in place of misspelt ones; null when there are none.</param>
    private async Task<bool> WasFoundAsync(AnnouncementFilter filter, string? corrected, long id)
    {
        if (await documents.LastKnownAsync(id, CancellationToken.None) is not { } record)
        {
            return false;
        }
        await names.LearnAsync(CancellationToken.None);
        return matcher.Matches(filter.Query, filter.Where, record)
            || (corrected is not null && matcher.Matches(corrected, filter.Where, record));
    }
}
