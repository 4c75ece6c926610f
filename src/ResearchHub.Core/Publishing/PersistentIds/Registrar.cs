using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;

namespace ResearchHub.Core.Publishing.PersistentIds;

/// <summary>Tells the registry of an output, and writes down what it said.</summary>
public sealed class Registrar(IPersistentIds ids, PersistentIdQueries queries, HubTransactions transactions, TimeProvider time)
{
    private const int BatchSize = 20;
    private static readonly TimeSpan LongestWait = TimeSpan.FromHours(24);

    /// <summary>Registers an output that has an identifier of ours. Doing so again changes nothing.</summary>
    /// <exception cref="RegistryUnavailableException">It does not answer: to be tried again later.</exception>
    public async Task RegisterAsync(long output, CancellationToken cancellationToken)
    {
        var identifier = ids.Of(output);
        if (
            identifier.Type != IdentifierType.Local
            && await queries.FindAsync(output, identifier, cancellationToken) is { } record
            && record.Output.Doi == identifier.Value
        )
        {
            await WriteAsync(output, identifier.Value, await ids.RegisterAsync(record, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Tells the registry again of what it refused and what is due.</summary>
    public async Task RetryDueAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // Put off, so that no other server tries at once; what comes of it sets the time anew.
        var due = await transaction.ListAsync(
            """
            update identifier_registrations set next_attempt_at = $2 where output_id in (
              select output_id from identifier_registrations where next_attempt_at <= $1 order by next_attempt_at limit $3 for update skip locked)
            returning output_id
            """,
            [now, now.AddMinutes(10), BatchSize],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        await transaction.CommitAsync();
        foreach (var output in due)
        {
            await RegisterAsync(output, cancellationToken);
        }
    }

    private async Task WriteAsync(long output, string identifier, string? problem, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var attempts = await transaction.ScalarAsync<int>(
            """
            insert into identifier_registrations as g (output_id, identifier, state, problem, attempts, updated_at)
            values ($1, $2, $3, $4, case when $4::text is null then 0 else 1 end, $5)
            on conflict (output_id) do update set state = excluded.state, problem = excluded.problem, updated_at = excluded.updated_at,
              attempts = case when excluded.problem is null then 0 else g.attempts + 1 end
            returning attempts
            """,
            [output, identifier, problem is null ? RegistrationState.Registered : RegistrationState.Refused, problem, now],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            "update identifier_registrations set next_attempt_at = $2 where output_id = $1",
            [output, problem is null ? null : now + (Retries.OfRegistries.After(attempts, Random.Shared.NextDouble()) ?? LongestWait)],
            cancellationToken
        );
        await transaction.CommitAsync();
    }
}
