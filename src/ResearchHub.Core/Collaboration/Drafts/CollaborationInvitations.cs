using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Invitations to work on a work: made by those who administer it, accepted by whom they went to.</summary>
public sealed class CollaborationInvitations(HubTransactions transactions, OutputGate gate, InvitationMails mails, TimeProvider time)
{
    /// <summary>Days for which an invitation can be accepted.</summary>
    public const int DaysToAccept = 30;
    private const string Marker = "rhub-invite_";

    /// <summary>Invites somebody to all versions of a work. An address gets a mail with a secret, for whoever reads it.</summary>
    public async Task<CommandResult<IssuedInvitation>> InviteAsync(
        long output,
        Invitee invitee,
        CollaboratorRole role,
        bool isBibliographic,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var email = invitee.Email is { } address ? EmailAddress.Normalize(address) : null;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (
            (await gate.RequireAsync(transaction, output, OutputLevel.Admin, caller, "id", cancellationToken) ?? invitee.Problem) is
            { } refusal
        )
        {
            return Failed(refusal);
        }
        var (work, owner) = await CollaboratorRows.WorkAsync(transaction, output, cancellationToken);
        var account = (await invitee.AccountAsync(transaction, cancellationToken))?.Id;
        if (invitee.Researcher is not null && account is null)
        {
            return Failed(new InvalidError("No account is linked to this profile: invite the person by e-mail.", ["input", "researcher"]));
        }
        var now = time.GetUtcNow();
        await CollaboratorRows.RemoveAsync(transaction, work, "c.accepted_at is null and c.expires_at <= $2", [now], cancellationToken);
        // Of whose address it is nothing is asked: whoever invites would learn it by being refused. They find out who accept it.
        var named = email is null ? account : null;
        if (
            (named is not null && named == owner)
            || (email is not null && email == caller.Email)
            || await transaction.ScalarAsync<bool>(
                $"select exists (select from {CollaboratorRows.Table} where work_id = $1 and (user_id = $2 or email = $3))",
                [work, named ?? 0, email ?? ""],
                cancellationToken
            )
        )
        {
            return Failed(
                new InvalidError("They work on it already, or are invited: change their role instead.", ["input", invitee.Field])
            );
        }
        if (
            await transaction.ScalarAsync<long>(
                $"select count(*) from {CollaboratorRows.Table} where work_id = $1",
                [work],
                cancellationToken
            ) >= CollaboratorService.Maximum
        )
        {
            return Failed(new InvalidError($"A work has at most {CollaboratorService.Maximum} collaborators.", ["input", "id"]));
        }
        if (await InvitationLimit.CountAsync(transaction, caller, email, account, now, cancellationToken) is { } tooMany)
        {
            return Failed(tooMany);
        }
        var secret = email is null ? null : SecretText.New(Marker);
        var invited = (
            await transaction.FirstAsync(
                $"""
                insert into {CollaboratorRows.Table} as c (work_id, user_id, email, role, is_bibliographic, invited_by, invited_at, expires_at, secret_hash)
                values ($1, $2::bigint, $3::text, $4, $5, $6, $7, $8, $9::text) returning {Collaborator.Columns}
                """,
                [
                    work,
                    named,
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
        if (secret is not null)
        {
            var (_, title) = await OutputTopic.OfAsync(transaction, output, cancellationToken);
            // A reviewer who may not know the authors does not learn from their mail who they are.
            var isBlind =
                account is not null
                && await transaction.ScalarAsync<bool>($"select {UndecidedReviews.Blind("$1", "$2")}", [work, account], cancellationToken);
            await mails.SendAsync(transaction, Letter(invited, title, secret, isBlind ? null : caller.Name), cancellationToken);
        }
        await transaction.CommitAsync();
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
        Task<Collaborator?> FindAsync(string locked) =>
            transaction.FirstAsync(
                $"""
                select {Collaborator.Columns} from {CollaboratorRows.Table} c where c.accepted_at is null and c.expires_at > $1
                  and ((c.id = $2 and (c.user_id = $3 or c.email = $4)) or c.secret_hash = $5) {locked}
                """,
                [
                    now,
                    id ?? 0,
                    caller.UserId!.Value,
                    caller.Email ?? "",
                    SecretText.IsOne(secret, Marker) ? SecretText.FingerprintOf(secret!) : "",
                ],
                Collaborator.Read,
                cancellationToken
            );
        var field = id is null ? "secret" : "id";
        // The work before the invitation, as whoever deletes it or takes it over does; it may have been taken back meanwhile.
        var (_, owner) = await FindAsync("") is { WorkId: var work }
            ? await CollaboratorRows.WorkAsync(transaction, work, cancellationToken)
            : default;
        var invitation = await FindAsync("for update");
        if (invitation is null)
        {
            // Who accepts twice has accepted.
            var accepted = await transaction.FirstAsync(
                $"select {Collaborator.Columns} from {CollaboratorRows.Table} c where c.id = $1 and c.user_id = $2 and c.accepted_at is not null",
                [id ?? 0, caller.UserId!.Value],
                Collaborator.Read,
                cancellationToken
            );
            return accepted is null
                ? CommandResult<Collaborator>.Failed(new NotFoundError("invitation", field))
                : CommandResult<Collaborator>.Of(accepted);
        }
        if (
            owner == caller.UserId
            || await transaction.ScalarAsync<bool>(
                $"select exists (select from {CollaboratorRows.Table} where work_id = $1 and user_id = $2 and id <> $3)",
                [invitation.WorkId, caller.UserId, invitation.Id],
                cancellationToken
            )
        )
        {
            return CommandResult<Collaborator>.Failed(new InvalidError("You work on it already.", ["input", field]));
        }
        if (await ReviewGate.IsReviewerAsync(transaction, invitation.WorkId, caller.UserId!.Value, cancellationToken))
        {
            return CommandResult<Collaborator>.Failed(CollaboratorRows.Reviews(field));
        }
        AuditScope.About(nameof(Collaborator), invitation.Id);
        AuditScope.PartOf(invitation.WorkId);
        var member = await CollaboratorRows.WriteAsync(
            transaction,
            invitation.Id,
            "user_id = $2, accepted_at = $3, secret_hash = null",
            [caller.UserId, now],
            cancellationToken
        );
        await TellAsync(
            transaction,
            ActivityKind.CollaborationAccepted,
            member,
            caller,
            member.InvitedBy is { } inviter ? [inviter] : [],
            cancellationToken
        );
        await transaction.CommitAsync();
        return CommandResult<Collaborator>.Of(member);
    }

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

    private static InvitationLetter Letter(Collaborator invited, string title, string secret, string? inviter) =>
        new(
            invited.Email!,
            title,
            inviter is null
                ? ($"You are invited to work on “{title}”.", $"Позвани сте да радите на „{title}“.", $"Pozvani ste da radite na „{title}“.")
                : (
                    $"{inviter} invites you to work on “{title}”.",
                    $"{inviter} Вас позива да радите на „{title}“.",
                    $"{inviter} Vas poziva da radite na „{title}“."
                ),
            "acceptCollaboration",
            secret,
            invited.ExpiresAt
        );

    private static CommandResult<IssuedInvitation> Failed(UserError error) => CommandResult<IssuedInvitation>.Failed(error);
}
