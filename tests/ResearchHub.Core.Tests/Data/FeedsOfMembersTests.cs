using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Data;

/// <summary>Who was a member before members had feeds has one of their own, too.</summary>
public sealed class FeedsOfMembersTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private const string Before = "20261129211000_OpinionsTakenBack";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_member_of_before_gets_a_secret_of_their_own()
    {
        await hub.MigrateAsync(Before, Cancel);
        await hub.Database.ExecuteAsync(
            """
            insert into users (id, email, name, role, created_at) select n, n || '@example.org', 'U', 'READER', now() from generate_series(1, 300) n;
            insert into communities (id, slug, kind, name, all_names, names, descriptions, links, visibility, policy, created_at, updated_at)
            values (1, 'c', 'NETWORK', 'C', 'C', '[]', '[]', '[]', 'HIDDEN', 'CLOSED', now(), now());
            insert into community_members (community_id, user_id, role, joined_at) select 1, n, 'READER', now() from generate_series(1, 300) n;
            """,
            Cancel
        );

        await hub.MigrateAsync(null, Cancel);

        Assert.Equal(
            300L,
            await hub.Database.ScalarAsync<long>(
                "select count(distinct feed_secret) from community_members where feed_secret ~ '^[A-Za-z0-9_-]{43}$'",
                Cancel
            )
        );
    }
}
