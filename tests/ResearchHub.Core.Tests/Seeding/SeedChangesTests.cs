using ResearchHub.Core.Seeding;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

/// <summary>What becomes of a loaded seed when its files have changed.</summary>
public sealed class SeedChangesTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>, IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database => seeded.Database;

    [Fact]
    public async Task Labels_of_concepts_places_and_licences_follow_their_files_and_records_stay()
    {
        const string size =
            "select concat_ws(' ', (select count(*) from concepts), (select count(*) from places), (select count(*) from licenses), (select count(*) from research_outputs))";
        const string edited =
            "select title || ' ' || version || ' ' || abstracts from research_outputs where source = 'nber' order by id limit 1";
        SeedCopy.To(_folder.Path);
        await ReplaceAsync(
            "vocabularies/gcm-objective.json",
            "\"labels\":{\"en\":\"Remittances\"",
            "\"labels\":{\"en\":\"Money sent home\""
        );
        await ReplaceAsync("places.json", "\"en\":\"Serbia\"", "\"en\":\"Republic of Serbia\"");
        await ReplaceAsync("licenses.json", "Creative Commons Attribution 4.0 International", "CC Attribution 4.0");
        await Database.ExecuteAsync(
            """
            update research_outputs set version = version + 1, title = 'Edited by a person'
            where id = (select id from research_outputs where source = 'nber' order by id limit 1)
            """,
            Cancel
        );
        var sizeBefore = await Database.ScalarAsync<string>(size, Cancel);
        var editedBefore = await Database.ScalarAsync<string>(edited, Cancel);
        var eventsBefore = await Database.ScalarAsync<long>("select count(*) from change_events", Cancel);

        await new Seeder(Database.DataSource, new SeedFiles(_folder.Path), TimeProvider.System).SeedAsync(NoProgress.Instance, Cancel);

        Assert.Equal(
            "Money sent home | Republic of Serbia | CC Attribution 4.0",
            await Database.ScalarAsync<string>(
                """
                select concat_ws(' | ',
                  (select labels->0->>'text' from concepts where scheme = 'GCM_OBJECTIVE' and notation = '20'),
                  (select t->>'text' from places, jsonb_array_elements(labels) t where code = 'RS' and t->>'language' = 'en'),
                  (select name from licenses where id = 'CC-BY-4.0'))
                """,
                Cancel
            )
        );
        Assert.Equal(sizeBefore, await Database.ScalarAsync<string>(size, Cancel));
        Assert.Equal(editedBefore, await Database.ScalarAsync<string>(edited, Cancel));
        Assert.Equal(
            await Database.ScalarAsync<long>(
                """
                select (select count(*) from output_concepts where concept_id = (select id from concepts where scheme = 'GCM_OBJECTIVE' and notation = '20'))
                  + (select count(*) from output_places where place_id = (select id from places where code = 'RS'))
                  + (select count(*) from organizations where place_id = (select id from places where code = 'RS'))
                """,
                Cancel
            ),
            await Database.ScalarAsync<long>("select count(*) from change_events where kind = 'UPDATED'", Cancel)
        );
        Assert.True(await Database.ScalarAsync<long>("select count(*) from change_events", Cancel) > eventsBefore);
    }

    public void Dispose() => _folder.Dispose();

    private async Task ReplaceAsync(string file, string text, string replacement)
    {
        var path = _folder.File(file);
        var content = await File.ReadAllTextAsync(path, Cancel);
        Assert.Contains(text, content, StringComparison.Ordinal);
        await File.WriteAllTextAsync(path, content.Replace(text, replacement, StringComparison.Ordinal), Cancel);
    }
}
