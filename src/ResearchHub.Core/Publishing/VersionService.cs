using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>Drafts successors of what is published.</summary>
public sealed class VersionService(
    IDbContextFactory<HubDbContext> contexts,
    OutputQueries outputs,
    OutputGate gate,
    RevisionLog log,
    TimeProvider time
)
{
    // What a successor does not take over: who and what it is itself, and when it will appear.
    private static readonly HashSet<string> Own =
    [
        nameof(ResearchOutput.Id),
        nameof(ResearchOutput.Slug),
        nameof(ResearchOutput.State),
        nameof(ResearchOutput.StateReason),
        nameof(ResearchOutput.Revision),
        nameof(ResearchOutput.OwnerId),
        nameof(ResearchOutput.Version),
        nameof(ResearchOutput.FirstVersionId),
        nameof(ResearchOutput.LatestVersionId),
        nameof(ResearchOutput.EmbargoUntil),
        nameof(ResearchOutput.Doi),
        nameof(ResearchOutput.PublishedOn),
        nameof(ResearchOutput.PublishedYear),
        nameof(ResearchOutput.PublishedSort),
        nameof(ResearchOutput.Source),
        nameof(ResearchOutput.SourceId),
        nameof(ResearchOutput.CitationCount),
        nameof(ResearchOutput.CreatedAt),
        nameof(ResearchOutput.UpdatedAt),
        nameof(ResearchOutput.RowVersion),
    ];

    private static readonly string[] Parts = ["contributions", "output_links", "output_concepts", "output_places", "funding_references"];

    /// <summary>
    /// Makes a draft that says what the latest version says, files included, and is its successor. Only one at a time; the old version stays
    /// as it is.
    /// </summary>
    public async Task<PublishingResult> CreateAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (output, _, refusal) = await gate.LockAsync(context, id, OutputAction.CreateVersion, caller, cancellationToken);
        if (refusal is not null)
        {
            return PublishingResult.Failed(refusal);
        }
        if (output!.LatestVersionId is not null)
        {
            return PublishingResult.Failed(
                new InvalidError("Make a new version of the latest one; this one has a successor.", ["input", "id"])
            );
        }
        var first = output.FirstVersionId ?? id;
        var later = await context
            .Outputs.Where(one => one.FirstVersionId == first && one.Version > output.Version)
            .Select(one => new { one.Version, one.State })
            .ToListAsync(cancellationToken);
        if (later.Exists(one => !LifeCycle.IsPublic(one.State)))
        {
            return PublishingResult.Failed(
                new InvalidError("A new version of this output is being drafted already: revise that one, or delete it.", ["input", "id"])
            );
        }
        var version = later.Select(one => one.Version).Append(output.Version).Max() + 1;
        var successor = await CopyRowAsync(context, output, first, version, caller, cancellationToken);
        await CopyPartsAsync((NpgsqlConnection)context.Database.GetDbConnection(), id, successor, cancellationToken);
        await log.WriteAsync(context, successor, output.Kind, RevisionKind.Created, null, caller, cancellationToken);
        await transaction.EndAsync();
        return PublishingResult.Of((await outputs.AnyStateAsync(successor, cancellationToken))!);
    }

    private async Task<long> CopyRowAsync(
        HubDbContext context,
        ResearchOutput output,
        long first,
        int version,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var id = await NewDraft.NextIdAsync(context, cancellationToken);
        var owner = caller with { UserId = output.OwnerId ?? caller.UserId };
        var draft = NewDraft.Of(output.Kind, id, output.Titles, owner, time.GetUtcNow());
        var (from, to) = (context.Entry(output), context.Entry(draft));
        foreach (var property in from.Metadata.GetProperties().Where(property => !Own.Contains(property.Name)))
        {
            to.Property(property.Name).CurrentValue = from.Property(property.Name).CurrentValue;
        }
        to.Property(nameof(ResearchOutput.Version)).CurrentValue = version;
        to.Property(nameof(ResearchOutput.FirstVersionId)).CurrentValue = first;
        var mode = (output as Dataset)?.AccessMode;
        if (output.Access == AccessRight.Embargoed || !DataAccessRules.Agree(output.Access, mode))
        {
            to.Property(nameof(ResearchOutput.Access)).CurrentValue = DataAccessRules.UsualRight(mode);
        }
        context.Add(draft);
        await context.SaveChangesAsync(cancellationToken);
        return id;
    }

    private static async Task CopyPartsAsync(NpgsqlConnection connection, long from, long to, CancellationToken cancellationToken)
    {
        foreach (var table in Parts)
        {
            await Statements.ExecuteAsync(
                connection,
                $"""
                insert into {table} select (jsonb_populate_record(p, jsonb_build_object('output_id', $2))).* from {table} p where p.output_id = $1
                """,
                [from, to],
                cancellationToken
            );
        }
        await Statements.ExecuteAsync(
            connection,
            """
            with copies as materialized (select nextval('node_ids') as new_id, f.* from data_files f where f.output_id = $1),
            files as (
              insert into data_files (id, output_id, position, name, media_type, bytes, sha256, rows, storage_key)
              select new_id, $2, position, name, media_type, bytes, sha256, rows, storage_key from copies)
            insert into variables (data_file_id, position, name, label, type, unit, minimum, maximum, missing_count, categories)
            select c.new_id, v.position, v.name, v.label, v.type, v.unit, v.minimum, v.maximum, v.missing_count, v.categories
            from variables v join copies c on c.id = v.data_file_id
            """,
            [from, to],
            cancellationToken
        );
        // What it relates to first, then identifiers, as when a draft is revised.
        await Statements.ExecuteAsync(
            connection,
            """
            select from research_outputs
            where id = any (array(select target_id from output_relations where source_id = $1)) order by id for key share
            """,
            [from],
            cancellationToken
        );
        await Statements.ExecuteAsync(connection, IdentifierLocks.OfRelations, [from], cancellationToken);
        await Statements.ExecuteAsync(
            connection,
            """
            insert into output_relations (source_id, type, target_id, target_identifier_type, target_identifier, target_title)
            select $2, type, target_id, target_identifier_type, target_identifier, target_title
            from output_relations where source_id = $1 and type <> $3
            union all select $2, $3, $1, null, null, null
            """,
            [from, to, ContentWriter.VersionRelation],
            cancellationToken
        );
        await RelationTargets.FindAsync(connection, [to], cancellationToken);
    }
}
