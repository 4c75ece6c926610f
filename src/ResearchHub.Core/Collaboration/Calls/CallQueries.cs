using ResearchHub.Core.Access;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;
using ResearchHub.Core.People;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Reads of calls for collaboration. Each method is one SQL statement.</summary>
public sealed class CallQueries(ReadDatabase database)
{
    private static readonly PageSql<CallRow> Calls = new(
        CallRow.Columns,
        CallRow.ColumnCount,
        "from collaboration_calls c",
        "c",
        CallRow.Read
    );

    private static readonly PageSql<CallAnswerRow> Answers = new(
        CallAnswerRow.Columns,
        CallAnswerRow.ColumnCount,
        "from call_answers a",
        "a",
        CallAnswerRow.Read
    );

    private static readonly OrderTerm[] LatestAnswers =
    [
        new(new OrderField("answeredAt", "When it was given.", "{t}.answered_at", OrderKeyType.Timestamp), Descending: true),
    ];

    /// <summary>What calls can be filtered by.</summary>
    public static FilterSchema Filter { get; } =
        new(
            "CollaborationCallFilter",
            "Filters calls for collaboration.",
            () =>
                [
                    new FilterField("seeks", "What the people wanted are open to.", FilterValueKind.Enum, "{t}.seeks", typeof(Openness)),
                    new FilterField("deadline", "Last day to answer.", FilterValueKind.Date, "{t}.deadline"),
                    new FilterField("closedAt", "When it was closed; null while it is not.", FilterValueKind.DateTime, "{t}.closed_at"),
                    new FilterField("community", "Id of the community that it is for.", FilterValueKind.Id, "{t}.community_id"),
                    new FilterField("languages", "Languages wanted.", FilterValueKind.LanguageList, "{t}.languages"),
                    new FilterRelation(
                        "place",
                        "Where the people wanted work.",
                        VocabularyFilters.Place,
                        "from places {n} where {n}.id = {t}.place_id",
                        Many: false
                    ),
                    new FilterRelation(
                        "concepts",
                        "What the people wanted know about.",
                        VocabularyFilters.Concept,
                        "from concepts {n} join call_concepts {n}a on {n}a.concept_id = {n}.id where {n}a.call_id = {t}.id",
                        Many: true
                    ),
                ]
        );

    /// <summary>Fields to order by.</summary>
    public static IReadOnlyList<OrderField> Orders { get; } =
    [
        new("openedAt", "When it was opened.", "{t}.opened_at", OrderKeyType.Timestamp),
        new("deadline", "Last day to answer.", "{t}.deadline", OrderKeyType.Date),
    ];

    /// <summary>Latest first.</summary>
    public static IReadOnlyList<OrderTerm> Default { get; } = [new(Orders[0], Descending: true)];

    /// <summary>Calls, filtered and in order.</summary>
    /// <param name="speakingTo">Only calls that speak to this person; null for all.</param>
    public ListQuery<CallRow> List(long? speakingTo, FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(
            database,
            Calls,
            sql =>
                speakingTo is { } researcher
                    ? [$"exists (select from researchers r where r.id = {sql.Value(researcher)} and {CallMatching.Condition})"]
                    : ["true"],
            where,
            order
        );

    /// <summary>Calls by key.</summary>
    public async Task<IReadOnlyDictionary<long, CallRow>> ByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {CallRow.Columns} from collaboration_calls c where c.id = any($1)",
                [ids],
                CallRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>Concepts by call.</summary>
    public async Task<ILookup<long, ConceptRow>> ConceptsAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ConceptRow.Columns}, i.call_id from call_concepts i join concepts k on k.id = i.concept_id
                where i.call_id = any($1) order by i.call_id, k.id
                """,
                [ids],
                reader => (Call: reader.GetInt64(ConceptRow.ColumnCount), Concept: ConceptRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Call, row => row.Concept);

    /// <summary>Answers to calls, latest first; that the caller may see them has been checked.</summary>
    public ChildrenQuery<CallAnswerRow> AnswersToCalls() => new(database, Answers, _ => ["a.call_id = p.id"], null, LatestAnswers);

    /// <summary>Answers of a caller, by call.</summary>
    public async Task<IReadOnlyDictionary<long, CallAnswerRow>> OwnAsync(
        long[] calls,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select {CallAnswerRow.Columns} from call_answers a where a.call_id = any($1) and a.user_id = $2",
                [calls, caller.UserId ?? 0],
                CallAnswerRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.CallId);
}

/// <summary>Calls exist for everybody.</summary>
public sealed class CallSubjects(CallQueries queries)
    : FoundSubjects<CallRow>(CallRow.TypeName, (keys, _, cancellationToken) => queries.ByIdAsync(keys, cancellationToken));
