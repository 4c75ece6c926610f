using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Whoever only read a draft when publishing began to name collaborators is not named for it.</summary>
public sealed class NamesWithoutProfilesTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_only_read_or_commented_is_not_to_be_named_unless_a_contributor_or_of_a_published_work()
    {
        await hub.MigrateAsync("20261129071000_LanguageTags", Cancel);
        await hub.Database.ExecuteAsync(
            """
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at)
            values (1, 'r', 'R', 'R', 'R', 'r', 'UNKNOWN', now(), now());
            insert into users (id, email, name, role, created_at, researcher_id)
            select n, n || '@example.org', 'U', 'READER', now(), case n when 14 then 1 end from generate_series(11, 15) n;
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, learning_format)
            select n, 'LEARNING_RESOURCE', 'l' || n, 'DRAFT', 1, 'Course', '[{"language":"en","text":"Course"}]', '[]', '{en}', 'OPEN', 'names', n, now(), now(), 'GUIDE'
            from generate_series(5, 6) n;
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values (5, 0, 1, 'R', '{}'), (6, 0, 1, 'R', '{}');
            update research_outputs set state = 'PUBLISHED' where id = 6;
            insert into output_collaborators (id, work_id, user_id, role, is_bibliographic, invited_at, expires_at, accepted_at) values
              (1, 5, 11, 'READ', true, now(), now(), now()), (2, 5, 12, 'COMMENT', true, now(), now(), now()), (3, 5, 13, 'EDIT', true, now(), now(), now()),
              (4, 5, 14, 'READ', true, now(), now(), now()), (5, 6, 15, 'READ', true, now(), now(), now());
            insert into output_collaborators (id, work_id, email, role, is_bibliographic, invited_at, expires_at)
            values (6, 5, 'invited@example.org', 'READ', true, now(), now());
            """,
            Cancel
        );

        await hub.MigrateAsync(null, Cancel);

        Assert.Equal(
            "1 false, 2 false, 3 true, 4 true, 5 true, 6 false",
            await hub.Database.ScalarAsync<string>(
                "select string_agg(id || ' ' || is_bibliographic, ', ' order by id) from output_collaborators",
                Cancel
            )
        );
    }
}
