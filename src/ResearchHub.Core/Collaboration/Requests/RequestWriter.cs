using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Writes requests in the transaction of a command, and tells whom they concern.</summary>
public sealed class RequestWriter(RequestSql requests, TimeProvider time)
{
    private const int MostWaiting = 200;

    /// <summary>How often a person asks for the same thing within 24 hours, taking it back in between.</summary>
    private const int MostAgain = 10;

    /// <summary>Writes a request of the caller's. Whether the caller may ask for this has been checked.</summary>
    /// <returns>Its key, or why not: the same waits already or was asked for too often, or too many wait.</returns>
    public async Task<(long Id, UserError? Problem)> OpenAsync(
        HubTransaction transaction,
        NewRequest order,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (creator, now) = (caller.UserId!.Value, time.GetUtcNow());
        await transaction.LockAsync("users", creator, cancellationToken);
        var waiting = await transaction.ScalarAsync<long>(
            "select count(*) from requests where creator_id = $1 and status in ('CREATED', 'SUBMITTED')",
            [creator],
            cancellationToken
        );
        if (waiting >= MostWaiting)
        {
            return (0, new InvalidError($"At most {MostWaiting} requests of a person wait for a decision.", ["input"]));
        }
        var again = await transaction.FirstAsync(
            """
            select created_at from requests where topic_id = $1 and kind = $2 and creator_id = $3 and matter = $4 and created_at > $5
            order by created_at desc offset $6 limit 1
            """,
            [order.TopicId, order.Kind, creator, order.Matter, now.AddDays(-1), MostAgain - 1],
            reader => (DateTimeOffset?)reader.GetTime(0),
            cancellationToken
        );
        if (again is { } asked)
        {
            // Each time, others are told.
            return (0, new TooManyError($"This has been asked {MostAgain} times in 24 hours: go on later.", asked.AddDays(1)));
        }
        var id = await transaction.FirstAsync(
            """
            insert into requests (kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, message, details,
              due_on, expires_at, created_at, submitted_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11::jsonb, $12, $13, $14, $15, $14)
            on conflict (kind, topic_id, matter) where status in ('CREATED', 'SUBMITTED') do nothing returning id
            """,
            [
                order.Kind,
                order.IsDraft ? RequestStatus.Created : RequestStatus.Submitted,
                order.TopicType,
                order.TopicId,
                creator,
                order.Receiver.Kind,
                order.Receiver.Id,
                order.Matter,
                order.Title,
                order.Message,
                order.Details?.ToJson(),
                order.DueOn,
                order.ExpiresAt,
                now,
                order.IsDraft ? null : now,
            ],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        if (id == 0)
        {
            return (0, new InvalidError("This has been asked already and waits for a decision.", ["input"]));
        }
        AuditScope.About(RequestRow.TypeName, id);
        await RecordAsync(transaction, id, RequestEventKind.Created, creator, null, cancellationToken);
        if (!order.IsDraft)
        {
            var request = (await LockAsync(transaction, id, caller, cancellationToken))!;
            await TellAsync(transaction, request, RequestEventKind.Submitted, creator, null, cancellationToken);
        }
        return (id, null);
    }

    /// <summary>
    /// Writes a request and accepts it at once, for what the caller might decide alone: so that what was done is found where everything of its
    /// kind is.
    /// </summary>
    public async Task<(long Id, UserError? Problem)> OpenAcceptedAsync(
        HubTransaction transaction,
        NewRequest order,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (id, problem) = await OpenAsync(transaction, order, caller, cancellationToken);
        if (problem is not null)
        {
            return (0, problem);
        }
        var problems = await AcceptAsync(transaction, id, caller, cancellationToken);
        return problems.Count > 0 ? (0, problems[0]) : (id, null);
    }

    /// <summary>Accepts a request on which nobody needs to decide.</summary>
    /// <returns>Why it cannot be done; empty when it was done.</returns>
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var request = (await LockAsync(transaction, id, caller, cancellationToken))!;
        var decision = new RequestDecision(null, null, time.GetUtcNow());
        var problems = await requests.KindOf(request.Kind).AcceptAsync(transaction, request, decision, caller, cancellationToken);
        if (problems.Count == 0)
        {
            await MoveAsync(transaction, request, RequestStatus.Accepted, null, caller.UserId, cancellationToken);
        }
        return problems;
    }

    /// <summary>The request as it is for a caller, locked until the end of the transaction; null when there is none.</summary>
    public async Task<RequestRow?> LockAsync(HubTransaction transaction, long id, Caller caller, CancellationToken cancellationToken)
    {
        if (!await transaction.LockAsync("requests", id, cancellationToken))
        {
            return null;
        }
        var sql = RequestSql.Begin(caller);
        var page = requests.For(caller);
        sql.Add($"select {page.Columns} {page.From} where r.id = {sql.Value(id)}");
        return await transaction.FirstAsync(sql.ToString(), [.. sql.Values], page.Read, cancellationToken);
    }

    /// <summary>Takes a locked request to another status, and tells of it.</summary>
    /// <param name="isNamed">Whether others learn who did it; the audit log knows.</param>
    public async Task MoveAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestStatus status,
        string? outcome,
        long? actor,
        CancellationToken cancellationToken,
        bool isNamed = true
    )
    {
        await transaction.ExecuteAsync(
            """
            update requests set status = $2, outcome = $3, awaits_creator = false, revision = revision + 1, updated_at = $4,
              submitted_at = case when $2 = 'SUBMITTED' then $4 else submitted_at end,
              decided_at = case when $2 in ('ACCEPTED', 'DECLINED') then $4 else decided_at end,
              decided_by = case when $2 in ('ACCEPTED', 'DECLINED') then $5 else decided_by end
            where id = $1
            """,
            [request.Id, status, outcome, time.GetUtcNow(), isNamed ? actor : null],
            cancellationToken
        );
        var kind = Enum.Parse<RequestEventKind>(status.ToString());
        await TellAsync(transaction, request, kind, actor, outcome, cancellationToken, isNamed);
    }

    /// <summary>Adds to the timeline of a locked request and tells those whom it concerns, besides who did it.</summary>
    public async Task TellAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestEventKind kind,
        long? actor,
        string? text,
        CancellationToken cancellationToken,
        bool isNamed = true
    )
    {
        var shown = isNamed ? actor : null;
        var entry = await RecordAsync(transaction, request.Id, kind, shown, text, cancellationToken);
        // What was kept back exists for its creator alone.
        var isKept = request.Status == RequestStatus.Created && kind != RequestEventKind.Submitted;
        var concerned = isKept
            ? request.CreatorId is { } creator && creator != actor
                ? [creator]
                : []
            : await transaction.ListAsync(requests.Parties, [request.Id], reader => reader.GetInt64(0), cancellationToken);
        if (isKept && concerned.Count == 0)
        {
            return;
        }
        var told = kind == RequestEventKind.Submitted ? requests.KindOf(request.Kind).Sent : Enum.Parse<ActivityKind>($"Request{kind}");
        await new Activity(told, RequestRow.TypeName, request.Id)
        {
            SubjectType = RequestEventRow.TypeName,
            SubjectId = entry,
            ActorId = shown,
            Addressed = [.. concerned.Where(account => account != actor)],
        }.WriteAsync(transaction, time.GetUtcNow(), cancellationToken);
    }

    private Task<long> RecordAsync(
        HubTransaction transaction,
        long request,
        RequestEventKind kind,
        long? actor,
        string? text,
        CancellationToken cancellationToken
    ) =>
        transaction.ScalarAsync<long>(
            "insert into request_events (request_id, kind, actor_id, text, occurred_at) values ($1, $2, $3, $4, $5) returning id",
            [request, kind, actor, text, time.GetUtcNow()],
            cancellationToken
        );
}
