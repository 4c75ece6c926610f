using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Whom to invite: exactly one of the two.</summary>
/// <param name="ResearcherId">A profile that an account is linked to.</param>
public sealed record Invitee(string? Email, long? ResearcherId);

/// <summary>Who works on a work. Those who administer it say so; everybody may leave.</summary>
public sealed class CollaboratorService(HubTransactions transactions, OutputGate gate, TimeProvider time)
{
    /// <summary>Most collaborators of a work, invitations included.</summary>
    public const int Maximum = 100;

    /// <summary>Days for which an invitation can be accepted.</summary>
    public const int DaysToAccept = 30;
    private const string Marker = "rhub-invite_";
    private const string Table = "output_collaborators";
    private const int LongestEmail = 254;

    /// <summary>Invites somebody to all versions of a work. An address gets a secret besides, for whoever reads its mail.</summary>
    public async Task<CommandResult<IssuedInvitation>> InviteAsync(
        long output,
        Invitee invitee,
        CollaboratorRole role,
        bool isBibliographic,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var email = invitee.Email?.Trim().ToLowerInvariant();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (
            (await gate.RequireAsync(transaction, output, OutputLevel.Admin, caller, "id", cancellationToken) ?? Problem(invitee, email)) is
            { } refusal
        )
        {
            return Failed(refusal);
        }
        var (work, owner) = await WorkAsync(transaction, output, cancellationToken);
        var account = await AccountAsync(transaction, invitee.ResearcherId, email, cancellationToken);
        if (invitee.ResearcherId is not null && account is null)
        {
            return Failed(new InvalidError("No account is linked to this profile: invite the person by e-mail.", ["input", "researcher"]));
        }
        var now = time.GetUtcNow();
        var field = email is null ? "researcher" : "email";
        await transaction.ExecuteAsync(
            $"delete from {Table} where work_id = $1 and accepted_at is null and expires_at <= $2",
            [work, now],
            cancellationToken
        );
        if (
            (account is not null && account == owner)
            || await transaction.ScalarAsync<bool>(
                $"select exists (select from {Table} where work_id = $1 and (user_id = $2 or email = $3))",
                [work, account ?? 0, email ?? ""],
                cancellationToken
            )
        )
        {
            return Failed(new InvalidError("They work on it already, or are invited: change their role instead.", ["input", field]));
        }
        if (await transaction.ScalarAsync<long>($"select count(*) from {Table} where work_id = $1", [work], cancellationToken) >= Maximum)
        {
            return Failed(new InvalidError($"A work has at most {Maximum} collaborators.", ["input", "id"]));
        }
        var secret = email is null ? null : SecretText.New(Marker);
        var invited = (
            await transaction.FirstAsync(
                $"""
                insert into {Table} as c (work_id, user_id, email, role, is_bibliographic, invited_by, invited_at, expires_at, secret_hash)
                values ($1, $2::bigint, $3::text, $4, $5, $6, $7, $8, $9::text) returning {Collaborator.Columns}
                """,
                [
                    work,
                    email is null ? account : null,
                    email,
                    role,
                    isBibliographic,
                    caller.UserId,
                    now,
                    now.AddDays(DaysToAccept),
                    secret is null ? null : SecretText.FingerprintOf(secret),
                ],
                Collaborator.Read,
                cancellationToken
            )
        )!;
        await TellAsync(
            transaction,
            ActivityKind.CollaborationOffered,
            invited,
            caller,
            account is { } told ? [told] : [],
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return CommandResult<IssuedInvitation>.Of(new IssuedInvitation(invited, secret));
    }

    /// <summary>Accepts an invitation: by its key whom it went to, by its secret whoever has it.</summary>
    public async Task<CommandResult<Collaborator>> AcceptAsync(long? id, string? secret, Caller caller, CancellationToken cancellationToken)
    {
        if ((id is null) == (secret is null))
        {
            return CommandResult<Collaborator>.Failed(new InvalidError("Give either an id or a secret.", ["input"]));
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var now = time.GetUtcNow();
        var invitation = await transaction.FirstAsync(
            $"""
            select {Collaborator.Columns} from {Table} c where c.accepted_at is null and c.expires_at > $1
              and ((c.id = $2 and (c.user_id = $3 or c.email = $4)) or c.secret_hash = $5) for update
            """,
            [
                now,
                id ?? 0,
                caller.UserId!.Value,
                caller.Email ?? "",
                secret is not null && SecretText.IsOne(secret, Marker) ? SecretText.FingerprintOf(secret) : "",
            ],
            Collaborator.Read,
            cancellationToken
        );
        var field = id is null ? "secret" : "id";
        if (invitation is null)
        {
            return Missing(field);
        }
        var (_, owner) = await WorkAsync(transaction, invitation.WorkId, cancellationToken);
        if (
            owner == caller.UserId
            || await transaction.ScalarAsync<bool>(
                $"select exists (select from {Table} where work_id = $1 and user_id = $2 and id <> $3)",
                [invitation.WorkId, caller.UserId, invitation.Id],
                cancellationToken
            )
        )
        {
            return CommandResult<Collaborator>.Failed(new InvalidError("You work on it already.", ["input", field]));
        }
        AuditScope.About(nameof(Collaborator), invitation.Id);
        var accepted = await WriteAsync(
            transaction,
            invitation.Id,
            "user_id = $2, accepted_at = $3, secret_hash = null",
            [caller.UserId, now],
            cancellationToken
        );
        await TellAsync(
            transaction,
            ActivityKind.CollaborationAccepted,
            accepted,
            caller,
            accepted.InvitedBy is { } inviter ? [inviter] : [],
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return CommandResult<Collaborator>.Of(accepted);
    }

    /// <summary>Gives a collaborator another role. What was not given stays.</summary>
    public async Task<CommandResult<Collaborator>> ChangeAsync(
        long id,
        CollaboratorRole? role,
        bool? isBibliographic,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (collaborator, access) = await FindAsync(transaction, id, caller, cancellationToken);
        if (collaborator is null || !access.IsTeam)
        {
            return Missing("id");
        }
        if (access.Level < OutputLevel.Admin)
        {
            return CommandResult<Collaborator>.Failed(new ForbiddenError("Who administers the work says who does what on it."));
        }
        var changed = await WriteAsync(
            transaction,
            id,
            "role = $2, is_bibliographic = $3",
            [role ?? collaborator.Role, isBibliographic ?? collaborator.IsBibliographic],
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
        return CommandResult<Collaborator>.Of(changed);
    }

    /// <summary>Takes somebody off a work, or an invitation back. Everybody may leave or decline; others those who administer it take off.</summary>
    public async Task<CommandResult<Collaborator>> RemoveAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (collaborator, access) = await FindAsync(transaction, id, caller, cancellationToken);
        var isSelf = collaborator is not null && (collaborator.UserId == caller.UserId || IsInvitedAs(collaborator, caller));
        if (collaborator is null || !(isSelf || access.IsTeam))
        {
            return Missing("id");
        }
        if (!isSelf && access.Level < OutputLevel.Admin)
        {
            return CommandResult<Collaborator>.Failed(new ForbiddenError("Who administers the work takes others off it."));
        }
        await transaction.ExecuteAsync($"delete from {Table} where id = $1", [id], cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return CommandResult<Collaborator>.Of(collaborator);
    }

    private static bool IsInvitedAs(Collaborator collaborator, Caller caller) =>
        collaborator.UserId is null && collaborator.Email is { } email && email == caller.Email;

    private static InvalidError? Problem(Invitee invitee, string? email) =>
        (email is null) == (invitee.ResearcherId is null) ? new InvalidError("Give either an e-mail address or a researcher.", ["input"])
        : email is not null
        && (
            email.Length > LongestEmail
            || email.Count(letter => letter == '@') != 1
            || email.StartsWith('@')
            || email.EndsWith('@')
            || email.Any(letter => char.IsControl(letter) || char.IsWhiteSpace(letter))
        )
            ? new InvalidError($"Give an e-mail address of at most {LongestEmail} characters.", ["input", "email"])
        : null;

    /// <summary>The work that an output is a version of, locked, so that who works on it changes one after the other.</summary>
    private static async Task<(long Work, long? Owner)> WorkAsync(
        HubTransaction transaction,
        long output,
        CancellationToken cancellationToken
    ) =>
        await transaction.FirstAsync(
            """
            select w.id, o.owner_id from research_outputs o join research_outputs w on w.id = coalesce(o.first_version_id, o.id)
            where o.id = $1 for update of w
            """,
            [output],
            reader => (reader.GetInt64(0), reader.GetLongOrNull(1)),
            cancellationToken
        );

    private static Task<long?> AccountAsync(
        HubTransaction transaction,
        long? researcher,
        string? email,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            "select id from users where researcher_id = $1 or email = $2 order by id limit 1",
            [researcher ?? 0, email ?? ""],
            reader => (long?)reader.GetInt64(0),
            cancellationToken
        );

    private async Task<(Collaborator? Collaborator, OutputAccess Access)> FindAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var collaborator = await transaction.FirstAsync(
            $"select {Collaborator.Columns} from {Table} c where c.id = $1 for update",
            [id],
            Collaborator.Read,
            cancellationToken
        );
        return collaborator is null
            ? (null, OutputAccess.None)
            : (collaborator, await gate.AccessAsync(transaction.Context, collaborator.WorkId, caller, cancellationToken));
    }

    private static async Task<Collaborator> WriteAsync(
        HubTransaction transaction,
        long id,
        string changes,
        object?[] values,
        CancellationToken cancellationToken
    ) =>
        (
            await transaction.FirstAsync(
                $"update {Table} c set {changes} where id = $1 returning {Collaborator.Columns}",
                [id, .. values],
                Collaborator.Read,
                cancellationToken
            )
        )!;

    private async Task TellAsync(
        HubTransaction transaction,
        ActivityKind kind,
        Collaborator collaborator,
        Caller caller,
        long[] addressed,
        CancellationToken cancellationToken
    )
    {
        var type = await OutputTopic.TypeAsync(transaction, collaborator.WorkId, cancellationToken);
        await new Activity(kind, type, collaborator.WorkId)
        {
            SubjectType = nameof(Collaborator),
            SubjectId = collaborator.Id,
            ActorId = caller.UserId,
            Addressed = addressed,
        }.WriteAsync(transaction, time.GetUtcNow(), cancellationToken);
    }

    private static CommandResult<Collaborator> Missing(string field) =>
        CommandResult<Collaborator>.Failed(new NotFoundError("collaborator", field));

    private static CommandResult<IssuedInvitation> Failed(UserError error) => CommandResult<IssuedInvitation>.Failed(error);
}
