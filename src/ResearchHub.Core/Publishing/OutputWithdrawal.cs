using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>Withdrawals and retractions, within the transaction of whatever act they come of.</summary>
public sealed class OutputWithdrawal(OutputGate gate, RevisionLog log)
{
    /// <summary>Withdraws or retracts an output, if the caller may.</summary>
    /// <param name="action"><see cref="OutputAction.Withdraw"/> or <see cref="OutputAction.Retract"/>.</param>
    /// <returns>Why not; null when it was done.</returns>
    internal async Task<UserError?> ApplyAsync(
        HubDbContext context,
        long id,
        OutputAction action,
        string? reason,
        DateTimeOffset now,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var (output, next, refusal) = await gate.LockAsync(context, id, action, caller, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }
        var before = await log.ContentAsync(context, id, cancellationToken);
        await gate.TouchAsync(context, id, next, reason, cancellationToken);
        await log.WriteAsync(context, id, output!.Kind, RevisionKind.StateChanged, before, caller, cancellationToken);
        await Series.SettleAsync(context, output, now, cancellationToken);
        context.Add(
            new ChangeEvent
            {
                Kind = action == OutputAction.Withdraw ? ChangeKind.Withdrawn : ChangeKind.Retracted,
                SubjectKind = output.Kind,
                SubjectId = id,
                OccurredAt = now,
                ActorId = caller.UserId,
            }
        );
        await context.SaveChangesAsync(cancellationToken);
        return null;
    }
}
