using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>
/// Who read what. Of open files only those are written down who signed in and downloaded them; who did not, nobody knows. Who reviews any version of the work
/// without being named is left out; who came by an anonymous link (<see cref="Publishing.OutputAccess.IsUnnamed"/>) is for the caller to leave out.
/// </summary>
public sealed class DownloadLog(HubTransactions transactions, TimeProvider time)
{
    /// <summary>A part of a file belongs to a download that began not longer ago than this; without one it is a download of its own.</summary>
    private static readonly TimeSpan LongestDownload = TimeSpan.FromDays(1);

    /// <summary>Who compares versions reads also those that are not under review.</summary>
    private static readonly string ReviewsUnnamed = UndecidedReviews.Of("s.output_id", "$4", UndecidedReviews.IsUnnamed);

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
            $"""
            insert into file_downloads (kind, output_id, file_id, file_name, user_id, occurred_at)
            select $8, s.output_id, $2, $3, $4, $5 from (select $1::bigint as output_id) s
            where not {ReviewsUnnamed} and ($6 or not exists (
              select from file_downloads d where d.user_id = $4 and d.file_id = $2 and d.kind = $8 and d.occurred_at > $7))
            """,
            [file.OutputId, file.Id, file.Name, caller.UserId, now, isStart, now - LongestDownload, FileReading.Download],
            cancellationToken
        );
        await transaction.CommitAsync();
    }

    /// <summary>Writes down that somebody sees the first rows of files, once a file and day (UTC), before they are read.</summary>
    public async Task WritePreviewsAsync(IReadOnlyCollection<DataFileRow> files, Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.IsSignedIn || files.Count == 0)
        {
            return;
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            $"""
            insert into file_downloads (kind, output_id, file_id, file_name, user_id, occurred_at)
            select $6, s.output_id, s.id, s.name, $4, $5 from unnest($1::bigint[], $2::bigint[], $3::text[]) s(output_id, id, name)
            where not {ReviewsUnnamed} order by s.id on conflict do nothing
            """,
            [
                files.Select(file => file.OutputId).ToArray(),
                files.Select(file => file.Id).ToArray(),
                files.Select(file => file.Name).ToArray(),
                caller.UserId,
                time.GetUtcNow(),
                FileReading.Preview,
            ],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
