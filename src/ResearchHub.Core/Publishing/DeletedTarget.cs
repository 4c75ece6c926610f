using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// Relations of other records to a draft that is deleted: they go with it, since nobody but those who worked together ever saw them. The history of each such
/// record says so, but not who did it: they may not know whose draft it was.
/// </summary>
internal static class DeletedTarget
{
    private const string Sources = "select source_id from output_relations where target_id = $1";

    /// <summary>
    /// Locks a draft and the records that relate to it, in one order, so that of drafts that relate to each other all can be deleted at once. Not yet against
    /// whoever writes a relation to it: they hold their own record and ask for its key.
    /// </summary>
    public static Task LockAsync(HubDbContext context, long draft, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(
            Connection(context),
            $"select from research_outputs where id = any (array(select $1::bigint union all {Sources})) order by id for no key update",
            [draft],
            cancellationToken
        );

    /// <summary>Takes the relations away, in the transaction that has locked the draft against more.</summary>
    public static async Task ForgetAsync(
        HubDbContext context,
        long draft,
        RevisionLog log,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var sources = await Statements.ListAsync(
            Connection(context),
            $"select id, kind from research_outputs where id in ({Sources}) order by id for no key update",
            [draft],
            reader => (Id: reader.GetInt64(0), Kind: reader.GetEnum<RecordKind>(1)),
            cancellationToken
        );
        foreach (var source in sources)
        {
            var before = await log.ContentAsync(context, source.Id, cancellationToken);
            await Statements.ExecuteAsync(
                Connection(context),
                "delete from output_relations where source_id = $1 and target_id = $2",
                [source.Id, draft],
                cancellationToken
            );
            // Nothing that the public sees has changed of what is published.
            await Statements.ExecuteAsync(
                Connection(context),
                """
                update research_outputs set revision = revision + 1, updated_at = case when is_public_state(state) then updated_at else $2 end
                where id = $1
                """,
                [source.Id, now.UtcDateTime],
                cancellationToken
            );
            await log.WriteAsync(context, source.Id, source.Kind, RevisionKind.Revised, before, Caller.Anonymous, cancellationToken);
        }
    }

    private static NpgsqlConnection Connection(HubDbContext context) => (NpgsqlConnection)context.Database.GetDbConnection();
}
