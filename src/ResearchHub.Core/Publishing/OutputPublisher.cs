using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>Turns drafts into published versions, in the caller's transaction.</summary>
internal static class OutputPublisher
{
    private const string Keep = """
        insert into output_versions (output_id, version, published_at, snapshot, sha256)
        select id, version, $2, snapshot, encode(sha256(convert_to(snapshot::text, 'UTF8')), 'hex')
        from (
          select o.id, o.version, to_jsonb(o) - '{state,citation_count,created_at,updated_at,published_sort,owner_id,revision,state_reason,latest_version_id}'::text[] || jsonb_build_object(
            'contributions', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' order by p.position), '[]') from contributions p where p.output_id = o.id),
            'identifiers', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' order by p.type, p.value), '[]') from output_identifiers p where p.output_id = o.id),
            'links', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' order by p.position), '[]') from output_links p where p.output_id = o.id),
            'concepts', (select coalesce(jsonb_agg(c.scheme || ':' || c.notation order by p.position), '[]') from output_concepts p join concepts c on c.id = p.concept_id where p.output_id = o.id),
            'places', (select coalesce(jsonb_agg(c.code order by p.position), '[]') from output_places p join places c on c.id = p.place_id where p.output_id = o.id),
            'funding', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' order by p.position), '[]') from funding_references p where p.output_id = o.id),
            'files', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' order by p.position), '[]') from data_files p where p.output_id = o.id)
          ) as snapshot
          from research_outputs o where o.id = any($1)) s
        """;

    private const string Announce = """
        insert into change_events (kind, subject_kind, subject_id, occurred_at)
        select case when version = 1 then 'PUBLISHED' else 'UPDATED' end, kind, id, $2 from research_outputs where id = any($1) order by id
        """;

    /// <summary>Publishes drafts, and does what <see cref="RecordAsync"/> does, but waits for nobody: there may be thousands.</summary>
    public static async Task PublishAsync(NpgsqlConnection connection, long[] ids, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await Statements.ExecuteAsync(
            connection,
            "update research_outputs set state = 'PUBLISHED', updated_at = $2 where id = any($1)",
            [ids, now],
            cancellationToken
        );
        await RunAsync(connection, Records(ids, now), cancellationToken);
    }

    /// <summary>
    /// Keeps what has just become public as an unchangeable version, and writes an event for it. Relations of other records that knew the work
    /// by an identifier alone lead to the record from now on, and its own to what came out since they were written; those that are written at the same time come
    /// before or after. One round trip.
    /// </summary>
    public static Task RecordAsync(NpgsqlConnection connection, long id, DateTimeOffset now, CancellationToken cancellationToken) =>
        RunAsync(connection, [(IdentifierLocks.OfOutput, [id]), .. Records([id], now)], cancellationToken);

    private static (string Sql, object[] Values)[] Records(long[] ids, DateTimeOffset now) =>
        [(Keep, [ids, now]), (Announce, [ids, now]), (RelationTargets.OfBoth, [ids])];

    private static async Task RunAsync(
        NpgsqlConnection connection,
        IEnumerable<(string Sql, object[] Values)> statements,
        CancellationToken cancellationToken
    )
    {
        await using var batch = new NpgsqlBatch(connection);
        foreach (var (sql, values) in statements)
        {
            var command = new NpgsqlBatchCommand(sql);
            foreach (var value in values)
            {
                command.Parameters.Add(new NpgsqlParameter { Value = value });
            }
            batch.BatchCommands.Add(command);
        }
        await batch.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Says in the change feed that records without versions (people, organisations) are there.</summary>
    public static Task<int> AnnounceAsync(
        NpgsqlConnection connection,
        RecordKind kind,
        long[] ids,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        Statements.ExecuteAsync(
            connection,
            "insert into change_events (kind, subject_kind, subject_id, occurred_at) select $1, $2, id, $4 from unnest($3) id order by id",
            [ConstantCase.Of(ChangeKind.Published), ConstantCase.Of(kind), ids, now],
            cancellationToken
        );
}
