using System.Globalization;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>Terms, requests and grants of access to data.</summary>
public sealed class DataAccessService(
    HubTransactions transactions,
    OutputRights rights,
    RequestWriter writer,
    RequestQueries requests,
    DataAccessQueries queries,
    TimeProvider time
)
{
    private const int LongestTerms = 50_000;
    private const int MostDays = 5 * 365;

    /// <summary>
    /// Makes new terms for a dataset that the caller administers, and for its later versions that have none of their own. Earlier terms stay as they
    /// were accepted.
    /// </summary>
    public async Task<CommandResult<AccessTermsRow>> SetTermsAsync(
        long dataset,
        string text,
        int grantDays,
        bool needsEthicsApproval,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var access = await rights.OneAsync(dataset, caller, cancellationToken);
        var problems = new List<UserError>();
        if (PlainText.Problem(text, LongestTerms, "text", isNeeded: true) is { } unreadable)
        {
            problems.Add(unreadable);
        }
        if (grantDays is < 1 or > MostDays)
        {
            problems.Add(new InvalidError($"Give 1 to {MostDays} days.", ["input", "grantDays"]));
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var there = await transaction.FirstAsync(
            "select 1 from research_outputs where id = $1 and kind = 'DATASET' for update",
            [dataset],
            _ => true,
            cancellationToken
        );
        if (!there || access.Level == OutputLevel.None)
        {
            return CommandResult<AccessTermsRow>.Failed(new NotFoundError("dataset", "dataset"));
        }
        if (access.Level < OutputLevel.Admin)
        {
            return CommandResult<AccessTermsRow>.Failed(new ForbiddenError("Who administers the dataset sets its terms.", "dataset"));
        }
        if (problems.Count > 0)
        {
            return CommandResult<AccessTermsRow>.Failed(problems);
        }
        var (work, _) = await CollaboratorRows.WorkAsync(transaction, dataset, cancellationToken);
        var terms = await transaction.FirstAsync(
            $"""
            insert into access_terms as t (output_id, version, text, grant_days, needs_ethics_approval, created_by, created_at)
            select $1, coalesce(max(x.version), 0) + 1, $2, $3, $4, $5, $6
            from access_terms x join research_outputs e on e.id = x.output_id where e.id = $7 or e.first_version_id = $7
            returning {AccessTermsRow.Columns}
            """,
            [dataset, text.Trim(), grantDays, needsEthicsApproval, caller.UserId, time.GetUtcNow(), work],
            AccessTermsRow.Read,
            cancellationToken
        );
        AuditScope.About(nameof(RecordKind.Dataset), dataset);
        await transaction.CommitAsync();
        return CommandResult<AccessTermsRow>.Of(terms!);
    }

    /// <summary>Asks for the files of a dataset. Where its mode asks for nobody's decision, access is given at once.</summary>
    public async Task<CommandResult<RequestRow>> RequestAsync(
        long dataset,
        DataAccessDetails details,
        bool isDraft,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var topic = await RequestTopic.PublicOutputAsync(
            transaction,
            new SubjectKey(nameof(RecordKind.Dataset), dataset),
            cancellationToken
        );
        if (topic is null)
        {
            return CommandResult<RequestRow>.Failed(new NotFoundError("dataset", "dataset"));
        }
        var offer = await DataAccessOffer.OfAsync(transaction, dataset, cancellationToken);
        var problems = Problems(details, offer);
        if (
            await transaction.ScalarAsync<bool>(
                $"select {Series.IsTeam("$2")} from research_outputs o where o.id = $1",
                [dataset, caller.UserId!.Value],
                cancellationToken
            )
        )
        {
            problems.Add(new InvalidError("You work on it, and have its files: download them.", ["input", "dataset"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<RequestRow>.Failed(problems);
        }
        if (
            offer.IsGivenAtOnce
            && !isDraft
            && await offer.HeldAsync(transaction, dataset, caller.UserId!.Value, time.GetUtcNow(), cancellationToken) is { } held
        )
        {
            return CommandResult<RequestRow>.Failed(new InvalidError(held, ["input", "dataset"]));
        }
        var order = new NewRequest(
            RequestKind.DataAccess,
            topic.Type,
            topic.Id,
            topic.Receiver,
            topic.Title,
            caller.UserId!.Value.ToString(CultureInfo.InvariantCulture)
        )
        {
            Message = details.Purpose,
            Details = details,
            IsDraft = isDraft,
        };
        var (id, problem) =
            offer.IsGivenAtOnce && !isDraft
                ? await writer.OpenAcceptedAsync(transaction, order, caller, cancellationToken)
                : await writer.OpenAsync(transaction, order, caller, cancellationToken);
        return await requests.OpenedAsync(transaction, id, problem, caller, cancellationToken);
    }

    /// <summary>Accepts the terms that came into force while a request of the caller's waits. Accepting the same again does nothing.</summary>
    /// <param name="ethicsApproval">Null to leave what the request says.</param>
    public async Task<CommandResult<RequestRow>> AcceptTermsAsync(
        long id,
        int version,
        string? ethicsApproval,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (creator, now) = (caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // Before the request, as where something is said: whom an account tells is counted.
        await transaction.LockAsync("users", creator, cancellationToken);
        var request = await writer.LockAsync(transaction, id, caller, cancellationToken);
        UserError? refusal =
            request is null || !RequestRules.MaySee(request.IsSent, request.Standings) ? new NotFoundError("request")
            : !request.Standings.Contains(RequestStanding.Creator) ? new ForbiddenError("Who asks for the data accepts the terms.")
            : request.Kind != RequestKind.DataAccess ? new NotFoundError("request for data")
            : request.Status is not (RequestStatus.Created or RequestStatus.Submitted) ? new RequestStateError(request.Status)
            : null;
        if (refusal is not null)
        {
            return CommandResult<RequestRow>.Failed(refusal);
        }
        var asked = (DataAccessDetails)request!.Details!;
        var details = asked with { TermsVersion = version, EthicsApproval = ethicsApproval ?? asked.EthicsApproval };
        var problems = Problems(details, await DataAccessOffer.OfAsync(transaction, request.TopicId, cancellationToken), "id");
        if (problems.Count > 0)
        {
            return CommandResult<RequestRow>.Failed(problems);
        }
        if (details == asked && !request.AwaitsCreator)
        {
            await transaction.DisposeAsync();
            return CommandResult<RequestRow>.Of(request.Shown);
        }
        if (await CommentRules.RateAsync(transaction, creator, now, cancellationToken) is { } tooMany)
        {
            return CommandResult<RequestRow>.Failed(tooMany);
        }
        await transaction.ExecuteAsync(
            "update requests set details = $2::jsonb, awaits_creator = false, revision = revision + 1, updated_at = $3 where id = $1",
            [id, details.ToJson(), now],
            cancellationToken
        );
        AuditScope.About(RequestRow.TypeName, id);
        await writer.TellAsync(transaction, request, RequestEventKind.TermsAccepted, creator, null, cancellationToken);
        return await requests.OpenedAsync(transaction, id, null, caller, cancellationToken);
    }

    /// <summary>Takes a grant back, with all that the same person was given of any version; whoever administers the dataset does.</summary>
    public async Task<CommandResult<AccessGrantRow>> RevokeAsync(long id, string reason, Caller caller, CancellationToken cancellationToken)
    {
        var none = CommandResult<AccessGrantRow>.Failed(new NotFoundError("grant"));
        if (!(await queries.GrantsByIdAsync([id], cancellationToken)).TryGetValue(id, out var grant))
        {
            return none;
        }
        var access = await rights.OneAsync(grant.OutputId, caller, cancellationToken);
        if (access.Level < OutputLevel.Admin)
        {
            return grant.UserId == caller.UserId
                ? CommandResult<AccessGrantRow>.Failed(new ForbiddenError("Who gave it takes it back."))
                : none;
        }
        if (RequestText.Problem(reason, "reason", isNeeded: true) is { } unreadable)
        {
            return CommandResult<AccessGrantRow>.Failed(unreadable);
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        // Behind a lock, as it is given: of several grants none stays that was given meanwhile.
        var versions = await transaction.ListAsync(
            $"""
            select v.id from research_outputs v
            where v.id in (select v.id from research_outputs o join research_outputs v on {Series.SameWork("v", "o")} where o.id = $1)
            order by v.id for no key update
            """,
            [grant.OutputId],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        var revoked = await transaction.ListAsync(
            """
            update data_access_grants set revoked_at = $4, revoked_by = $5, reason = $6
            where revoked_at is null and (id = $1 or (output_id = any($2) and user_id = $3 and expires_at > $4)) returning id
            """,
            [id, versions.ToArray(), grant.UserId, now, caller.UserId, reason.Trim()],
            row => row.GetInt64(0),
            cancellationToken
        );
        if (!revoked.Contains(id))
        {
            return CommandResult<AccessGrantRow>.Failed(new InvalidError("It was taken back already.", ["input", "id"]));
        }
        await new Activity(ActivityKind.DataAccessRevoked, nameof(RecordKind.Dataset), grant.OutputId)
        {
            ActorId = caller.UserId,
            Addressed = [grant.UserId],
        }.WriteAsync(transaction, now, cancellationToken);
        AuditScope.About(AccessGrantRow.TypeName, id);
        AuditScope.PartOf(grant.OutputId);
        await transaction.CommitAsync();
        return CommandResult<AccessGrantRow>.Of(grant with { RevokedAt = now, RevocationReason = reason.Trim() });
    }

    /// <param name="field">Field of the input that names the dataset or the request.</param>
    private static List<UserError> Problems(DataAccessDetails details, DataAccessOffer offer, string field = "dataset")
    {
        var problems = new List<UserError>();
        if (offer.Refusal is { } refusal)
        {
            problems.Add(new InvalidError(refusal, ["input", field]));
        }
        if (RequestText.Problem(details.Purpose, "purpose", isNeeded: true) is { } purpose)
        {
            problems.Add(purpose);
        }
        if (RequestText.Problem(details.EthicsApproval, "ethicsApproval", isNeeded: offer.NeedsEthicsApproval) is { } approval)
        {
            problems.Add(approval);
        }
        if (details.TermsVersion != offer.TermsVersion)
        {
            problems.Add(
                new InvalidError(
                    offer.TermsVersion is { } version
                        ? $"Read the terms and accept version {version}, which is in force."
                        : "There are no terms to accept: leave it out.",
                    ["input", "acceptedTermsVersion"]
                )
            );
        }
        return problems;
    }
}
