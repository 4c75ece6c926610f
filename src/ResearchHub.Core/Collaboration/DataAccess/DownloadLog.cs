using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>
/// Who downloaded what. Of open files only those are written down who signed in; who did not, nobody knows. Who reads without being named (<see cref="Publishing.OutputAccess.IsUnnamed"/>) is
/// for the caller to leave out.
/// </summary>
public sealed class DownloadLog(HubTransactions transactions, TimeProvider time)
{
    /// <summary>A part of a file belongs to a download that began not longer ago than this; without one it is a download of its own.</summary>
    private static readonly TimeSpan LongestDownload = TimeSpan.FromDays(1);

    /// <summary>Writes a download down, before its first byte goes out.</summary>
    /// <param name="isStart">Whether it begins at the beginning; another part is written down unless the beginning was.</param>
    public async Task WriteAsync(DataFileRow file, Caller caller, bool isStart, CancellationToken cancellationToken)
    {
        if (!caller.IsSignedIn)
        {
            return;
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (!isStart)
        {
            // Parts that come at once are one download.
            await transaction.LockAsync("users", caller.UserId!.Value, cancellationToken);
        }
        var now = time.GetUtcNow();
        await transaction.ExecuteAsync(
            """
            insert into file_downloads (output_id, file_id, file_name, user_id, occurred_at)
            select $1, $2, $3, $4, $5 where $6 or not exists (
              select from file_downloads d where d.user_id = $4 and d.file_id = $2 and d.occurred_at > $7)
            """,
            [file.OutputId, file.Id, file.Name, caller.UserId, now, isStart, now - LongestDownload],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
