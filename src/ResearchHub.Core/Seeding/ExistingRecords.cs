using System.Diagnostics.CodeAnalysis;
using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Seeding;

/// <summary>Works of a batch that the catalogue has already, by the rule of <see cref="RecordMerger"/>.</summary>
internal sealed class ExistingRecords
{
    private readonly Dictionary<MergedRecord, long> _ids = [];

    /// <summary>Records by the DOIs that the batch speaks of.</summary>
    public required Dictionary<string, long> ByDoi { get; init; }

    public bool ContainsKey(MergedRecord record) => _ids.ContainsKey(record);

    public bool TryGetValue(MergedRecord record, [MaybeNullWhen(false)] out long id) => _ids.TryGetValue(record, out id);

    public static async Task<ExistingRecords> FindAsync(
        NpgsqlConnection connection,
        IReadOnlyList<MergedRecord> records,
        CancellationToken cancellationToken
    )
    {
        var byDoi = await DoisAsync(connection, records, cancellationToken);
        var existing = new ExistingRecords { ByDoi = byDoi };
        var byTitle = await TitlesAsync(connection, records, cancellationToken);
        var candidates = byTitle.Values.SelectMany(ids => ids).Distinct().ToArray();
        var rows = await CandidatesAsync(connection, candidates, cancellationToken);
        foreach (var record in records)
        {
            var doi = record.Lines.Select(line => line.Doi).OfType<string>().FirstOrDefault(byDoi.ContainsKey);
            var id = doi is not null
                ? byDoi[doi]
                : byTitle
                    .GetValueOrDefault(RecordMerger.TitleKey(record.Main) ?? "", [])
                    .FirstOrDefault(candidate => rows[candidate].Exists(row => IsOneWork(record, row)));
            if (id != 0)
            {
                existing._ids[record] = id;
            }
        }
        return existing;
    }

    /// <summary>Gives works that were there the identifiers and addresses of the lines that tell of them too: a new version of each.</summary>
    public static async Task AddAsync(
        NpgsqlConnection connection,
        IReadOnlyList<(MergedRecord Record, long Id)> works,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (works.Count == 0)
        {
            return;
        }
        var ids = works.Select(work => work.Id).Distinct().ToArray();
        await Statements.ExecuteAsync(
            connection,
            "update research_outputs set state = 'DRAFT', version = version + 1 where id = any($1)",
            [ids],
            cancellationToken
        );
        var identifiers = works.SelectMany(work => work.Record.Identifiers.Select(one => (work.Id, one.Type, one.Value))).ToList();
        await Statements.ExecuteAsync(
            connection,
            "insert into output_identifiers (output_id, type, value) select * from unnest($1, $2, $3) on conflict do nothing",
            [
                identifiers.Select(one => one.Id).ToArray(),
                identifiers.Select(one => ConstantCase.Of(one.Type)).ToArray(),
                identifiers.Select(one => one.Value).ToArray(),
            ],
            cancellationToken
        );
        var links = works
            .SelectMany(work => work.Record.Lines.Where(line => line.Url is not null).Select(line => (work.Id, Url: line.Url!)))
            .ToList();
        await Statements.ExecuteAsync(
            connection,
            """
            insert into output_links (output_id, position, url, kind)
            select n.id, (select coalesce(max(position), -1) from output_links l where l.output_id = n.id) + row_number() over (partition by n.id),
              n.url, 'LANDING_PAGE'
            from (select distinct id, url from unnest($1, $2) u(id, url)) n
            where not exists (select from output_links l where l.output_id = n.id and l.url = n.url)
            """,
            [links.Select(link => link.Id).ToArray(), links.Select(link => link.Url).ToArray()],
            cancellationToken
        );
        await OutputPublisher.PublishAsync(connection, ids, now, cancellationToken);
    }

    private sealed record Candidate(int? Year, string? Doi, NameKey? Author, string? Organization);

    private static bool IsOneWork(MergedRecord record, Candidate row) =>
        (record.Doi is null || row.Doi is null || string.Equals(record.Doi, row.Doi, StringComparison.Ordinal))
        && record.Year is { } year
        && row.Year is { } rowYear
        && Math.Abs(year - rowYear) <= 1
        && record.Authors.Any(author =>
            author.Key is { } key
                ? row.Author is not null && key.Matches(row.Author)
                : string.Equals(author.OrganizationKey, row.Organization, StringComparison.Ordinal)
        );

    private static async Task<Dictionary<string, long>> DoisAsync(
        NpgsqlConnection connection,
        IReadOnlyList<MergedRecord> records,
        CancellationToken cancellationToken
    )
    {
        var dois = records
            .SelectMany(record => record.Lines)
            .SelectMany(line => line.Related.Select(relation => relation.Doi).Append(line.Doi).Append(line.DatasetDoi))
            .OfType<string>()
            .Distinct(StringComparer.Ordinal);
        var rows = await Statements.ListAsync(
            connection,
            "select value, output_id from output_identifiers where type = 'DOI' and value = any($1) union select doi, id from research_outputs where doi = any($1)",
            [dois.ToArray()],
            reader => (Doi: reader.GetString(0), Id: reader.GetInt64(1)),
            cancellationToken
        );
        return rows.GroupBy(row => row.Doi, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.First().Id, StringComparer.Ordinal);
    }

    /// <summary>Records by the letters of their title. The keys are made here, of every title, since the database knows no such key.</summary>
    private static async Task<Dictionary<string, List<long>>> TitlesAsync(
        NpgsqlConnection connection,
        IReadOnlyList<MergedRecord> records,
        CancellationToken cancellationToken
    )
    {
        var wanted = records.Select(record => RecordMerger.TitleKey(record.Main)).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var found = new Dictionary<string, List<long>>(StringComparer.Ordinal);
        await Statements.ListAsync(
            connection,
            "select title, id, kind from research_outputs order by id",
            [],
            reader =>
            {
                var key = RecordMerger.TitleKey(reader.GetEnum<RecordKind>(2), reader.GetString(0));
                if (key is not null && wanted.Contains(key))
                {
                    if (!found.TryGetValue(key, out var ids))
                    {
                        found[key] = ids = [];
                    }
                    ids.Add(reader.GetInt64(1));
                }
                return 0;
            },
            cancellationToken
        );
        return found;
    }

    private static async Task<Dictionary<long, List<Candidate>>> CandidatesAsync(
        NpgsqlConnection connection,
        long[] ids,
        CancellationToken cancellationToken
    )
    {
        var rows = await Statements.ListAsync(
            connection,
            """
            select o.id, o.published_year, o.doi, r.family_name, r.given_name, g.name_key
            from research_outputs o left join contributions c on c.output_id = o.id
              left join researchers r on r.id = c.researcher_id left join organizations g on g.id = c.organization_id
            where o.id = any($1)
            """,
            [ids],
            reader =>
                (
                    Id: reader.GetInt64(0),
                    Row: new Candidate(
                        reader.IsDBNull(1) ? null : reader.GetInt32(1),
                        reader.IsDBNull(2) ? null : reader.GetString(2),
                        reader.IsDBNull(3)
                            ? null
                            : NameKey.Of(
                                new PersonName(NameKind.Person, reader.GetString(3), reader.IsDBNull(4) ? "" : reader.GetString(4))
                            ),
                        reader.IsDBNull(5) ? null : reader.GetString(5)
                    )
                ),
            cancellationToken
        );
        return rows.GroupBy(row => row.Id).ToDictionary(group => group.Key, group => group.Select(row => row.Row).ToList());
    }
}
