using System.Globalization;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Into which community an output is to come.</summary>
public sealed record CommunityInclusionDetails(long CommunityId) : RequestDetails;

/// <summary>An output is to come into a community; its curators decide.</summary>
public sealed class CommunityInclusionKind(TimeProvider time) : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.CommunityInclusion;

    /// <inheritdoc />
    public Type Details => typeof(CommunityInclusionDetails);

    /// <summary>The output is gone or withdrawn, the community was deleted or has it, or who asks does not administer it any more: its readers there are for those to choose who do.</summary>
    public string IsOver =>
        $"""
            not exists (
              select from research_outputs o join users u on u.id = r.creator_id
              where o.id = r.topic_id and o.state <> 'WITHDRAWN' and (u.role in ('CURATOR', 'ADMIN') or exists (
                select from ({RequestReceivers.OfOutputs.Sql}) v where v.receiver_id = o.id and v.user_id = u.id)))
            or exists (select from community_outputs i where i.output_id = r.topic_id and i.community_id = r.receiver_id)
            or {CommunityGate.WasDeleted("r.receiver_id")}
            """;

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var community = ((CommunityInclusionDetails)request.Details!).CommunityId;
        var isPublic = await transaction.FirstAsync(
            "select is_public_state(state) from research_outputs where id = $1 for share",
            [request.TopicId],
            reader => (bool?)reader.GetBoolean(0),
            cancellationToken
        );
        var visibility = await transaction.FirstAsync(
            "select visibility from communities where id = $1 and deleted_at is null for update",
            [community],
            reader => (CommunityVisibility?)reader.GetEnum<CommunityVisibility>(0),
            cancellationToken
        );
        if (isPublic is null || visibility is not { } seen)
        {
            return [new NotFoundError("output or community")];
        }
        var now = time.GetUtcNow();
        var isNew = await transaction.ExecuteAsync(
            """
            insert into community_outputs (community_id, output_id, included_at, included_by, is_announced) values ($1, $2, $3, $4, $5)
            on conflict do nothing
            """,
            [community, request.TopicId, now, caller.UserId, isPublic.Value],
            cancellationToken
        );
        if (isNew > 0 && isPublic.Value)
        {
            await CommunityAnnouncer
                .Included(community, seen, request.TopicType, request.TopicId)
                .WriteAsync(transaction, now, cancellationToken);
        }
        return [];
    }
}

/// <summary>Asks for outputs to come into communities, and takes them out again.</summary>
public sealed class InclusionService(
    HubTransactions transactions,
    OutputRights rights,
    RequestWriter writer,
    RequestQueries queries,
    TimeProvider time
)
{
    /// <summary>Asks for an output that the caller administers; where the community's policy says so, it comes in at once.</summary>
    public async Task<CommandResult<RequestRow>> RequestAsync(
        SubjectKey output,
        long community,
        string? message,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<UserError>();
        var level = await LevelAsync(output, caller, cancellationToken);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var there = await CommunityGate.LockAsync(transaction, community, caller, cancellationToken);
        if (there is null)
        {
            problems.Add(CommunityGate.NotFound);
        }
        var topic = level == OutputLevel.None ? null : await RequestTopic.OutputAsync(transaction, output, cancellationToken);
        if (topic is null)
        {
            problems.Add(new NotFoundError("output", "output"));
        }
        else if (level < OutputLevel.Admin)
        {
            problems.Add(new ForbiddenError("Only who administers the output asks for this.", "output"));
        }
        else if (topic.State == PublicationState.Withdrawn)
        {
            problems.Add(new InvalidError("It was withdrawn: no community takes it in any more.", ["input", "output"]));
        }
        if (RequestText.Problem(message, "message", isNeeded: false) is { } unreadable)
        {
            problems.Add(unreadable);
        }
        // Others are not told by being refused what has it: one of them may review it without knowing whose it is.
        if (
            there is not null
            && topic is not null
            && level >= OutputLevel.Admin
            && await transaction.FirstAsync(
                "select 1 from community_outputs where community_id = $1 and output_id = $2",
                [community, output.Id],
                _ => true,
                cancellationToken
            )
        )
        {
            problems.Add(new InvalidError("The community has this output already.", ["input", "output"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<RequestRow>.Failed(problems);
        }
        var order = new NewRequest(
            RequestKind.CommunityInclusion,
            topic!.Type,
            topic.Id,
            new RequestReceiver(RequestReceiverKind.Community, community),
            topic.Title,
            community.ToString(CultureInfo.InvariantCulture)
        )
        {
            Message = message?.Trim(),
            Details = new CommunityInclusionDetails(community),
        };
        var (id, problem) = CommunityRules.IsIncludedAtOnce(there!.Policy, there.ActingRole)
            ? await writer.OpenAcceptedAsync(transaction, order, caller, cancellationToken)
            : await writer.OpenAsync(transaction, order, caller, cancellationToken);
        return await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
    }

    /// <summary>
    /// Takes an output out, with all versions of the work, so that a new version does not bring it back: curators of the community may who have no conflict of
    /// interest, and who administers the output.
    /// </summary>
    public async Task<CommandResult<CommunityRow>> RemoveAsync(
        SubjectKey output,
        long community,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var level = await LevelAsync(output, caller, cancellationToken);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockAsync(transaction, community, caller, cancellationToken) is not { } there)
        {
            return CommandResult<CommunityRow>.Failed(CommunityGate.NotFound);
        }
        var curates =
            CommunityRules.MayCurate(there.ActingRole)
            && !await (
                // Who reviews it decides for their community, and nowhere else.
                CommunityRules.MayCurate(there.Role)
                    ? ReviewGate.HasConflictAsync(transaction, output.Id, caller.UserId!.Value, cancellationToken)
                    : ReviewGate.OnlyReadsAsync(transaction, output.Id, caller.UserId!.Value, cancellationToken)
            );
        if (!curates && level == OutputLevel.None)
        {
            return CommandResult<CommunityRow>.Failed(new NotFoundError("output", "output"));
        }
        if (!curates && level < OutputLevel.Admin)
        {
            return CommandResult<CommunityRow>.Failed(
                CommunityGate.Forbidden("Curators of the community take it out, and who administers the output.")
            );
        }
        var removed = await transaction.ListAsync(
            """
            delete from community_outputs i using research_outputs o, research_outputs v
            where o.id = $2 and exists (select from community_outputs n where n.community_id = $1 and n.output_id = o.id)
              and coalesce(v.first_version_id, v.id) = coalesce(o.first_version_id, o.id) and i.community_id = $1 and i.output_id = v.id
            returning i.output_id, i.is_announced
            """,
            [community, output.Id],
            reader => (Output: reader.GetInt64(0), IsAnnounced: reader.GetBoolean(1)),
            cancellationToken
        );
        if (removed.Count == 0)
        {
            return CommandResult<CommunityRow>.Failed(new NotFoundError("output", "output"));
        }
        var keepers = await transaction.ListAsync(
            $"""
            select distinct v.user_id from ({RequestReceivers.OfOutputs.Sql}) v where v.receiver_id = $1 and v.user_id <> $2
            """,
            [output.Id, caller.UserId],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        // Members never heard that a draft came in; who takes it out may be one of its authors, and who hears of it review it without knowing them.
        long[] announced = [.. removed.Where(one => one.IsAnnounced).Select(one => one.Output)];
        var from = new SubjectKey(CommunityRow.TypeName, community);
        var (topic, subject) =
            announced is [] ? (output, from)
            : announced.Contains(output.Id) ? (from, output)
            : (from, output with { Id = announced.Max() });
        await new Activity(ActivityKind.CommunityOutputRemoved, topic.Type, topic.Id)
        {
            SubjectType = subject.Type,
            SubjectId = subject.Id,
            ActorId = caller.UserId,
            Addressed = keepers,
        }.WriteAsync(transaction, time.GetUtcNow(), cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<CommunityRow>.Of(there);
    }

    private async Task<OutputLevel> LevelAsync(SubjectKey output, Caller caller, CancellationToken cancellationToken) =>
        (await rights.OfAsync([output.Id], caller, cancellationToken)).GetValueOrDefault(output.Id);
}
