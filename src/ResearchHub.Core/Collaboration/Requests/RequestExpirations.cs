using ResearchHub.Core.Access;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Ends requests that nobody ends: it is done by the server itself, from time to time.</summary>
public sealed class RequestExpirations(HubTransactions transactions, RequestSql requests, RequestWriter writer, TimeProvider time)
{
    private const int Batch = 100;

    /// <summary>Ends all requests whose time is over, or which nothing can come of, some in a transaction. Several servers may do so at once.</summary>
    /// <returns>Number of requests that this call ended.</returns>
    public async Task<int> ExpireDueAsync(CancellationToken cancellationToken)
    {
        var (all, some) = (0, Batch);
        while (some == Batch)
        {
            some = await ExpireSomeAsync(cancellationToken);
            all += some;
        }
        return all;
    }

    private async Task<int> ExpireSomeAsync(CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var due = await transaction.ListAsync(
            $"""
            select id from requests where id in ({requests.Over}) and status in ('CREATED', 'SUBMITTED')
            order by expires_at, id limit $2 for update skip locked
            """,
            [time.GetUtcNow(), Batch],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        foreach (var id in due)
        {
            var request = (await writer.LockAsync(transaction, id, Caller.Anonymous, cancellationToken))!;
            var next = RequestRules.Next(request.Status, RequestAction.Expire, RequestStanding.Server)!.Value;
            await requests.KindOf(request.Kind).CloseAsync(transaction, request, next, cancellationToken);
            await writer.MoveAsync(transaction, request, next, null, null, cancellationToken);
        }
        await transaction.CommitAsync();
        return due.Count;
    }
}
