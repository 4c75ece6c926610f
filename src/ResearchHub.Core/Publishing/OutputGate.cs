using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>Where every command on an output passes: may this caller do this to it now?</summary>
internal static class OutputGate
{
    /// <summary>The output, locked, if the caller may do this to it; else why not.</summary>
    public static async Task<(ResearchOutput? Output, UserError? Refusal)> LockAsync(
        HubDbContext context,
        long id,
        OutputAction action,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await context.Database.ExecuteSqlAsync($"select 1 from research_outputs where id = {id} for update", cancellationToken);
        return await CheckAsync(context, id, action, caller, cancellationToken);
    }

    /// <summary>As <see cref="LockAsync"/>, for a look beforehand: what holds now may not hold when it is done.</summary>
    public static async Task<(ResearchOutput? Output, UserError? Refusal)> CheckAsync(
        HubDbContext context,
        long id,
        OutputAction action,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var output = await context.Outputs.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        if (output is null)
        {
            return (null, new NotFoundError());
        }
        var standing = LifeCycle.StandingOf(caller, output.OwnerId);
        if (!LifeCycle.MaySee(caller, output.State, output.OwnerId))
        {
            return (null, new NotFoundError());
        }
        if (LifeCycle.Next(output.State, action, standing) is not null)
        {
            return (output, null);
        }
        return (null, LifeCycle.IsPossible(output.State, action) ? new ForbiddenError() : new StateError(output.State));
    }

    /// <summary>Counts a change of an output or of its state.</summary>
    public static Task TouchAsync(
        HubDbContext context,
        long id,
        PublicationState state,
        string? reason,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        return context
            .Outputs.Where(one => one.Id == id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.State, state)
                        .SetProperty(one => one.StateReason, reason)
                        .SetProperty(one => one.Revision, one => one.Revision + 1)
                        .SetProperty(one => one.UpdatedAt, now),
                cancellationToken
            );
    }
}
