using ResearchHub.Core.Data;
using ResearchHub.Core.Seeding;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

public sealed class SeederTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    private const string Fingerprint = """
        select md5(string_agg(t, '|' order by t)) from (
          select o::text || o.xmin::text as t from research_outputs o union all select c::text from contributions c
          union all select i::text from output_identifiers i union all select r::text from researchers r union all select g::text from organizations g
          union all select e::text from change_events e union all select c::text from concepts c union all select p::text from places p
          union all select x::text from researcher_expertise x union all select v::text from variables v) all_rows
        """;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database => seeded.Database;

    [Fact]
    public async Task Every_line_is_a_record_or_part_of_one()
    {
        Assert.Equal(
            5151L,
            await Database.ScalarAsync<long>(
                "select count(*) from output_identifiers where type = 'LOCAL' and value not like '%dataset%:%'",
                Cancel
            )
        );
        Assert.Equal(13L, await Database.ScalarAsync<long>("select count(*) from research_outputs where source = 'seed-dataset'", Cancel));
        Assert.Equal(
            0L,
            await Database.ScalarAsync<long>("select count(*) from research_outputs where state <> 'PUBLISHED' or version <> 1", Cancel)
        );
    }

    [Fact]
    public async Task Every_pair_of_article_and_deposit_is_a_relation_to_the_record_or_to_the_doi_with_its_title()
    {
        Assert.Equal(
            "2551 133 2418",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' ', count(*), count(*) filter (where t.kind = 'STUDY' and t.source = 'aea-replication'),
                  count(*) filter (where r.target_identifier_type = 'DOI' and r.target_identifier like '10.1257/%' and r.target_title <> ''))
                from output_relations r join research_outputs d on d.id = r.source_id left join research_outputs t on t.id = r.target_id
                where r.type = 'IS_SUPPLEMENT_TO' and d.kind = 'DATASET' and d.doi like '10.3886/%' and d.publisher like 'Inter-university Consortium%'
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task A_chapter_of_the_handbook_is_one_learning_resource_in_two_languages()
    {
        Assert.Equal(
            "LEARNING_RESOURCE | GUIDE | OPEN | en,sr-Latn | Open Knowledge Foundation | en The Open Data Handbook: Why Open Data?, sr-Latn Priručnik za otvorene podatke: Zašto otvoreni podaci? | FULL_TEXT en http://opendatahandbook.org/guide/en/why-open-data/, FULL_TEXT sr-Latn http://opendatahandbook.org/guide/sr/why-open-data/",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' | ', o.kind, o.learning_format, o.access, array_to_string(o.languages, ','),
                  (select string_agg(g.name, ', ') from contributions c join organizations g on g.id = c.organization_id where c.output_id = o.id),
                  (select string_agg((t->>'language') || ' ' || (t->>'text'), ', ') from jsonb_array_elements(o.titles) t),
                  (select string_agg(concat_ws(' ', l.kind, l.language, l.url), ', ' order by l.position) from output_links l where l.output_id = o.id))
                from research_outputs o where o.source = 'open-data-handbook' and o.source_id = 'why-open-data'
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task Every_record_has_its_version_and_its_event()
    {
        var records = await Database.ScalarAsync<long>(
            "select (select count(*) from research_outputs) + (select count(*) from researchers) + (select count(*) from organizations)",
            Cancel
        );

        Assert.Equal(
            records,
            await Database.ScalarAsync<long>("select count(distinct subject_id) from change_events where kind = 'PUBLISHED'", Cancel)
        );
        Assert.Equal(
            0L,
            await Database.ScalarAsync<long>(
                "select count(*) from research_outputs o where not exists (select from output_versions v where v.output_id = o.id and v.version = 1)",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Seeding_again_changes_nothing()
    {
        var before = await Database.ScalarAsync<string>(Fingerprint, Cancel);

        var counts = await seeded.Seeder.SeedAsync(NoProgress.Instance, Cancel);

        Assert.Equal(LoadCounts.None with { Read = 5151, Unchanged = 5151 }, counts);
        Assert.Equal(before, await Database.ScalarAsync<string>(Fingerprint, Cancel));
    }

    [Fact]
    public async Task The_seed_is_known_as_loaded_until_a_file_changes()
    {
        using var folder = new TestFolder();
        SeedCopy.To(folder.Path);
        var copied = new Seeder(Database.DataSource, new SeedFiles(folder.Path), TimeProvider.System);

        Assert.True(await seeded.Seeder.IsLoadedAsync(Cancel));
        Assert.True(await copied.IsLoadedAsync(Cancel));
        await File.AppendAllTextAsync(folder.File("README.md"), "\n", Cancel);
        Assert.False(await copied.IsLoadedAsync(Cancel));
    }

    [Fact]
    public async Task A_statistical_file_is_described_from_its_rows()
    {
        Assert.Equal(138_893L, await Database.ScalarAsync<long>("select rows from data_files where name = 'population.csv'", Cancel));
        Assert.Equal(
            "YEAR 1951 2025 0 year",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' ', v.type, v.minimum, v.maximum, v.missing_count, v.unit)
                from variables v join data_files f on f.id = v.data_file_id where f.name = 'population.csv' and v.name = 'year'
                """,
                Cancel
            )
        );
        Assert.Equal(
            "1951-01-01 2025-12-31",
            await Database.ScalarAsync<string>(
                "select coverage_from || ' ' || coverage_to from research_outputs where slug = 'unhcr-population'",
                Cancel
            )
        );
    }

    [Theory]
    [InlineData("missing-migrants-global-2026", "2026-01-01 2026-05-03")]
    [InlineData("missing-migrants-europe", "2014-01-19 2026-05-03")]
    [InlineData("idmc-internal-displacement", "1990-01-01 2025-12-31")]
    public async Task The_time_covered_ends_where_the_data_end(string slug, string covered)
    {
        Assert.Equal(
            covered,
            await Database.ScalarAsync<string>(
                $"select coverage_from || ' ' || coverage_to from research_outputs where slug = '{slug}'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Three_sources_of_one_paper_are_one_record_with_all_its_identifiers()
    {
        Assert.Equal(
            "10.3386/w16646 10986/3326 nber:w16646 worldbank-okr:10986/3326 worldbank-prwp:WPS5556",
            await Database.ScalarAsync<string>(
                """
                select string_agg(i.value, ' ' order by i.value collate "C") from output_identifiers i
                where output_id = (select id from research_outputs where doi = '10.3386/w16646')
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task An_evaluation_keeps_its_donors_places_and_themes()
    {
        Assert.Equal(
            "EVALUATION | European Union, Government of the Czech Republic, IOM | RS | migration-policy,migration-law,return-avrr | 23,5,21",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' | ', o.study_type,
                  (select string_agg(f.funder_name, ', ' order by f.position) from funding_references f where f.output_id = o.id),
                  (select string_agg(p.code, ',' order by x.position) from output_places x join places p on p.id = x.place_id where x.output_id = o.id),
                  (select string_agg(c.notation, ',' order by x.position) from output_concepts x join concepts c on c.id = x.concept_id
                   where x.output_id = o.id and c.scheme = 'IOM_THEME'),
                  (select string_agg(c.notation, ',' order by x.position) from output_concepts x join concepts c on c.id = x.concept_id
                   where x.output_id = o.id and c.scheme = 'GCM_OBJECTIVE'))
                from research_outputs o where source_id = '56d0fa70c40dab9286bd099a6ca7386f'
                """,
                Cancel
            )
        );
        Assert.Equal(
            0L,
            await Database.ScalarAsync<long>(
                """
                select count(*) from output_concepts oc join concepts c on c.id = oc.concept_id
                where c.scheme = 'IOM_THEME' and c.notation = 'remittances' and not exists (
                  select from output_concepts o2 join concepts g on g.id = o2.concept_id
                  where o2.output_id = oc.output_id and g.scheme = 'GCM_OBJECTIVE' and g.notation = '20')
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task Nobody_is_called_unknown()
    {
        Assert.Equal(
            0L,
            await Database.ScalarAsync<long>("select count(*) from researchers where name ~* '^(unknown|n/?a|none)$' or name = ''", Cancel)
        );
    }
}
