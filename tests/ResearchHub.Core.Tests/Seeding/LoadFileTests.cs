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
            {"source":"test","source_id":"3","title":"Return to Serbia","authors":["Ann Other"],"year":99999}
            {"source":"test","source_id":"4","title":"Return migration to Serbia","authors":["Ann Other","Migration Lab Ltd."],"year":2024,"licence":"CC BY 4.0"}
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
        Assert.Equal(LoadCounts.None with { Read = 10_000, Added = 5_000, Unchanged = 5_000 }, rest.Counts);
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
