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
    private static string Sql(string pairs) =>
        $"""
            update output_relations r set target_id = k.target, target_identifier_type = null, target_identifier = null, target_title = null
            from (
              select distinct on (p.source_id, p.type, o.id) p.id, o.id as target
              from ({pairs}) p
              join research_outputs o on o.id = p.output_id and is_public_state(o.state)
              where p.source_id <> o.id
                and not exists (select from output_relations k where k.source_id = p.source_id and k.type = p.type and k.target_id = o.id)
              order by p.source_id, p.type, o.id, p.id) k
            where r.id = k.id
            """;

    private const string FromSources = """
        select r.id, r.source_id, r.type, i.output_id from output_relations r cross join lateral (
          select output_id from output_identifiers where type = r.target_identifier_type and value = r.target_identifier
          union all select id from research_outputs where r.target_identifier_type = 'DOI' and doi = r.target_identifier) i
        where r.source_id = any($1) and r.target_identifier is not null
        """;

    private static string ToTargets =>
        $"""
            select r.id, r.source_id, r.type, i.output_id from ({IdentifiersOf("any($1)")}) i
            cross join lateral (
              select id, source_id, type from output_relations where target_identifier = i.value and target_identifier_type = i.type) r
            """;

    /// <summary>Every identifier that outputs have, by <c>output_id</c>, <c>type</c> and <c>value</c>.</summary>
    /// <param name="outputs">What the key of each equals; SQL.</param>
    public static string IdentifiersOf(string outputs) =>
        $"""
            select output_id, type, value from output_identifiers where output_id = {outputs}
            union all select id, 'DOI', doi from research_outputs where id = {outputs} and doi is not null
            """;

    /// <summary>For the relations of these outputs; $1.</summary>
    public static string OfSources { get; } = Sql(FromSources);

    /// <summary>For the relations of these outputs, and of all outputs to these; $1.</summary>
    public static string OfBoth { get; } = Sql($"{FromSources} union all {ToTargets}");

    /// <summary>Takes up what relations of outputs, just written, name; in the caller's transaction.</summary>
    public static Task<int> FindAsync(NpgsqlConnection connection, long[] sources, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(connection, OfSources, [sources], cancellationToken);
}
