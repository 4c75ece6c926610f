using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Catalogue.Reading;

/// <summary>What outputs can be ordered by.</summary>
public static class OutputOrders
{
    public static OrderField PublishedOn { get; } =
        new(
            "publishedOn",
            "Day of publication; a year alone counts as its first day, unknown as oldest.",
            "{t}.published_sort",
            OrderKeyType.Date
        );

    public static OrderField Title { get; } =
        new(
            "title",
            "Original title, in Unicode's order: Č and Ć as a C, Latin before Cyrillic, signs before letters. `search(order: TITLE)` has the order of the Serbian alphabet.",
            "{t}.title",
            OrderKeyType.Text
        );

    public static OrderField CitationCount { get; } =
        new("citationCount", "Number of works here that cite it.", "{t}.citation_count", OrderKeyType.Int);

    public static OrderField UpdatedAt { get; } =
        new("updatedAt", "When the record last changed.", "{t}.updated_at", OrderKeyType.Timestamp);

    public static IReadOnlyList<OrderField> All { get; } = [PublishedOn, Title, CitationCount, UpdatedAt];

    /// <summary>Newest first.</summary>
    public static IReadOnlyList<OrderTerm> Default { get; } = [new(PublishedOn, Descending: true)];
}
