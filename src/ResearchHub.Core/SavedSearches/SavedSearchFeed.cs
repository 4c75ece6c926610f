using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.SavedSearches;

/// <summary>A change, and the saved searches that it matched. Not public: each owner may know of their own.</summary>
public sealed record SavedSearchEvent(FeedEvent Change, long[] Searches) : IFeedEntry
{
    /// <inheritdoc />
    public FeedPosition Position => Change.Position;
}

/// <summary>
/// What saved searches have matched, by the positions of the change feed. One reader at a time writes it, in that order, so that nothing comes
/// behind a listener that went on.
/// </summary>
public sealed class SavedSearchFeed(ReadDatabase database)
    : FeedTable<SavedSearchEvent>(database, "saved_search_events", "kind, subject_kind, output_id, occurred_at, searches")
{
    /// <inheritdoc />
    protected override SavedSearchEvent Read(FeedPosition position, NpgsqlDataReader reader) =>
        new(reader.GetFeedEvent(), reader.GetFieldValue<long[]>(6));
}
