using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Core.Publishing;

/// <summary>Commands of an output's life, from draft to retraction. Each is one transaction: all of it happens or nothing.</summary>
public sealed class PublishingService(
    IDbContextFactory<HubDbContext> contexts,
    OutputQueries outputs,
    OutputGate gate,
    OutputWithdrawal withdrawal,
    RevisionLog log,
    IPersistentIds ids,
    TimeProvider time
)
{
    private const int LongestEmbargoYears = 10;

    /// <summary>Makes a draft that belongs to the caller.</summary>
    public async Task<PublishingResult> CreateAsync(
        RecordKind kind,
        OutputContent content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var errors = ContentValidation.Check(content, kind, current: null);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var references = await ContentReferences.FindAsync(context, content, errors, output: null, ids, gate, caller, cancellationToken);
        if (errors.Count > 0)
        {
            return PublishingResult.Failed(errors);
        }
        var id = await NewDraft.NextIdAsync(context, cancellationToken);
        AuditScope.About(kind.ToString(), id);
        context.Add(NewDraft.Of(kind, id, content.Titles.Value!, caller, time.GetUtcNow()));
        await context.SaveChangesAsync(cancellationToken);
        await ContentWriter.WriteAsync(
            context,
            id,
            content with
            {
                Access = Given<AccessRight?>.Of(content.Access.Value),
            },
            references,
            cancellationToken
        );
        await log.WriteAsync(context, id, kind, RevisionKind.Created, null, caller, cancellationToken);
        await transaction.EndAsync();
        return await ResultAsync(id, cancellationToken);
    }

    /// <summary>Changes a draft. Fields that were not given stay as they are.</summary>
    /// <param name="expectedRevision">Revision that the caller has seen; another one now is a conflict that shows the current state.</param>
    public async Task<PublishingResult> ReviseAsync(
        RecordKind kind,
        long id,
        int expectedRevision,
        OutputContent content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (output, _, refusal) = await gate.LockAsync(context, id, OutputAction.Revise, caller, cancellationToken);
        if (refusal is not null)
        {
            return PublishingResult.Failed(refusal);
        }
        if (output!.Kind != kind)
        {
            return PublishingResult.Failed(new NotFoundError());
        }
        var errors = ContentValidation.Check(content, kind, output);
        var references = await ContentReferences.FindAsync(context, content, errors, id, ids, gate, caller, cancellationToken);
        var before = await log.ContentAsync(context, id, cancellationToken);
        if (output.Revision != expectedRevision)
        {
            // Written to see what would have come of it; the transaction ends without having happened.
            await (errors.Count > 0 ? Task.CompletedTask : ContentWriter.WriteAsync(context, id, content, references, cancellationToken));
            var yours = await log.CompareAsync(context, id, before, cancellationToken);
            await transaction.DisposeAsync();
            var current = (await ResultAsync(id, cancellationToken)).Output!;
            return PublishingResult.Failed([new ConflictError(expectedRevision, current) { Yours = yours }, .. errors]);
        }
        if (errors.Count > 0)
        {
            return PublishingResult.Failed(errors);
        }
        await gate.TouchAsync(context, id, output.State, output.StateReason, cancellationToken);
        await ContentWriter.WriteAsync(context, id, content, references, cancellationToken);
        await log.WriteAsync(context, id, kind, RevisionKind.Revised, before, caller, cancellationToken);
        await transaction.EndAsync();
        return await ResultAsync(id, cancellationToken);
    }

    /// <summary>Takes an output from one state to the next; <see cref="DraftDeletion"/> takes it away.</summary>
    /// <param name="reason">Why: shown to the owner, and on the tombstone or the retraction notice.</param>
    public async Task<PublishingResult> MoveAsync(
        long id,
        OutputAction action,
        string? reason,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        ArgumentOutOfRangeException.ThrowIfEqual(action, OutputAction.Delete);
        return await MoveAsync(id, action, reason, null, caller, cancellationToken);
    }

    /// <summary>Publishes an accepted output.</summary>
    /// <param name="embargoUntil">Day on which its files open, at 00:00 UTC; null for at once.</param>
    public async Task<PublishingResult> PublishAsync(long id, DateOnly? embargoUntil, Caller caller, CancellationToken cancellationToken) =>
        await MoveAsync(
            id,
            embargoUntil is null ? OutputAction.Publish : OutputAction.PublishUnderEmbargo,
            null,
            embargoUntil,
            caller,
            cancellationToken
        );

    private async Task<PublishingResult> MoveAsync(
        long id,
        OutputAction action,
        string? reason,
        DateOnly? embargoUntil,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (action is OutputAction.Withdraw or OutputAction.Retract)
        {
            if (await withdrawal.ApplyAsync(context, id, action, reason, time.GetUtcNow(), caller, cancellationToken) is { } problem)
            {
                return PublishingResult.Failed(problem);
            }
            await transaction.EndAsync();
            return await ResultAsync(id, cancellationToken);
        }
        var (output, next, refusal) = await gate.LockAsync(context, id, action, caller, cancellationToken);
        if (refusal is not null)
        {
            return PublishingResult.Failed(refusal);
        }
        if (output!.State == PublicationState.InReview && await ReviewRounds.IsOpenAsync(context, id, cancellationToken))
        {
            return PublishingResult.Failed(new ReviewOpenError());
        }
        if (EmbargoProblem(output!, embargoUntil) is { } impossible)
        {
            return PublishingResult.Failed(impossible);
        }
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        var now = time.GetUtcNow();
        var content = await log.ContentAsync(context, id, cancellationToken);
        if (action == OutputAction.PublishUnderEmbargo)
        {
            await context
                .Outputs.Where(one => one.Id == id)
                .ExecuteUpdateAsync(
                    set => set.SetProperty(one => one.Access, AccessRight.Embargoed).SetProperty(one => one.EmbargoUntil, embargoUntil),
                    cancellationToken
                );
        }
        var isPublication = LifeCycle.IsPublic(next) && !LifeCycle.IsPublic(output!.State);
        if (isPublication)
        {
            await BibliographicCollaborators.NameAsync(connection, id, cancellationToken);
            await OutputIdentity.GiveAsync(context, output!, ids, cancellationToken);
        }
        await gate.TouchAsync(context, id, next, reason, cancellationToken);
        await log.WriteAsync(context, id, output!.Kind, RevisionKind.StateChanged, content, caller, cancellationToken);
        if (isPublication)
        {
            await OutputPublisher.RecordAsync(connection, id, now, cancellationToken);
        }
        // A first version that has just come out is alone.
        if (isPublication && output!.Version > 1)
        {
            await Series.SettleAsync(context, output!, now, cancellationToken);
        }
        await OutputDecision.TellAsync(connection, output!, action, caller, now, cancellationToken);
        await transaction.EndAsync();
        return await ResultAsync(id, cancellationToken);
    }

    private InvalidError? EmbargoProblem(ResearchOutput output, DateOnly? until)
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var end = DataAccessRules.UsualRight((output as Dataset)?.AccessMode);
        return until is not { } day ? null
            : day <= today || day > today.AddYears(LongestEmbargoYears)
                ? new InvalidError($"Give a day after today, at most {LongestEmbargoYears} years ahead.", ["input", "embargoUntil"])
            : end == AccessRight.MetadataOnly
                ? new InvalidError("Nobody is ever given its files: see its access mode.", ["input", "embargoUntil"])
            : output.Access != end
                ? new InvalidError(
                    $"An embargo of it ends in the access {ConstantCase.Of(end)}: revise 'access' to that first.",
                    ["input", "embargoUntil"]
                )
            : null;
    }

    private async Task<PublishingResult> ResultAsync(long id, CancellationToken cancellationToken) =>
        PublishingResult.Of((await outputs.AnyStateAsync(id, cancellationToken))!);
}
