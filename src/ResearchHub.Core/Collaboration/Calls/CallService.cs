using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Opens, changes, answers and closes calls for collaboration.</summary>
public sealed class CallService(HubTransactions transactions, CallQueries queries, TimeProvider time)
{
    private const int MostOpen = 20;

    private DateOnly Today => DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);

    /// <summary>Opens a call; those whom it speaks to, and who follows its community, are told soon after.</summary>
    /// <param name="communityId">For which community; null for nobody but the caller.</param>
    public async Task<CommandResult<CallRow>> OpenAsync(
        CallContent content,
        long? communityId,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (problems, user, now) = (content.Problems(isNew: true, Today), caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (communityId is { } key)
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
        var place = await NamedVocabulary.PlaceAsync(transaction, content.Place.Value, problems, cancellationToken);
        await NamedVocabulary.CheckConceptsAsync(transaction, content.ConceptKeys, problems, cancellationToken);
        if (problems.Count > 0)
        {
            return CommandResult<CallRow>.Failed(problems);
        }
        var id = await transaction.ScalarAsync<long>(
            """
            insert into collaboration_calls (title, description, seeks, deadline, place_id, languages, sectors, opened_by, community_id, opened_at, updated_at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $10) returning id
            """,
            [
                content.Title.Value!.Trim(),
                content.Description.Value!.Trim(),
                content.Seeks.Value,
                content.Deadline.Value,
                place,
                (content.Languages.Value ?? []).Distinct(StringComparer.Ordinal).ToArray(),
                (content.Sectors.Value ?? []).Distinct().Select(ConstantCase.Of).ToArray(),
                user,
                communityId,
                now,
            ],
            cancellationToken
        );
        await ConceptsAsync(transaction, id, content.ConceptKeys, cancellationToken);
        await new Activity(ActivityKind.CallOpened, CallRow.TypeName, id) { ActorId = user }.WriteAsync(
            transaction,
            now,
            cancellationToken
        );
        AuditScope.About(CallRow.TypeName, id);
        return await CommitAsync(transaction, id, cancellationToken);
    }

    /// <summary>
    /// Changes an open call: who opened it, curators of its community, administrators. Who comes to meet it is told soon after; who opened it, answered
    /// or follows it or, of another deadline, was told of it, hears of the change.
    /// </summary>
    /// <param name="expectedRevision">Revision that the caller has seen; another one now is a conflict that shows the current state.</param>
    public async Task<CommandResult<CallRow>> UpdateAsync(
        long id,
        int expectedRevision,
        CallContent content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (problems, now) = (content.Problems(isNew: false, Today), time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CallGate.LockAsync(transaction, id, cancellationToken) is not { } call)
        {
            return CommandResult<CallRow>.Failed(CallGate.NotFound);
        }
        if (!await CallGate.MayManageAsync(transaction, call, caller, cancellationToken))
        {
            return CommandResult<CallRow>.Failed(new ForbiddenError("Who opened the call changes it."));
        }
        if (call.Revision != expectedRevision)
        {
            return CommandResult<CallRow>.Failed(new CallConflictError(expectedRevision, call));
        }
        if (!call.IsOpenOn(Today))
        {
            return CommandResult<CallRow>.Failed(new InvalidError("The call is closed: open another one.", ["input", "id"]));
        }
        var place = await NamedVocabulary.PlaceAsync(transaction, content.Place.Value, problems, cancellationToken);
        await NamedVocabulary.CheckConceptsAsync(transaction, content.ConceptKeys, problems, cancellationToken);
        if (problems.Count > 0)
        {
            return CommandResult<CallRow>.Failed(problems);
        }
        var next = content.On(call, place);
        var concepts = content.Concepts.IsGiven && await AreOthersAsync(transaction, id, content.ConceptKeys, cancellationToken);
        if (next == call && !concepts)
        {
            return CommandResult<CallRow>.Of(call);
        }
        await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        if (await CommentRules.RateAsync(transaction, caller.UserId.Value, now, cancellationToken) is { } tooMany)
        {
            return CommandResult<CallRow>.Failed(tooMany);
        }
        await transaction.ExecuteAsync(
            """
            update collaboration_calls set title = $2, description = $3, seeks = $4, deadline = $5, place_id = $6, languages = $7, sectors = $8,
              updated_at = $9, revision = revision + 1
            where id = $1
            """,
            [id, next.Title, next.Description, next.Seeks, next.Deadline, next.PlaceId, next.Languages, next.Sectors, now],
            cancellationToken
        );
        if (concepts)
        {
            await transaction.ExecuteAsync("delete from call_concepts where call_id = $1", [id], cancellationToken);
            await ConceptsAsync(transaction, id, content.ConceptKeys, cancellationToken);
        }
        var updated = new Activity(ActivityKind.CallUpdated, CallRow.TypeName, id) { ActorId = caller.UserId };
        await updated.WriteAsync(transaction, now, cancellationToken);
        await TellAsync(
            transaction,
            updated,
            $"""
            select user_id from call_answers where call_id = $1
            union select user_id from follows where subject_type = '{CallRow.TypeName}' and subject_id = $1
            union select opened_by from collaboration_calls where id = $1 and opened_by is not null
            {(next.Deadline == call.Deadline ? "" : "union select user_id from call_matches where call_id = $1")} order by user_id
            """,
            now,
            cancellationToken
        );
        return await CommitAsync(transaction, id, cancellationToken);
    }

    /// <summary>Closes a call before its deadline: who opened it, curators of its community, administrators. Who opened it, answered or follows it is told.</summary>
    /// <param name="outcome">What came of it, for everybody; null when nothing is said.</param>
    public async Task<CommandResult<CallRow>> CloseAsync(long id, string? outcome, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CallGate.LockAsync(transaction, id, cancellationToken) is not { } call)
        {
            return CommandResult<CallRow>.Failed(CallGate.NotFound);
        }
        if (!await CallGate.MayManageAsync(transaction, call, caller, cancellationToken))
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
        var closed = new Activity(ActivityKind.CallClosed, CallRow.TypeName, id) { ActorId = caller.UserId };
        await closed.WriteAsync(transaction, now, cancellationToken);
        await TellAsync(
            transaction,
            closed,
            $"""
            select user_id from call_answers where call_id = $1
            union select c.opened_by from collaboration_calls c where c.id = $1 and c.opened_by is not null and not exists (
              select from follows f where f.user_id = c.opened_by and f.subject_type = '{CallRow.TypeName}' and f.subject_id = c.id) order by user_id
            """,
            now,
            cancellationToken
        );
        return await CommitAsync(transaction, id, cancellationToken);
    }

    /// <summary>Answers an open call, once; who opened it is told.</summary>
    public async Task<CommandResult<CallRow>> AnswerAsync(long id, string message, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CallGate.LockAsync(transaction, id, cancellationToken) is not { } call)
        {
            return CommandResult<CallRow>.Failed(CallGate.NotFound);
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
        return await CommitAsync(transaction, id, cancellationToken);
    }

    private static async Task<bool> AreOthersAsync(
        HubTransaction transaction,
        long id,
        long[] concepts,
        CancellationToken cancellationToken
    ) =>
        !(
            await transaction.ListAsync(
                "select concept_id from call_concepts where call_id = $1",
                [id],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        )
            .ToHashSet()
            .SetEquals(concepts);

    private static Task ConceptsAsync(HubTransaction transaction, long id, long[] concepts, CancellationToken cancellationToken) =>
        transaction.ExecuteAsync(
            "insert into call_concepts (call_id, concept_id) select $1, unnest($2::bigint[])",
            [id, concepts],
            cancellationToken
        );

    /// <summary>Tells many people.</summary>
    private static async Task TellAsync(
        HubTransaction transaction,
        Activity activity,
        string people,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var addressed = await transaction.ListAsync(people, [activity.TopicId], reader => reader.GetInt64(0), cancellationToken);
        await activity.WriteToAsync(transaction, addressed, now, cancellationToken);
    }

    private async Task<CommandResult<CallRow>> CommitAsync(HubTransaction transaction, long id, CancellationToken cancellationToken)
    {
        await transaction.CommitAsync();
        return CommandResult<CallRow>.Of((await queries.ByIdAsync([id], cancellationToken))[id]);
    }
}
