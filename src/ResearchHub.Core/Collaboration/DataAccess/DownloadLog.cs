using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>Who downloaded what. Of open files only those are written down who signed in; who did not, nobody knows.</summary>
public sealed class DownloadLog(HubTransactions transactions, TimeProvider time)
{
    /// <summary>Writes a download down, before its first byte goes out.</summary>
    public async Task WriteAsync(DataFileRow file, Caller caller, CancellationToken cancellationToken)
    {
        if (!caller.IsSignedIn)
        {
            return;
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.ExecuteAsync(
            "insert into file_downloads (output_id, file_id, file_name, user_id, occurred_at) values ($1, $2, $3, $4, $5)",
            [file.OutputId, file.Id, file.Name, caller.UserId, time.GetUtcNow()],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
