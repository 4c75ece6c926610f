using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Seeding;

/// <summary>What a load did.</summary>
/// <param name="Read">Lines that are records.</param>
/// <param name="Added">New records.</param>
/// <param name="Merged">Lines that tell of a work that another line or the catalogue already has.</param>
/// <param name="Unchanged">Lines that were loaded before.</param>
/// <param name="Researchers">New researchers.</param>
/// <param name="Organizations">New organisations.</param>
public sealed record LoadCounts(int Read, int Added, int Merged, int Unchanged, int Refused, int Researchers, int Organizations)
{
    public static LoadCounts None { get; } = new(0, 0, 0, 0, 0, 0, 0);

    public static LoadCounts operator +(LoadCounts one, LoadCounts other) =>
        new(
            one.Read + other.Read,
            one.Added + other.Added,
            one.Merged + other.Merged,
            one.Unchanged + other.Unchanged,
            one.Refused + other.Refused,
            one.Researchers + other.Researchers,
            one.Organizations + other.Organizations
        );
}

/// <summary>Loads one batch of lines in one transaction.</summary>
internal sealed class RecordBatch(NpgsqlConnection connection, SeedReference reference, TimeProvider clock)
{
    public async Task<LoadCounts> LoadAsync(IReadOnlyList<RecordLine> lines, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var fresh = await WithoutLoadedAsync(lines, cancellationToken);
        if (fresh.Count == 0)
        {
            return LoadCounts.None with { Read = lines.Count, Unchanged = lines.Count };
        }
        var now = clock.GetUtcNow();
        var (records, related) = RecordMerger.Merge(fresh);
        var directory = await PeopleDirectory.LoadAsync(connection, reference.Organizations, cancellationToken);
        var existing = await ExistingRecords.FindAsync(connection, records, cancellationToken);
        await directory.ReserveAsync(records.Sum(record => record.Authors.Count * 2 + record.Main.Donors.Count + 2) + 8, cancellationToken);
        var ids = await Statements.NewIdsAsync(connection, records.Count * 2, cancellationToken);
        var drafts = new RecordDrafts(
            reference with
            {
                Titles = reference.Titles.Learning(fresh.Select(line => line.Title)),
            },
            directory,
            ids
        );

        var keys = new Dictionary<MergedRecord, long>();
        var outputs = new List<OutputDraft>();
        var relations = new List<RelationDraft>();
        foreach (var record in records)
        {
            if (existing.TryGetValue(record, out var known))
            {
                keys[record] = known;
                continue;
            }
            var draft = drafts.Output(record);
            keys[record] = draft.Id;
            outputs.Add(draft);
            foreach (var (type, value) in draft.Identifiers)
            {
                if (type == IdentifierType.Doi)
                {
                    existing.ByDoi[value] = draft.Id;
                }
            }
        }
        foreach (var record in records)
        {
            foreach (var data in drafts.DataOf(record, existing.ByDoi))
            {
                outputs.Add(data);
                existing.ByDoi[data.Doi!] = data.Id;
            }
            relations.AddRange(Relations(record, keys[record], existing.ByDoi));
        }
        relations.AddRange(related.Select(pair => new RelationDraft(keys[pair.Later], pair.Type, keys[pair.Earlier])));

        await directory.WriteAsync(now, cancellationToken);
        await OutputWriter.WriteAsync(connection, await FreeSlugsAsync(outputs, cancellationToken), now, cancellationToken);
        await ExistingRecords.AddAsync(
            connection,
            [.. records.Where(keys.ContainsKey).Where(existing.ContainsKey).Select(record => (record, keys[record]))],
            now,
            cancellationToken
        );
        await RelateAsync(relations, cancellationToken);
        await RelationTargets.FindAsync(connection, [.. relations.Select(relation => relation.SourceId).Distinct()], cancellationToken);
        await transaction.CommitAsync(cancellationToken);

        var added = records.Count(record => !existing.ContainsKey(record));
        return new LoadCounts(
            lines.Count,
            outputs.Count,
            fresh.Count - added,
            lines.Count - fresh.Count,
            0,
            directory.NewResearchers,
            directory.NewOrganizations
        );
    }

    /// <summary>Lines whose local identifier no record holds yet, each once.</summary>
    private async Task<List<RecordLine>> WithoutLoadedAsync(IReadOnlyList<RecordLine> lines, CancellationToken cancellationToken)
    {
        var loaded = await Statements.ListAsync(
            connection,
            "select value from output_identifiers where type = 'LOCAL' and value = any($1)",
            [lines.Select(line => line.LocalIdentifier).ToArray()],
            reader => reader.GetString(0),
            cancellationToken
        );
        var seen = loaded.ToHashSet(StringComparer.Ordinal);
        return [.. lines.Where(line => seen.Add(line.LocalIdentifier))];
    }

    private async Task<List<OutputDraft>> FreeSlugsAsync(List<OutputDraft> outputs, CancellationToken cancellationToken)
    {
        var taken = await Statements.ListAsync(
            connection,
            "select slug from research_outputs where slug = any($1)",
            [outputs.Select(output => output.Slug).ToArray()],
            reader => reader.GetString(0),
            cancellationToken
        );
        var seen = taken.ToHashSet(StringComparer.Ordinal);
        return
        [
            .. outputs.Select(output =>
                seen.Add(output.Slug)
                    ? output
                    : output with
                    {
                        Slug = SlugText.Marked(output.Slug, $"{output.Source}:{output.SourceId}", 16),
                    }
            ),
        ];
    }

    private static IEnumerable<RelationDraft> Relations(MergedRecord record, long id, Dictionary<string, long> byDoi)
    {
        foreach (var line in record.Lines)
        {
            if (line.DatasetDoi is { } data)
            {
                yield return new RelationDraft(byDoi[data], RelationType.IsSupplementTo, id);
            }
            foreach (var (type, doi, title) in line.Related)
            {
                yield return byDoi.TryGetValue(doi, out var target)
                    ? new RelationDraft(id, type, target)
                    : new RelationDraft(id, type, null, doi, title);
            }
        }
    }

    private Task<int> RelateAsync(List<RelationDraft> relations, CancellationToken cancellationToken)
    {
        var real = relations.Where(relation => relation.SourceId != relation.TargetId).Distinct().ToList();
        return Statements.ExecuteAsync(
            connection,
            """
            insert into output_relations (source_id, type, target_id, target_identifier_type, target_identifier, target_title)
            select source, type, target, case when target is null then 'DOI' end, doi, title
            from unnest($1, $2, $3, $4, $5) u(source, type, target, doi, title) on conflict do nothing
            """,
            [
                real.Select(relation => relation.SourceId).ToArray(),
                real.Select(relation => ConstantCase.Of(relation.Type)).ToArray(),
                real.Select(relation => relation.TargetId).ToArray(),
                real.Select(relation => relation.TargetDoi).ToArray(),
                real.Select(relation => relation.TargetTitle).ToArray(),
            ],
            cancellationToken
        );
    }
}
