using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Opens, answers and closes calls for collaboration.</summary>
public sealed class CallService(HubTransactions transactions, CallQueries queries, TimeProvider time)
{
    private const int LongestTitle = 300;
    private const int MostEntries = 50;
    private const int MostDays = 366;
    private const int MostOpen = 20;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Opens a call; those whom it speaks to are told soon after.</summary>
    public async Task<CommandResult<CallRow>> OpenAsync(CallContent content, Caller caller, CancellationToken cancellationToken)
    {
        var (problems, user, now) = (Problems(content), caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (content.CommunityId is { } key)
        {
            if (await CommunityGate.LockAsync(transaction, key, caller, cancellationToken) is not { } community)
            {
                return CommandResult<CallRow>.Failed(CommunityGate.NotFound);
            }
            if (!CommunityRules.MayCurate(community.ActingRole))
            {
                return CommandResult<CallRow>.Failed(CommunityGate.Forbidden("Curators of a community open calls for it."));
            }
        }
        await transaction.LockAsync("users", user, cancellationToken);
        var open = await transaction.ScalarAsync<long>(
            "select count(*) from collaboration_calls where opened_by = $1 and closed_at is null and deadline >= $2",
            [user, Today],
            cancellationToken
        );
        if (open >= MostOpen)
        {
            problems.Add(new InvalidError($"At most {MostOpen} calls of a person are open: close one first.", ["input"]));
        }
        var place = content.Place is { } code ? await PlaceAsync(transaction, code, problems, cancellationToken) : null;
        var concepts = content.Concepts.Distinct().ToArray();
        if (
            await transaction.ScalarAsync<long>("select count(*) from concepts where id = any($1)", [concepts], cancellationToken)
            != concepts.Length
        )
        {
            problems.Add(new InvalidError("Name concepts that exist.", ["input", "concepts"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<CallRow>.Failed(problems);
        }
        var id = await transaction.ScalarAsync<long>(
            """
            insert into collaboration_calls (title, description, seeks, deadline, place_id, languages, sectors, opened_by, community_id, opened_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) returning id
            """,
            [
                content.Title.Trim(),
                content.Description.Trim(),
                content.Seeks,
                content.Deadline,
                place,
                content.Languages.Distinct(StringComparer.Ordinal).ToArray(),
                content.Sectors.Distinct().Select(ConstantCase.Of).ToArray(),
                user,
                content.CommunityId,
                now,
            ],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            "insert into call_concepts (call_id, concept_id) select $1, unnest($2::bigint[])",
            [id, concepts],
            cancellationToken
        );
        await new Activity(ActivityKind.CallOpened, CallRow.TypeName, id) { ActorId = user }.WriteAsync(
            transaction,
            now,
            cancellationToken
        );
        if (content.CommunityId is { } its)
        {
            await new Activity(ActivityKind.CallOpened, CommunityRow.TypeName, its)
            {
                SubjectType = CallRow.TypeName,
                SubjectId = id,
                ActorId = user,
            }.WriteAsync(transaction, now, cancellationToken);
        }
        AuditScope.About(CallRow.TypeName, id);
        return await CommitAsync(transaction, id, cancellationToken);
    }

    /// <summary>Closes a call before its deadline: who opened it, curators of its community, administrators.</summary>
    /// <param name="outcome">What came of it, for everybody; null when nothing is said.</param>
    public async Task<CommandResult<CallRow>> CloseAsync(long id, string? outcome, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await LockAsync(transaction, id, cancellationToken) is not { } call)
        {
            return CommandResult<CallRow>.Failed(new NotFoundError("call"));
        }
        if (!await MayCloseAsync(transaction, call, caller, cancellationToken))
        {
            return CommandResult<CallRow>.Failed(new ForbiddenError("Who opened the call closes it."));
        }
        if (RequestText.Problem(outcome, "outcome", isNeeded: false) is { } unreadable)
        {
            return CommandResult<CallRow>.Failed(unreadable);
        }
        if (call.ClosedAt is not null)
        {
            return CommandResult<CallRow>.Failed(new InvalidError("The call is closed already.", ["input", "id"]));
        }
        var now = time.GetUtcNow();
        await transaction.ExecuteAsync(
            "update collaboration_calls set closed_at = $2, outcome = $3 where id = $1",
            [id, now, outcome?.Trim()],
            cancellationToken
        );
        var answered = await transaction.ListAsync(
            "select user_id from call_answers where call_id = $1 order by id",
            [id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        var closed = new Activity(ActivityKind.CallClosed, CallRow.TypeName, id) { ActorId = caller.UserId };
        await closed.WriteAsync(transaction, now, cancellationToken);
        foreach (var batch in answered.Chunk(Activity.MostAddressed))
        {
            await (closed with { Addressed = batch }).WriteAsync(transaction, now, cancellationToken);
        }
        AuditScope.About(CallRow.TypeName, id);
        return await CommitAsync(transaction, id, cancellationToken);
    }

    /// <summary>Answers an open call, once; who opened it is told.</summary>
    public async Task<CommandResult<CallRow>> AnswerAsync(long id, string message, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await LockAsync(transaction, id, cancellationToken) is not { } call)
        {
            return CommandResult<CallRow>.Failed(new NotFoundError("call"));
        }
        if (RequestText.Problem(message, "message", isNeeded: true) is { } unreadable)
        {
            return CommandResult<CallRow>.Failed(unreadable);
        }
        if (!call.IsOpenOn(Today) || call.OpenedBy == caller.UserId)
        {
            return CommandResult<CallRow>.Failed(
                new InvalidError(call.OpenedBy == caller.UserId ? "It is your own call." : "The call is closed.", ["input", "id"])
            );
        }
        var now = time.GetUtcNow();
        var isNew = await transaction.ExecuteAsync(
            "insert into call_answers (call_id, user_id, message, answered_at) values ($1, $2, $3, $4) on conflict do nothing",
            [id, caller.UserId, message.Trim(), now],
            cancellationToken
        );
        if (isNew == 0)
        {
            return CommandResult<CallRow>.Failed(new InvalidError("You have answered this call already.", ["input", "id"]));
        }
        await new Activity(ActivityKind.CallAnswered, CallRow.TypeName, id)
        {
            ActorId = caller.UserId,
            Addressed = call.OpenedBy is { } opener ? [opener] : [],
        }.WriteAsync(transaction, now, cancellationToken);
        AuditScope.About(CallRow.TypeName, id);
        return await CommitAsync(transaction, id, cancellationToken);
    }

    private List<UserError> Problems(CallContent content)
    {
        var problems = new List<UserError>();
        void Unless(bool holds, string message, string field)
        {
            if (!holds)
            {
                problems.Add(new InvalidError(message, ["input", field]));
            }
        }
        Unless(PlainText.IsText(content.Title, LongestTitle), $"Give 1 to {LongestTitle} characters.", "title");
        if (RequestText.Problem(content.Description, "description", isNeeded: true) is { } unreadable)
        {
            problems.Add(unreadable);
        }
        Unless(
            content.Deadline >= Today && content.Deadline <= Today.AddDays(MostDays),
            $"Give a day from today on, at most {MostDays} days ahead.",
            "deadline"
        );
        Unless(content.Languages.Count <= MostEntries, $"Give at most {MostEntries} languages.", "languages");
        Unless(content.Concepts.Count <= MostEntries, $"Give at most {MostEntries} concepts.", "concepts");
        return problems;
    }

    private static async Task<long?> PlaceAsync(
        HubTransaction transaction,
        string code,
        List<UserError> problems,
        CancellationToken cancellationToken
    )
    {
        var place = await transaction.FirstAsync(
            "select id from places where code = $1",
            [code],
            reader => (long?)reader.GetInt64(0),
            cancellationToken
        );
        if (place is null)
        {
            problems.Add(new InvalidError("There is no place with this code.", ["input", "place"]));
        }
        return place;
    }

    private static async Task<bool> MayCloseAsync(
        HubTransaction transaction,
        CallRow call,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        caller.Role == Role.Admin
        || call.OpenedBy == caller.UserId
        || (
            call.CommunityId is { } community
            && CommunityRules.MayCurate(await CommunityGate.RoleAsync(transaction, community, caller.UserId!.Value, cancellationToken))
        );

    private static Task<CallRow?> LockAsync(HubTransaction transaction, long id, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            $"select {CallRow.Columns} from collaboration_calls c where c.id = $1 for update",
            [id],
            CallRow.Read,
            cancellationToken
        );

    private async Task<CommandResult<CallRow>> CommitAsync(HubTransaction transaction, long id, CancellationToken cancellationToken)
    {
        await transaction.CommitAsync();
        return CommandResult<CallRow>.Of((await queries.ByIdAsync([id], cancellationToken))[id]);
    }
}
