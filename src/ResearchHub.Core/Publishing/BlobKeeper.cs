using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>Keeps the bytes of uploaded files as long as a row speaks of them, and no longer.</summary>
public sealed class BlobKeeper(IDbContextFactory<HubDbContext> contexts, DataFileStore store)
{
    /// <summary>Takes bytes over, in the transaction that writes their row. Whoever lets go of the same bytes waits until it has ended.</summary>
    internal async Task KeepAsync(HubDbContext context, IncomingFile file, CancellationToken cancellationToken)
    {
        await LockAsync(context, DataFileStore.KeyOf(file), cancellationToken);
        store.Keep(file);
    }

    /// <summary>Deletes bytes that no row speaks of any more. Goes on when the caller has gone.</summary>
    internal async Task ReleaseAsync(params IReadOnlyList<string> storageKeys)
    {
        foreach (var key in storageKeys)
        {
            await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
            await using var transaction = await context.Database.BeginTransactionAsync(CancellationToken.None);
            await LockAsync(context, key, CancellationToken.None);
            if (!await context.DataFiles.AnyAsync(one => one.StorageKey == key, CancellationToken.None))
            {
                store.Delete(key);
            }
        }
    }

    private static Task LockAsync(HubDbContext context, string key, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock(hashtextextended({key}, 0))", cancellationToken);
}
