using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Whoever had a part in a work before it was written down, and is known to have had it, does not decide on it.</summary>
public sealed class FormerAuthorsTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_handed_a_work_over_or_had_agreed_to_work_on_it_had_a_part_and_who_was_invited_had_none()
    {
        await hub.MigrateAsync("20261130023000_UnfinishedReviews", Cancel);
        await hub.Database.ExecuteAsync(
            """
            insert into users (id, email, name, role, created_at)
            select n, n || '@example.org', 'U', 'READER', now() from generate_series(11, 14) n;
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, learning_format)
            select n, 'LEARNING_RESOURCE', 'l' || n, 'DRAFT', 1, 'Course', '[{"language":"en","text":"Course"}]', '[]', '{en}', 'OPEN', 'names', n, now(), now(), 'GUIDE'
            from generate_series(5, 6) n;
            insert into former_collaborators (work_id, user_id) values (5, 11), (5, 12), (5, 13), (6, 12);
            insert into requests (id, kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, created_at, updated_at)
            values (21, 'OWNERSHIP_TRANSFER', 'ACCEPTED', 'LearningResource', 5, 11, 'USER', 14, '', 'Course', now(), now());
            insert into audit_events (occurred_at, actor_id, action, output_id)
            values (now(), 12, 'acceptCollaboration', 5), (now(), 13, 'declineCollaboration', 5), (now(), 13, 'acceptCollaboration', 6);
            """,
            Cancel
        );

        await hub.MigrateAsync(null, Cancel);

        Assert.Equal(
            "5 11 true, 5 12 true, 5 13 false, 6 12 false",
            await hub.Database.ScalarAsync<string>(
                "select string_agg(work_id || ' ' || user_id || ' ' || had_part, ', ' order by work_id, user_id) from former_collaborators",
                Cancel
            )
        );
    }
}
