using ResearchHub.Core.Seeding;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

public sealed class LoadFileTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database => seeded.Database;

    [Fact]
    public async Task Bad_lines_are_listed_and_the_rest_goes_in_once()
    {
        using var folder = new TestFolder();
        var path = folder.File("more.jsonl");
        await File.WriteAllTextAsync(
            path,
            """
            {"source":"test","source_id":"1","title":"Дознаке и развој општина у Србији","authors":["Петровић, Јелена"],"year":2023,"languages":["Serbian (Cyrillic)"]}
            {"source":"test","source_id":"2","title":"Broken
            {"source":"test","source_id":"3","title":"Return to Serbia","authors":["Bea Nobodyelse"],"year":99999}
            {"source":"test","source_id":"4","title":"Return migration to Serbia","authors":["Bea Nobodyelse","Migration Lab Ltd."],"year":2024,"licence":"CC BY 4.0"}
            """,
            Cancel
        );

        var first = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);
        var second = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);

        Assert.Equal(
            new LoadCounts(Read: 2, Added: 2, Merged: 0, Unchanged: 0, Refused: 2, Researchers: 2, Organizations: 1),
            first.Counts
        );
        Assert.Equal([2L, 3L], first.Errors.Select(error => error.Line));
        Assert.Equal(LoadCounts.None with { Read = 2, Unchanged = 2, Refused = 2 }, second.Counts);
        Assert.Equal(
            "RS CC-BY-4.0 return-migration",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' ', (select string_agg(p.code, ',') from output_places x join places p on p.id = x.place_id where x.output_id = o.id), o.license_id,
                  (select string_agg(c.notation, ',') from output_concepts x join concepts c on c.id = x.concept_id where x.output_id = o.id and scheme = 'TOPIC'))
                from research_outputs o where source = 'test' and source_id = '4'
                """,
                Cancel
            )
        );
        Assert.Equal(
            "remittances",
            await Database.ScalarAsync<string>(
                """
                select c.notation from output_concepts x join concepts c on c.id = x.concept_id join research_outputs o on o.id = x.output_id
                where o.source = 'test' and o.source_id = '1' and scheme = 'TOPIC'
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task One_name_is_one_person_however_its_parts_are_told_apart()
    {
        using var folder = new TestFolder();
        var path = folder.File("names.jsonl");
        await File.WriteAllTextAsync(
            path,
            """
            {"source":"names","source_id":"1","title":"First","authors":["Zorrilla Quintero, Xavi"]}
            {"source":"names","source_id":"2","title":"Second","authors":["Xavi Zorrilla Quintero"]}
            {"source":"names","source_id":"3","title":"Third","authors":["Xenia R Eng"]}
            {"source":"names","source_id":"4","title":"Fourth","authors":["X. Zorrilla Quintero"]}
            """,
            Cancel
        );

        var result = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);

        Assert.Equal(3, result.Counts.Researchers);
        Assert.Equal(
            "X. Zorrilla Quintero; Xavi Zorrilla Quintero; Xenia R. Eng",
            await Database.ScalarAsync<string>(
                "select string_agg(name, '; ' order by name) from researchers where name ~ '(Zorrilla|Xenia)'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task A_line_about_a_work_that_is_there_gives_it_a_new_version_with_one_more_identifier()
    {
        using var folder = new TestFolder();
        var path = folder.File("again.jsonl");
        await File.WriteAllTextAsync(
            path,
            """{"source":"other","source_id":"77","title":"THE WAGE EFFECTS OF IMMIGRATION AND EMIGRATION","authors":["Docquier, F.","Peri, G."],"year":2010}""",
            Cancel
        );

        var first = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);
        var second = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);

        Assert.Equal(LoadCounts.None with { Read = 1, Merged = 1 }, first.Counts);
        Assert.Equal(LoadCounts.None with { Read = 1, Unchanged = 1 }, second.Counts);
        Assert.Equal(
            "PUBLISHED 2 1,2 PUBLISHED,UPDATED",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' ', o.state, o.version, (select string_agg(v.version::text, ',' order by v.version) from output_versions v where v.output_id = o.id),
                  (select string_agg(e.kind, ',' order by e.sequence) from change_events e where e.subject_id = o.id))
                from research_outputs o join output_identifiers i on i.output_id = o.id where i.value = 'other:77'
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task A_relation_to_a_work_that_is_not_here_leads_to_its_record_once_there_is_one()
    {
        const string relations = """
            select string_agg(concat_ws(' ', r.type, r.target_identifier_type, r.target_identifier, r.target_title, t.title), '; ' order by r.id)
            from output_relations r join research_outputs d on d.id = r.source_id left join research_outputs t on t.id = r.target_id where d.doi = '10.5555/data'
            """;
        using var folder = new TestFolder();
        var data = folder.File("data.jsonl");
        var article = folder.File("article.jsonl");
        await File.WriteAllTextAsync(
            data,
            """
            {"source":"deposits","kind":"dataset","doi":"10.5555/data","title":"Homes and work","publisher":"An archive","related":[{"type":"IsSupplementTo","doi":"https://doi.org/10.5555/ARTICLE","title":"Homes and work"},{"type":"HAS_TRANSLATION","doi":"10.5555/other"}]}
            """,
            Cancel
        );
        await File.WriteAllTextAsync(
            article,
            """{"source":"journals","doi":"10.5555/article","title":"Homes and work","year":2024,"dataset_doi":"10.5555/data"}""",
            Cancel
        );

        await seeded.Seeder.LoadFileAsync(data, NoProgress.Instance, Cancel);
        var before = await Database.ScalarAsync<string>(relations, Cancel);
        var counts = (await seeded.Seeder.LoadFileAsync(article, NoProgress.Instance, Cancel)).Counts;
        var after = await Database.ScalarAsync<string>(relations, Cancel);

        Assert.Equal("IS_SUPPLEMENT_TO DOI 10.5555/article Homes and work; HAS_TRANSLATION DOI 10.5555/other", before);
        Assert.Equal(LoadCounts.None with { Read = 1, Added = 1 }, counts);
        Assert.Equal("IS_SUPPLEMENT_TO Homes and work; HAS_TRANSLATION DOI 10.5555/other", after);
    }

    [Fact]
    public async Task A_file_brings_datasets_and_learning_resources_too()
    {
        using var folder = new TestFolder();
        var path = folder.File("kinds.jsonl");
        await File.WriteAllTextAsync(
            path,
            """
            {"source":"kinds","source_id":"1","kind":"learning resource","title":"One title","authors":["Ann Other"],"year":2024,"type":"toolkit","audience":["local","moon"],"languages":["sr-Latn"]}
            {"source":"kinds","source_id":"2","kind":"DATASET","title":"One title","authors":["Ann Other"],"year":2024}
            {"source":"kinds","source_id":"3","title":"One title","authors":["Ann Other"],"year":2024}
            """,
            Cancel
        );

        var result = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);

        Assert.Equal(3, result.Counts.Added);
        Assert.Equal(
            "LEARNING_RESOURCE TOOLKIT LOCAL sr-Latn; DATASET REMOTE; STUDY OTHER",
            await Database.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', kind, learning_format, array_to_string(audience, ','), access_mode, study_type, array_to_string(nullif(languages, '{}'), ',')), '; ' order by source_id)
                from research_outputs where source = 'kinds'
                """,
                Cancel
            )
        );
    }

    [Fact]
    public async Task A_load_that_was_cut_off_is_finished_by_the_next()
    {
        using var stop = new CancellationTokenSource();
        using var folder = new TestFolder();
        var path = folder.File("long.jsonl");
        await File.WriteAllLinesAsync(
            path,
            Enumerable
                .Range(0, Seeder.BatchSize * 2)
                .Select(at => $$"""{"source":"long","source_id":"{{at}}","title":"Title number {{at}}","year":2020}"""),
            Cancel
        );

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            seeded.Seeder.LoadFileAsync(path, new StopAfterOneBatch(stop), stop.Token)
        );
        var half = await Database.ScalarAsync<long>("select count(*) from research_outputs where source = 'long'", Cancel);
        var rest = await seeded.Seeder.LoadFileAsync(path, NoProgress.Instance, Cancel);

        Assert.Equal(Seeder.BatchSize, half);
        Assert.Equal(
            LoadCounts.None with
            {
                Read = Seeder.BatchSize * 2,
                Added = Seeder.BatchSize,
                Unchanged = Seeder.BatchSize,
            },
            rest.Counts
        );
    }

    private sealed class StopAfterOneBatch(CancellationTokenSource stop) : IProgress<SeedProgress>
    {
        public void Report(SeedProgress value)
        {
            if (string.Equals(value.Stage, "records", StringComparison.Ordinal))
            {
                stop.Cancel();
            }
        }
    }
}
