using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>Gives outputs whose embargo has ended the access right that their mode has: most of them open. Those that were retracted meanwhile stay so.</summary>
public sealed class EmbargoService(NpgsqlDataSource source, TimeProvider time)
{
    private const int BatchSize = 100;

    /// <summary>Name in the audit log, where no mutation gives one.</summary>
    private const string AuditedAs = "releaseEmbargo";

    /// <summary>Releases what is due, each together with its event, its revision and its row in the audit log. Several servers may do so at once: each takes what no other holds.</summary>
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
        await using var command = source.CreateCommand(
            $"""
            with due as (
              select id, state, access from research_outputs
              where (state = 'EMBARGOED' or (state = 'RETRACTED' and access = 'EMBARGOED')) and embargo_until <= $1
              order by embargo_until, id limit $2 for update skip locked),
            released as (
              update research_outputs o set state = case due.state when 'EMBARGOED' then $3 else $5 end, access = {DataAccessRules.UsualRightSql},
                revision = revision + 1, updated_at = $4
              from due where o.id = due.id
              returning o.id, o.kind, replace(initcap(replace(o.kind, '_', ' ')), ' ', '') as type, o.revision, o.state, o.access,
                due.state as state_before, due.access as access_before),
            revisions as (
              insert into output_revisions (output_id, revision, kind, occurred_at) select id, revision, $6, $4 from released returning id, output_id),
            changes as (
              insert into output_changes (revision_id, field, before, after)
              select v.id, c.field, to_jsonb(c.before), to_jsonb(c.after) from released r join revisions v on v.output_id = r.id
                cross join lateral (values ('state', r.state_before, r.state), ('access', r.access_before, r.access)) c (field, before, after)
              where c.before is distinct from c.after),
            told as (insert into activities (kind, topic_type, topic_id, occurred_at) select $7, type, id, $4 from released),
            logged as (
              insert into audit_events (occurred_at, action, subject_type, subject_id) select $4, '{AuditedAs}', type, id from released)
            insert into change_events (kind, subject_kind, subject_id, occurred_at) 
              select case state_before when 'RETRACTED' then 'UPDATED' else 'RELEASED' end, kind, id, $4 from released order by id
            """
        );
        object[] values =
        [
            DateOnly.FromDateTime(now.UtcDateTime),
            BatchSize,
            Next(PublicationState.Embargoed),
            now.UtcDateTime,
            Next(PublicationState.Retracted),
            ConstantCase.Of(RevisionKind.StateChanged),
            ConstantCase.Of(ActivityKind.DraftChanged),
        ];
        foreach (var value in values)
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        }
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static string Next(PublicationState state) =>
        ConstantCase.Of(LifeCycle.Next(state, OutputAction.Release, Standing.Server)!.Value);
}
