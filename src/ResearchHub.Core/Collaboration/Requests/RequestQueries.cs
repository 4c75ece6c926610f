using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Reads of requests, for those for whom they exist. Each method is one SQL statement.</summary>
public sealed class RequestQueries(ReadDatabase database, RequestSql requests)
{
    private static readonly PageSql<RequestEventRow> Events = new(
        RequestEventRow.Columns,
        RequestEventRow.ColumnCount,
        "from request_events e",
        "e",
        RequestEventRow.Read
    );

    private static readonly OrderTerm[] Oldest =
    [
        new(new OrderField("occurredAt", "When it happened.", "{t}.occurred_at", OrderKeyType.Timestamp), Descending: false),
    ];

    /// <summary>Requests by key, in no order; those that do not exist for the caller are left out.</summary>
    public async Task<IReadOnlyDictionary<long, RequestRow>> ByIdAsync(long[] ids, Caller caller, CancellationToken cancellationToken)
    {
        var sql = RequestSql.Begin(caller);
        var page = requests.ShownTo(caller);
        sql.Add($"select {page.Columns} {page.From} where r.id = any({sql.Value(ids)}) and {requests.Visible(caller, sql)}");
        return (await database.ListAsync(sql.ToString(), sql.Values, page.Read, cancellationToken)).ToDictionary(row => row.Id);
    }

    /// <summary>Requests that concern a caller.</summary>
    /// <param name="part">Only those in which the caller has this part; null for any.</param>
    public ListQuery<RequestRow> Concerning(Caller caller, RequestPart? part, FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, requests.ListedTo(caller), sql => [requests.Concerning(caller, part, RequestSql.Begin(caller, sql))], where, order);

    /// <summary>Requests of one kind about things of one type, as far as they exist for a caller.</summary>
    /// <param name="type">As in global ids.</param>
    public ChildrenQuery<RequestRow> About(
        string type,
        RequestKind kind,
        Caller caller,
        FilterCondition? where,
        IReadOnlyList<OrderTerm> order
    ) =>
        new(
            database,
            requests.ShownTo(caller),
            sql =>
            {
                RequestSql.Begin(caller, sql);
                return
                [
                    $"r.topic_type = {sql.Value(type)} and r.topic_id = p.id and r.kind = {sql.Value(ConstantCase.Of(kind))}",
                    requests.Visible(caller, sql),
                ];
            },
            where,
            order
        );

    /// <summary>Ends a command that has written a request: commits and gives it as its creator sees it.</summary>
    /// <param name="problem">Why it was not written; null when it was.</param>
    public async Task<CommandResult<RequestRow>> OpenedAsync(
        HubTransaction transaction,
        long id,
        UserError? problem,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (problem is not null)
        {
            return CommandResult<RequestRow>.Failed(problem);
        }
        await transaction.CommitAsync();
        return CommandResult<RequestRow>.Of((await ByIdAsync([id], caller, cancellationToken))[id]);
    }

    /// <summary>The same page of the timelines of many requests, oldest first; that the caller may see them has been checked.</summary>
    public Task<IReadOnlyDictionary<long, Page<RequestEventRow>>> TimelinesAsync(
        long[] ids,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Events.ChildrenAsync(database, new SqlText(), ids, [OfParent], null, Oldest, page, cancellationToken);

    /// <summary>Lengths of the timelines of many requests.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountTimelinesAsync(long[] ids, CancellationToken cancellationToken) =>
        Events.ChildCountsAsync(database, new SqlText(), ids, [OfParent], null, cancellationToken);

    /// <summary>Entries of timelines by key, as the caller may see them; whether they may see their requests has been checked.</summary>
    public async Task<IReadOnlyDictionary<long, RequestEventRow>> EventsAsync(
        long[] ids,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select {RequestEventRow.Columns}, {RequestSql.IsBlind} from request_events e join requests r on r.id = e.request_id
                where e.id = any($2)
                """,
                [caller.UserId ?? 0, ids],
                reader =>
                    reader.GetBoolean(RequestEventRow.ColumnCount)
                        ? RequestEventRow.Read(reader).Blinded(caller.UserId)
                        : RequestEventRow.Read(reader),
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>Accounts whose opinion is wanted, by request.</summary>
    public async Task<ILookup<long, UserRow>> ReviewersAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {UserRow.Columns}, v.request_id from request_reviewers v join users u on u.id = v.user_id
                where v.request_id = any($1) and v.removed_at is null order by v.request_id, u.id
                """,
                [ids],
                reader => (Request: reader.GetInt64(UserRow.ColumnCount), User: UserRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Request, row => row.User);

    /// <summary>Accounts whom a request concerns.</summary>
    public async Task<IReadOnlyList<long>> PartiesAsync(long id, CancellationToken cancellationToken) =>
        await database.ListAsync(requests.Parties, [id], reader => reader.GetInt64(0), cancellationToken);

    private const string OfParent = "e.request_id = p.id";
}
