using Microsoft.EntityFrameworkCore.Storage;

namespace ResearchHub.Core.Data;

/// <summary>Ends of transactions.</summary>
internal static class TransactionExtensions
{
    /// <summary>
    /// Commits and gives the connection back. Who goes on to read takes another one from the pool, and must not hold this one meanwhile: as many
    /// callers at once as the pool has connections would wait for each other. It cannot be called off: of a commit that was, nobody knows
    /// whether it happened.
    /// </summary>
    public static async Task EndAsync(this IDbContextTransaction transaction)
    {
        await transaction.CommitAsync(CancellationToken.None);
        await transaction.DisposeAsync();
    }
}
