using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>What requests can be filtered and ordered by.</summary>
public static class RequestFilters
{
    /// <summary>Filter of requests.</summary>
    public static FilterSchema Request { get; } =
        new(
            "RequestFilter",
            "Filters requests.",
            () =>
                [
                    new FilterField("kind", "What is asked.", FilterValueKind.Enum, "{t}.kind", typeof(RequestKind)),
                    new FilterField("status", "Where it stands.", FilterValueKind.Enum, "{t}.status", typeof(RequestStatus)),
                    new FilterField("topic", "Id of what it is about.", FilterValueKind.Id, "{t}.topic_id"),
                    new FilterField("receiver", "Id of who is asked, such as a community.", FilterValueKind.Id, "{t}.receiver_id"),
                    new FilterField("dueOn", "Day by which an answer is hoped for.", FilterValueKind.Date, "{t}.due_on"),
                    new FilterField("createdAt", "When it was made.", FilterValueKind.DateTime, "{t}.created_at"),
                ]
        );

    /// <summary>Fields to order by.</summary>
    public static IReadOnlyList<OrderField> Orders { get; } =
    [
        new("updatedAt", "When something last happened to it.", "{t}.updated_at", OrderKeyType.Timestamp),
        new("createdAt", "When it was made.", "{t}.created_at", OrderKeyType.Timestamp),
        new(
            "dueOn",
            "Day by which an answer is hoped for; without one last.",
            "coalesce({t}.due_on, date '9999-12-31')",
            OrderKeyType.Date
        ),
    ];

    /// <summary>Those to which something happened last come first.</summary>
    public static IReadOnlyList<OrderTerm> Default { get; } = [new(Orders[0], Descending: true)];
}
