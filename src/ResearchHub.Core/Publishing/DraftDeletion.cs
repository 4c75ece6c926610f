using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>Deletes drafts for good, with their files and what was said about them.</summary>
public sealed class DraftDeletion(
    IDbContextFactory<HubDbContext> contexts,
    OutputQueries outputs,
    OutputGate gate,
    RevisionLog log,
    BlobKeeper blobs,
    TimeProvider time
)
{
    /// <summary>Deletes a draft; shows it as it was.</summary>
    public async Task<PublishingResult> DeleteAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var before = await outputs.AnyStateAsync(id, cancellationToken);
        var (refusal, files) = await DeleteRowsAsync(id, caller, cancellationToken);
        if (refusal is not null)
        {
            return PublishingResult.Failed(refusal);
        }
        await blobs.ReleaseAsync(files);
        return PublishingResult.Of(before!);
    }

    /// <returns>Why not, null when it is done; and the keys of the bytes that belonged to it.</returns>
    private async Task<(UserError? Refusal, IReadOnlyList<string> Files)> DeleteRowsAsync(
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        // Who may not is told so before anything is locked: much may relate to it.
        if ((await gate.CheckAsync(context, id, OutputAction.Delete, caller, cancellationToken)).Refusal is { } refused)
        {
            return (refused, []);
        }
        await DeletedTarget.LockAsync(context, id, cancellationToken);
        var (_, _, refusal) = await gate.LockAsync(context, id, OutputAction.Delete, caller, cancellationToken);
        if (refusal is not null)
        {
            return (refusal, []);
        }
        var files = await context.DataFiles.Where(one => one.OutputId == id).Select(one => one.StorageKey).ToListAsync(cancellationToken);
        await DeletedTarget.ForgetAsync(context, id, log, time.GetUtcNow(), cancellationToken);
        await MetAuthors.RememberReadersAsync(context, id, cancellationToken);
        await Conversations.ForgetDraftAsync(context, id, cancellationToken);
        await context.Outputs.Where(one => one.Id == id).ExecuteDeleteAsync(cancellationToken);
        await transaction.EndAsync();
        return (null, files);
    }
}
