using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// Lets relations that know a work by its identifier alone lead to the record that has it. Only to one that is public: whoever writes an identifier
/// does not find out by it what others draft.
/// </summary>
internal static class RelationTargets
{
    /// <summary>Relations by <c>r</c> whose identifier the output <c>o</c> has; of several of a type to the same output the first.</summary>
    private static string Sql(string which) =>
        $"""
            update output_relations r set target_id = k.target, target_identifier_type = null, target_identifier = null, target_title = null
            from (
              select distinct on (r.source_id, r.type, o.id) r.id, o.id as target
              from (select output_id, type, value from output_identifiers
                    union all select id, 'DOI', doi from research_outputs where doi is not null) i
              join output_relations r on r.target_identifier_type = i.type and r.target_identifier = i.value
              join research_outputs o on o.id = i.output_id and is_public_state(o.state)
              where {which} and r.source_id <> o.id
                and not exists (select from output_relations k where k.source_id = r.source_id and k.type = r.type and k.target_id = o.id)
              order by r.source_id, r.type, o.id, r.id) k
            where r.id = k.id
            """;

    /// <summary>For the relations of these outputs; $1.</summary>
    public static string OfSources { get; } = Sql("r.source_id = any($1)");

    /// <summary>For relations of all outputs to these; $1.</summary>
    public static string ToTargets { get; } = Sql("i.output_id = any($1)");

    /// <summary>Takes up what relations of outputs, just written, name; in the caller's transaction.</summary>
    public static Task<int> FindAsync(NpgsqlConnection connection, long[] sources, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(connection, OfSources, [sources], cancellationToken);
}
