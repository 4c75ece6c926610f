using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People;

/// <summary>Claims of authorship: a person makes them, a curator decides.</summary>
public sealed class ClaimService(IDbContextFactory<HubDbContext> contexts, TimeProvider time)
{
    private const int LongestText = 2000;
    private const int MostOpen = 100;

    /// <summary>Claims a contributor of a public output for the caller's own profile.</summary>
    public async Task<CommandResult<AuthorshipClaim>> ClaimAsync(
        long output,
        int position,
        string evidence,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (caller.ResearcherId is not { } researcher)
        {
            return Failed(
                new InvalidError("Your account is linked to no researcher yet: ask a curator for linkUserToResearcher.", ["input"])
            );
        }
        if (PlainText.Problem(evidence, LongestText, "evidence", isNeeded: true) is { } problem)
        {
            return Failed(problem);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var user = caller.UserId!.Value;
        await context.Database.ExecuteSqlAsync($"select 1 from users where id = {user} for update", cancellationToken);
        PublicationState[] open = [PublicationState.Published, PublicationState.Embargoed, PublicationState.Retracted];
        if (!await context.Outputs.AnyAsync(one => one.Id == output && open.Contains(one.State), cancellationToken))
        {
            return Failed(new NotFoundError("output", "output"));
        }
        var contribution = await context
            .Contributions.AsNoTracking()
            .SingleOrDefaultAsync(one => one.OutputId == output && one.Position == position, cancellationToken);
        if (contribution?.ResearcherId is not { } present)
        {
            return Failed(
                new InvalidError("There is no person at this place among the contributors; the first is 0.", ["input", "position"])
            );
        }
        if (present == researcher)
        {
            return Failed(new InvalidError("This contributor is you already.", ["input", "position"]));
        }
        var mine = context.AuthorshipClaims.Where(one => one.ClaimedBy == user && one.Status == RequestStatus.Submitted);
        if (await mine.AnyAsync(one => one.OutputId == output && one.Position == position, cancellationToken))
        {
            return Failed(new InvalidError("You have claimed this already; a curator will decide.", ["input", "position"]));
        }
        if (await mine.CountAsync(cancellationToken) >= MostOpen)
        {
            return Failed(new InvalidError($"At most {MostOpen} claims of a person wait for a decision.", ["input"]));
        }
        var claim = new AuthorshipClaim
        {
            OutputId = output,
            Position = position,
            ResearcherId = researcher,
            ClaimedBy = user,
            Evidence = evidence.Trim(),
            Status = RequestStatus.Submitted,
            CreatedAt = time.GetUtcNow(),
        };
        context.Add(claim);
        await context.SaveChangesAsync(cancellationToken);
        AuditScope.About(nameof(AuthorshipClaim), claim.Id);
        await transaction.CommitAsync(cancellationToken);
        return CommandResult<AuthorshipClaim>.Of(claim);
    }

    /// <summary>Accepts or declines a claim. Accepted, the contributor is the claiming person from then on.</summary>
    public async Task<CommandResult<AuthorshipClaim>> DecideAsync(
        long id,
        bool accept,
        string? reason,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (PlainText.Problem(reason, LongestText, "reason", isNeeded: !accept) is { } problem)
        {
            return Failed(problem);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync($"select 1 from authorship_claims where id = {id} for update", cancellationToken);
        var claim = await context.AuthorshipClaims.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (claim is null)
        {
            return Failed(new NotFoundError("claim"));
        }
        if (claim.Status != RequestStatus.Submitted)
        {
            return Failed(new InvalidError($"The claim is {ConstantCase.Of(claim.Status)} already.", ["input", "id"]));
        }
        if (claim.ClaimedBy == caller.UserId && caller.Role != Role.Admin)
        {
            return Failed(new ForbiddenError("Nobody decides on their own claim."));
        }
        var (now, status, by) = (time.GetUtcNow(), accept ? RequestStatus.Accepted : RequestStatus.Declined, caller.UserId);
        await context
            .AuthorshipClaims.Where(one => one.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.Status, status)
                        .SetProperty(one => one.Reason, reason)
                        .SetProperty(one => one.DecidedBy, by)
                        .SetProperty(one => one.DecidedAt, now),
                cancellationToken
            );
        if (accept)
        {
            await context
                .Contributions.Where(one => one.OutputId == claim.OutputId && one.Position == claim.Position)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.ResearcherId, claim.ResearcherId), cancellationToken);
            await ContributorEvents.AddAsync(context, [claim.OutputId], now, cancellationToken);
        }
        await transaction.CommitAsync(cancellationToken);
        return CommandResult<AuthorshipClaim>.Of(
            await context.AuthorshipClaims.AsNoTracking().SingleAsync(one => one.Id == id, cancellationToken)
        );
    }

    private static CommandResult<AuthorshipClaim> Failed(UserError error) => CommandResult<AuthorshipClaim>.Failed(error);
}
