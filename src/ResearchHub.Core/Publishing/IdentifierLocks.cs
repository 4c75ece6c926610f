using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// Who claims an identifier, relates to it or publishes what has it waits for whoever does so at the same time, and then sees what they wrote. Taken in one order,
/// before relations are written, until the end of the transaction.
/// </summary>
internal static class IdentifierLocks
{
    /// <summary>Of locks with two numbers, these have this first.</summary>
    private const int Space = 1;

    /// <summary>Identifiers share so many: a record names thousands, and PostgreSQL has room for some ten thousand locks in all.</summary>
    private const int Locks = 1024;

    /// <summary>Takes those of what the output $1 has.</summary>
    public static string OfOutput { get; } = Sql($"select i.type || ':' || i.value as key from ({RelationTargets.IdentifiersOf("$1")}) i");

    /// <summary>Takes those of what the output $1 relates to by an identifier alone.</summary>
    public static string OfRelations { get; } =
        Sql(
            "select target_identifier_type || ':' || target_identifier as key from output_relations where source_id = $1 and target_identifier is not null"
        );

    /// <summary>These, by type in UPPER_CASE and value.</summary>
    public static async Task TakeAsync(
        HubDbContext context,
        IEnumerable<(string Type, string Value)> identifiers,
        CancellationToken cancellationToken
    )
    {
        if (identifiers.Select(one => $"{one.Type}:{one.Value}").ToArray() is { Length: > 0 } keys)
        {
            var connection = (NpgsqlConnection)context.Database.GetDbConnection();
            await Statements.ExecuteAsync(connection, Sql("select unnest($1) as key"), [keys], cancellationToken);
        }
    }

    private static string Sql(string keys) =>
        $"""
            select pg_advisory_xact_lock({Space}, l.number)
            from (select distinct (hashtextextended(g.key, 0) & {Locks - 1})::int as number from ({keys}) g order by 1) l
            """;
}
