using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>What came of asking whether an act may be done: the output and the state that the act leads to, or why not.</summary>
public sealed record GatePass(ResearchOutput? Output, PublicationState Next, UserError? Refusal)
{
    public static GatePass Refused(UserError refusal) => new(null, default, refusal);
}

/// <summary>Where every command on an output passes: may this caller do this to it now?</summary>
public sealed class OutputGate(TimeProvider time)
{
    /// <summary>The output, locked, if the caller may do this to it; else why not.</summary>
    public async Task<GatePass> LockAsync(
        HubDbContext context,
        long id,
        OutputAction action,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var locked = await context
            .Outputs.FromSql($"select *, xmin from research_outputs where id = {id} for update")
            .AsNoTracking()
            .ToListAsync(cancellationToken);
        return await CheckAsync(context, locked.SingleOrDefault(), action, caller, cancellationToken);
    }

    /// <summary>As <see cref="LockAsync"/>, for a look beforehand: what holds now may not hold when it is done.</summary>
    public async Task<GatePass> CheckAsync(
        HubDbContext context,
        long id,
        OutputAction action,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var output = await context.Outputs.AsNoTracking().SingleOrDefaultAsync(one => one.Id == id, cancellationToken);
        return await CheckAsync(context, output, action, caller, cancellationToken);
    }

    private async Task<GatePass> CheckAsync(
        HubDbContext context,
        ResearchOutput? output,
        OutputAction action,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var access = output is null ? OutputAccess.None : await AccessAsync(context, output.Id, caller, cancellationToken);
        if (access.Level == OutputLevel.None)
        {
            return GatePass.Refused(new NotFoundError());
        }
        return LifeCycle.Next(output!.State, action, access.Standing) is { } next
            ? new GatePass(output, next, null)
            : GatePass.Refused(
                LifeCycle.IsPossible(output.State, action) ? Forbidden(output.State, action, caller) : new StateError(output.State)
            );
    }

    private static ForbiddenError Forbidden(PublicationState state, OutputAction action, Caller caller)
    {
        var those = new[]
        {
            (Standing.Owner, "its owner"),
            (Standing.LeadAuthor, "who administers it"),
            (Standing.CoAuthor, "who edits it"),
            (Standing.Curator, "curators"),
        }
            .Where(one => LifeCycle.Next(state, action, one.Item1) is not null)
            .Select(one => one.Item2);
        // Of what their role lets them do, curators hear why they may not.
        var reason =
            caller.IsCurator && LifeCycle.Next(state, action, Standing.Curator) is not null
                ? "curators do not decide on what they have a part in, review or have a conflict of interest in"
                : "`viewerLevel` says how far your rights on it go";
        return new ForbiddenError($"This is for {string.Join(", ", those)}; {reason}.");
    }

    /// <summary>What a caller may do with an output, as the command's own transaction sees it.</summary>
    public async Task<OutputAccess> AccessAsync(HubDbContext context, long id, Caller caller, CancellationToken cancellationToken) =>
        (await GrantsAsync(context, [id], caller, cancellationToken)).FirstOrDefault()?.For(caller) ?? OutputAccess.None;

    /// <summary>Those of these outputs that exist for a caller.</summary>
    public async Task<IReadOnlySet<long>> VisibleAsync(
        HubDbContext context,
        IReadOnlyCollection<long> ids,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (await GrantsAsync(context, ids, caller, cancellationToken))
            .Where(one => one.For(caller).Level != OutputLevel.None)
            .Select(one => one.Id)
            .ToHashSet();

    /// <summary>Locks an output if the caller's rights on it go so far; else says why not.</summary>
    /// <param name="field">Field of the input that names it.</param>
    public async Task<UserError?> RequireAsync(
        HubTransaction transaction,
        long id,
        OutputLevel least,
        Caller caller,
        string field,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockAsync("research_outputs", id, cancellationToken);
        var access = await AccessAsync(transaction.Context, id, caller, cancellationToken);
        return access.Level == OutputLevel.None ? new NotFoundError(Field: field)
            : access.Level < least
                ? new ForbiddenError(
                    $"This takes the level {ConstantCase.Of(least)} on it, and yours is {ConstantCase.Of(access.Level)} (`viewerLevel`): ask who administers it.",
                    field
                )
            : null;
    }

    private Task<List<OutputGrants>> GrantsAsync(
        HubDbContext context,
        IReadOnlyCollection<long> ids,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        Statements.ListAsync(
            (NpgsqlConnection)context.Database.GetDbConnection(),
            OutputGrants.Sql(caller),
            OutputGrants.Values(ids, caller, time.GetUtcNow()),
            OutputGrants.Read,
            cancellationToken
        );

    /// <summary>Counts a change of an output or of its state.</summary>
    public Task TouchAsync(HubDbContext context, long id, PublicationState state, string? reason, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
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
