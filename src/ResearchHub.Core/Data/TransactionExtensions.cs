using Microsoft.EntityFrameworkCore.Storage;

namespace ResearchHub.Core.Data;

/// <summary>Ends of transactions.</summary>
internal static class TransactionExtensions
{
    /// <summary>
    /// Commits and gives the connection back. Who goes on to read takes another one from the pool, and must not hold this one meanwhile: as many
    /// callers at once as the pool has connections would wait for each other.
    /// </summary>
    public static async Task EndAsync(this IDbContextTransaction transaction, CancellationToken cancellationToken)
    {
        await transaction.CommitAsync(cancellationToken);
        await transaction.DisposeAsync();
    }
}
