using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace ResearchHub.Core.Access.Auditing;

/// <summary>Puts the row of the current act into the transaction that is about to commit.</summary>
internal sealed class AuditWriter(TimeProvider time) : DbTransactionInterceptor
{
    /// <inheritdoc />
    public override async ValueTask<InterceptionResult> TransactionCommittingAsync(
        DbTransaction transaction,
        TransactionEventData eventData,
        InterceptionResult result,
        CancellationToken cancellationToken = default
    )
    {
        if (AuditScope.Current is { IsWritten: false } scope)
        {
            await WriteAsync((NpgsqlTransaction)transaction, scope, cancellationToken);
            scope.IsWritten = true;
        }
        return result;
    }

    private async Task WriteAsync(NpgsqlTransaction transaction, AuditScope scope, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(
            """
            insert into audit_events (occurred_at, actor_id, action, subject_type, subject_id, address, credential, output_id)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """,
            transaction.Connection,
            transaction
        );
        object?[] values =
        [
            time.GetUtcNow().UtcDateTime,
            scope.Caller.UserId,
            scope.Action,
            scope.Subject?.Type,
            scope.Subject?.Id,
            scope.Caller.Address,
            scope.Caller.Credential?.Label,
            scope.Output,
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
