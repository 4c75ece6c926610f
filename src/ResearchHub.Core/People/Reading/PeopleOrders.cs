using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.People.Reading;

/// <summary>What people and organisations can be ordered by.</summary>
public static class PeopleOrders
{
    public static IReadOnlyList<OrderField> Researchers { get; } =
    [
        new("name", "Family name, then given names.", "{t}.sort_name", OrderKeyType.Text),
        new("createdAt", "When the record was made.", "{t}.created_at", OrderKeyType.Timestamp),
    ];

    public static IReadOnlyList<OrderField> Organizations { get; } =
    [
        new("name", "Name, in Unicode's order: Č and Ć as a C, Latin before Cyrillic.", "{t}.name", OrderKeyType.Text),
        new("createdAt", "When the record was made.", "{t}.created_at", OrderKeyType.Timestamp),
    ];

    public static IReadOnlyList<OrderTerm> DefaultResearchers { get; } = [new(Researchers[0], Descending: false)];

    public static IReadOnlyList<OrderTerm> DefaultOrganizations { get; } = [new(Organizations[0], Descending: false)];
}
