using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>Gives outputs whose embargo has ended the access right that their mode has: most of them open.</summary>
public sealed class EmbargoService(NpgsqlDataSource source, TimeProvider time)
{
    private const int BatchSize = 100;

    /// <summary>Releases what is due, each together with its event. Several servers may do so at once: each takes what no other holds.</summary>
    /// <returns>Number of outputs that this call released.</returns>
    public async Task<int> ReleaseDueAsync(CancellationToken cancellationToken)
    {
        var released = 0;
        while (true)
        {
            var batch = await ReleaseBatchAsync(cancellationToken);
            released += batch;
            if (batch < BatchSize)
            {
                return released;
            }
        }
    }

    private async Task<int> ReleaseBatchAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var next = LifeCycle.Next(PublicationState.Embargoed, OutputAction.Release, Standing.Server)!.Value;
        await using var command = source.CreateCommand(
            $"""
            with due as (
              select id from research_outputs where state = 'EMBARGOED' and embargo_until <= $1
              order by embargo_until, id limit $2 for update skip locked),
            released as (
              update research_outputs o set state = $3, access = {DataAccessRules.UsualRightSql}, revision = revision + 1, updated_at = $4 from due where o.id = due.id
              returning o.id, o.kind)
            insert into change_events (kind, subject_kind, subject_id, occurred_at) select 'RELEASED', kind, id, $4 from released order by id
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = DateOnly.FromDateTime(now.UtcDateTime) });
        command.Parameters.Add(new NpgsqlParameter { Value = BatchSize });
        command.Parameters.Add(new NpgsqlParameter { Value = ConstantCase.Of(next) });
        command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
