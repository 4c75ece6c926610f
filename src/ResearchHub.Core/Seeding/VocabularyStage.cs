using Npgsql;
using NpgsqlTypes;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>
/// Loads concept schemes, mappings, places and licences: what is not there yet goes in, what the files say otherwise is changed, what they do not name stays.
/// Records described by what was changed are announced, so that the text index follows.
/// </summary>
internal static class VocabularyStage
{
    private sealed record ConceptRow(
        long Id,
        ConceptScheme Scheme,
        SeedConcept Concept,
        int Position,
        long? BroaderId,
        string[] Path,
        long[] RelatedIds
    );

    private sealed record PlaceRow(long Id, SeedPlace Place, long? ParentId, string[] Path);

    private static readonly CopyTable<ConceptRow> Concepts = new(
        "concepts",
        ("id", NpgsqlDbType.Bigint, row => row.Id),
        ("scheme", NpgsqlDbType.Text, row => ConstantCase.Of(row.Scheme)),
        ("notation", NpgsqlDbType.Text, row => row.Concept.Notation),
        ("labels", NpgsqlDbType.Jsonb, row => SeedDatabase.Texts(row.Concept.Labels)),
        ("alt_labels", NpgsqlDbType.Jsonb, row => SeedDatabase.Texts(Flat(row.Concept.AltLabels))),
        ("definitions", NpgsqlDbType.Jsonb, row => SeedDatabase.Texts(row.Concept.Definition ?? [])),
        ("broader_id", NpgsqlDbType.Bigint, row => row.BroaderId),
        ("path", NpgsqlDbType.Array | NpgsqlDbType.Text, row => row.Path),
        ("related_ids", NpgsqlDbType.Array | NpgsqlDbType.Bigint, row => row.RelatedIds),
        ("exact_matches", NpgsqlDbType.Array | NpgsqlDbType.Text, row => row.Concept.ExactMatch.ToArray()),
        ("position", NpgsqlDbType.Integer, row => row.Position)
    );

    private static readonly CopyTable<PlaceRow> Places = new(
        "places",
        ("id", NpgsqlDbType.Bigint, row => row.Id),
        ("code", NpgsqlDbType.Text, row => row.Place.Code),
        ("kind", NpgsqlDbType.Text, row => ConstantCase.Of(row.Place.Kind)),
        ("labels", NpgsqlDbType.Jsonb, row => SeedDatabase.Texts(row.Place.Labels)),
        ("parent_id", NpgsqlDbType.Bigint, row => row.ParentId),
        ("path", NpgsqlDbType.Array | NpgsqlDbType.Text, row => row.Path),
        ("alpha3", NpgsqlDbType.Text, row => row.Place.Iso3),
        ("m49", NpgsqlDbType.Text, row => row.Place.M49)
    );

    public static async Task LoadConceptsAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SeedScheme> schemes,
        CancellationToken cancellationToken
    )
    {
        var ids = await ConceptIdsAsync(connection, cancellationToken);
        var all = schemes
            .GroupBy(file => file.Scheme, file => file.Concepts)
            .SelectMany(scheme =>
                scheme.SelectMany(file => file).Select((concept, at) => (Scheme: scheme.Key, Concept: concept, Position: at))
            )
            .ToList();
        var missing = all.Where(one => !ids.ContainsKey(new ConceptKey(one.Scheme, one.Concept.Notation))).ToList();
        var newIds = await Statements.NewIdsAsync(connection, missing.Count, cancellationToken);
        foreach (var (scheme, concept, _) in missing)
        {
            ids[new ConceptKey(scheme, concept.Notation)] = newIds.Dequeue();
        }
        var byKey = all.ToDictionary(one => new ConceptKey(one.Scheme, one.Concept.Notation), one => one.Concept);
        var rows = all.Select(one => new ConceptRow(
            ids[new ConceptKey(one.Scheme, one.Concept.Notation)],
            one.Scheme,
            one.Concept,
            one.Position,
            one.Concept.Broader.Count > 0 ? ids[new ConceptKey(one.Scheme, one.Concept.Broader[0])] : null,
            PathOf(one.Concept.Notation, notation => byKey[new ConceptKey(one.Scheme, notation)].Broader.FirstOrDefault()),
            [.. one.Concept.Related.Select(notation => ids[new ConceptKey(one.Scheme, notation)])]
        ));
        var changed = await Concepts.MergeAsync(connection, rows, ["scheme", "notation"], cancellationToken);
        await AnnounceAsync(
            connection,
            """
            select o.kind, o.id from research_outputs o
              where is_public_state(o.state) and exists (select from output_concepts c where c.output_id = o.id and c.concept_id = any($1))
            union all select distinct 'RESEARCHER', e.researcher_id from researcher_expertise e where e.concept_id = any($1)
            """,
            changed,
            cancellationToken
        );
    }

    public static async Task LoadMappingsAsync(
        NpgsqlConnection connection,
        SeedThemeMappings themes,
        SeedTopicMappings topics,
        CancellationToken cancellationToken
    )
    {
        var ids = await ConceptIdsAsync(connection, cancellationToken);
        var pairs = themes
            .Mappings.Select(one =>
                (
                    From: new ConceptKey(ConceptScheme.IomTheme, one.Theme),
                    To: new ConceptKey(ConceptScheme.GcmObjective, one.GcmObjective),
                    Source: one.Basis
                )
            )
            .Concat(
                topics.Mappings.Select(one =>
                    (From: new ConceptKey(ConceptScheme.Topic, one.Topic), To: new ConceptKey(one.Scheme, one.Notation), topics.Source)
                )
            )
            .ToList();
        await Statements.ExecuteAsync(
            connection,
            """
            insert into concept_mappings as m (from_id, to_id, source) select * from unnest($1, $2, $3)
            on conflict (from_id, to_id) do update set source = excluded.source where m.source <> excluded.source
            """,
            [
                pairs.Select(pair => ids[pair.From]).ToArray(),
                pairs.Select(pair => ids[pair.To]).ToArray(),
                pairs.Select(pair => pair.Source).ToArray(),
            ],
            cancellationToken
        );
    }

    public static async Task LoadPlacesAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SeedPlace> places,
        CancellationToken cancellationToken
    )
    {
        var ids = await PlaceIdsAsync(connection, cancellationToken);
        var missing = places.Where(place => !ids.ContainsKey(place.Code)).ToList();
        var newIds = await Statements.NewIdsAsync(connection, missing.Count, cancellationToken);
        foreach (var place in missing)
        {
            ids[place.Code] = newIds.Dequeue();
        }
        var parents = places.ToDictionary(place => place.Code, place => place.Parent, StringComparer.Ordinal);
        var rows = places.Select(place => new PlaceRow(
            ids[place.Code],
            place,
            place.Parent is { } parent ? ids[parent] : null,
            PathOf(place.Code, code => parents[code])
        ));
        var changed = await Places.MergeAsync(connection, rows, ["code"], cancellationToken);
        await AnnounceAsync(
            connection,
            """
            select o.kind, o.id from research_outputs o
              where is_public_state(o.state) and exists (select from output_places p where p.output_id = o.id and p.place_id = any($1))
            union all select 'ORGANIZATION', g.id from organizations g where g.place_id = any($1)
            """,
            changed,
            cancellationToken
        );
    }

    private static async Task AnnounceAsync(
        NpgsqlConnection connection,
        string described,
        List<long> changed,
        CancellationToken cancellationToken
    )
    {
        if (changed.Count > 0)
        {
            await Statements.ExecuteAsync(
                connection,
                $"insert into change_events (kind, subject_kind, subject_id) select 'UPDATED', d.* from ({described}) d",
                [changed.ToArray()],
                cancellationToken
            );
        }
    }

    public static Task<int> LoadLicensesAsync(
        NpgsqlConnection connection,
        IReadOnlyList<SeedLicense> licenses,
        CancellationToken cancellationToken
    ) =>
        Statements.ExecuteAsync(
            connection,
            """
            insert into licenses as l (id, name, url) select * from unnest($1, $2, $3)
            on conflict (id) do update set name = excluded.name, url = excluded.url where (l.name, l.url) is distinct from (excluded.name, excluded.url)
            """,
            [
                licenses.Select(license => license.Id).ToArray(),
                licenses.Select(license => license.Name).ToArray(),
                licenses.Select(license => license.Url).ToArray(),
            ],
            cancellationToken
        );

    public static async Task<Dictionary<ConceptKey, long>> ConceptIdsAsync(
        NpgsqlConnection connection,
        CancellationToken cancellationToken
    ) =>
        (
            await Statements.ListAsync(
                connection,
                "select scheme, notation, id from concepts",
                [],
                reader =>
                    (
                        Key: new ConceptKey(ConstantCase.Parse<ConceptScheme>(reader.GetString(0)), reader.GetString(1)),
                        Id: reader.GetInt64(2)
                    ),
                cancellationToken
            )
        ).ToDictionary(row => row.Key, row => row.Id);

    public static async Task<Dictionary<string, long>> PlaceIdsAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        (
            await Statements.ListAsync(
                connection,
                "select code, id from places",
                [],
                reader => (Code: reader.GetString(0), Id: reader.GetInt64(1)),
                cancellationToken
            )
        ).ToDictionary(row => row.Code, row => row.Id, StringComparer.Ordinal);

    private static string[] PathOf(string code, Func<string, string?> parent)
    {
        var path = new List<string>();
        for (var at = code; at is not null; at = parent(at))
        {
            path.Insert(0, at);
        }
        return [.. path];
    }

    private static IEnumerable<KeyValuePair<string, string>> Flat(Dictionary<string, List<string>> labels) =>
        labels.SelectMany(pair => pair.Value.Select(label => KeyValuePair.Create(pair.Key, label)));
}
