using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>What communities and members can be filtered and ordered by.</summary>
public static class CommunityFilters
{
    /// <summary>Filter of communities.</summary>
    public static FilterSchema Community { get; } =
        new(
            "CommunityFilter",
            "Filters communities.",
            () =>
                [
                    new FilterField("id", "Global id.", FilterValueKind.Id, "{t}.id"),
                    new FilterField("name", "Any of its names; letters match in either case.", FilterValueKind.Text, "{t}.all_names"),
                    new FilterField("kind", "What it is.", FilterValueKind.Enum, "{t}.kind", typeof(CommunityKind)),
                    new FilterField("policy", "Whose outputs come in.", FilterValueKind.Enum, "{t}.policy", typeof(CurationPolicy)),
                    new FilterRelation(
                        "place",
                        "Where it works.",
                        VocabularyFilters.Place,
                        "from places {n} where {n}.id = {t}.place_id",
                        Many: false
                    ),
                    new FilterRelation(
                        "concepts",
                        "What it works on.",
                        VocabularyFilters.Concept,
                        "from concepts {n} join community_concepts {n}a on {n}a.concept_id = {n}.id where {n}a.community_id = {t}.id",
                        Many: true
                    ),
                ]
        );

    /// <summary>Filter of members.</summary>
    public static FilterSchema Member { get; } =
        new(
            "CommunityMemberFilter",
            "Filters members of a community.",
            () =>
                [
                    new FilterField("role", "What they may do.", FilterValueKind.Enum, "{t}.role", typeof(CommunityRole)),
                    new FilterField("user", "Id of the account.", FilterValueKind.Id, "{t}.user_id"),
                    new FilterField("joinedAt", "Since when they are in.", FilterValueKind.DateTime, "{t}.joined_at"),
                ]
        );

    /// <summary>Fields to order communities by.</summary>
    public static IReadOnlyList<OrderField> Orders { get; } =
    [
        new("name", "Name, in alphabetical order.", "{t}.name", OrderKeyType.Text),
        new("createdAt", "When it was made.", "{t}.created_at", OrderKeyType.Timestamp),
    ];

    /// <summary>Fields to order members by.</summary>
    public static IReadOnlyList<OrderField> MemberOrders { get; } =
    [
        new(
            "role",
            "From readers to owners.",
            "array_position(array['READER', 'CURATOR', 'MANAGER', 'OWNER'], {t}.role)",
            OrderKeyType.Int
        ),
        new("joinedAt", "When they came in.", "{t}.joined_at", OrderKeyType.Timestamp),
    ];

    /// <summary>By name.</summary>
    public static IReadOnlyList<OrderTerm> Default { get; } = [new(Orders[0], Descending: false)];

    /// <summary>Owners first, then who came first.</summary>
    public static IReadOnlyList<OrderTerm> DefaultMembers { get; } =
    [new(MemberOrders[0], Descending: true), new(MemberOrders[1], Descending: false)];
}
