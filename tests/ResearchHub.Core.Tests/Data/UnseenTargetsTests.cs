using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Data;

/// <summary>Titles of outputs that are not public are gone from histories that were written before; all else stays in them.</summary>
public sealed class UnseenTargetsTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private const string Before = "20261129123500_FeedEpochs";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Histories_lose_the_titles_of_drafts_and_keep_the_others()
    {
        await hub.MigrateAsync(Before, Cancel);
        await hub.Database.ExecuteAsync(
            """
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, learning_format)
            select n, 'LEARNING_RESOURCE', 'l-' || n, case n when 1 then 'PUBLISHED' else 'DRAFT' end, 1, 'Course', '[{"language":"en","text":"Course"}]', '[]', '{en}', 'OPEN', 'unseen', n::text, now(), now(), 'GUIDE'
            from generate_series(1, 3) n;
            insert into output_revisions (id, output_id, revision, kind, occurred_at) values (10, 3, 1, 'CREATED', now()), (11, 3, 2, 'REVISED', now());
            insert into output_changes (revision_id, field, before, after) values
              (10, 'relations', 'null', '[{"type": "CITES", "target_id": 1, "target_title": null, "shown": "CITES Open"}, {"type": "CITES", "target_id": 2, "target_title": null, "shown": "CITES Secret"}]'),
              (10, 'titles', 'null', '[{"text": "Secret", "language": "en"}]'),
              (11, 'relations', '[{"type": "CITES", "target_id": 99, "target_title": null, "shown": "CITES Deleted"}]',
                '[{"type": "CITES", "target_id": null, "target_title": "As printed", "target_identifier": "x", "shown": "CITES As printed"}]');
            """,
            Cancel
        );

        await hub.MigrateAsync(null, Cancel);

        Assert.Equal(
            """
            10 relations null ["CITES Open", "CITES an output that is not public"]
            10 titles null [null]
            11 relations ["CITES an output that is not public"] ["CITES As printed"]
            """,
            await hub.Database.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', c.revision_id, c.field, case when c.before = 'null' then 'null' else jsonb_path_query_array(c.before, '$[*].shown')::text end,
                  (select jsonb_agg(e.one->'shown' order by e.place)::text from jsonb_array_elements(c.after) with ordinality e(one, place))), E'\n' order by c.revision_id, c.field)
                from output_changes c
                """,
                Cancel
            )
        );
        Assert.Equal(
            "Secret",
            await hub.Database.ScalarAsync<string>("select after->0->>'text' from output_changes where field = 'titles'", Cancel)
        );
    }
}
