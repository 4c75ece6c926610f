using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>Withdrawals and retractions within the transaction of another act.</summary>
internal static class OutputWithdrawal
{
    /// <summary>Withdraws or retracts an output, if the caller may.</summary>
    /// <returns>Why not; null when it was done.</returns>
    public static async Task<UserError?> ApplyAsync(
        HubDbContext context,
        OutputGate gate,
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
        await gate.TouchAsync(context, id, next, reason, cancellationToken);
        await Series.SettleAsync(context, output!, now, cancellationToken);
        await AnnounceAsync(context, output!, action, caller, now, cancellationToken);
        return null;
    }

    /// <summary>Tells the feed, where the action is one of the two.</summary>
    public static async Task AnnounceAsync(
        HubDbContext context,
        ResearchOutput output,
        OutputAction action,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        ChangeKind? change = action switch
        {
            OutputAction.Withdraw => ChangeKind.Withdrawn,
            OutputAction.Retract => ChangeKind.Retracted,
            _ => null,
        };
        if (change is { } kind)
        {
            context.Add(
                new ChangeEvent
                {
                    Kind = kind,
                    SubjectKind = output.Kind,
                    SubjectId = output.Id,
                    OccurredAt = now,
                    ActorId = caller.UserId,
                }
            );
            await context.SaveChangesAsync(cancellationToken);
        }
    }
}
