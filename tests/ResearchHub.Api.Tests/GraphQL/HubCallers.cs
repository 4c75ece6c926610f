using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>What tests of access need besides <see cref="SignedInClient"/>.</summary>
internal static class HubCallers
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A token with these scopes only.</summary>
    public static Task<string> TokenAsync(this HubServerFixture hub, string who, Role role, params TokenScope[] scopes) =>
        hub
            .Services.GetRequiredService<TokenService>()
            .IssueAsync($"{who}@example.org", role, new TokenOrder("test", scopes, null), Cancel);

    /// <summary>The response itself.</summary>
    public static async Task<HttpResponseMessage> PostAsync(
        this HubServerFixture hub,
        string? token,
        string query,
        object? variables = null
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = JsonContent.Create(new { query, variables }) };
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return await hub.Http.SendAsync(request, Cancel);
    }

    /// <summary>The end of the feed: listening from there on needs no luck with the time.</summary>
    public static Task<string?> EndOfFeedAsync(this HubServerFixture hub) =>
        hub.Database.ScalarAsync<string>(
            "select transaction || '-' || sequence from change_events order by transaction desc, sequence desc limit 1",
            Cancel
        );

    /// <summary>Waits until readers of feeds have handled all that has happened, one after the other where one writes what the next reads.</summary>
    public static Task HandledAsync(this HubServerFixture hub, params string[] readers) =>
        hub.UntilAsync(
            $"""
            select count(*)::text from feed_positions p join (
              select 'change_events' as feed, transaction, sequence from change_events
              union all select 'activities', transaction, sequence from activities
              union all select 'notifications', transaction, sequence from notifications) e
            on e.feed = p.feed and (e.transaction, e.sequence) > (p.transaction, p.sequence)
            where p.reader in ({string.Join(", ", readers.Select(one => $"'{one}'"))})
            """,
            "0"
        );

    /// <summary>Waits until everybody is told of what has happened, by mail too where it is due.</summary>
    public static async Task AllAreToldAsync(this HubServerFixture hub)
    {
        await hub.HandledAsync("activity-notifications", "notification-mail");
        await hub.UntilAsync($"select count(*)::text from notification_digests where due_at <= '{hub.Clock.GetUtcNow():O}'", "0");
    }

    /// <summary>Waits until readers of a feed may see all that is in it: they wait for what began before, in other databases of the same PostgreSQL too.</summary>
    public static Task AllIsFreeAsync(this HubServerFixture hub, string feed) =>
        hub.UntilAsync($"select count(*)::text from {feed} where transaction >= feed_horizon()", "0");

    /// <summary>Holds back all that is committed in the feeds, until it is disposed of.</summary>
    public static async Task<NpgsqlConnection> HoldBackAsync(this HubServerFixture hub)
    {
        // Of no pool: it ends with the connection.
        var older = new NpgsqlConnection(hub.Database.ConnectionString + ";Pooling=false");
        await older.OpenAsync(Cancel);
        await using var command = new NpgsqlCommand("begin; select pg_current_xact_id()", older);
        await command.ExecuteNonQueryAsync(Cancel);
        return older;
    }

    /// <summary>Publishes a study as another process would.</summary>
    public static Task<int> PublishAsync(this HubServerFixture hub, int id, string title = "A title") =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ({{id}}, 'STUDY', 'a-{{id}}', 'PUBLISHED', 1, '{{title}}', jsonb_build_array(jsonb_build_object('language', 'en', 'text', '{{title}}')), '[]', '{en}',
              'OPEN', 'announcements', '{{id}}', now(), now(), 'REPORT');
            insert into change_events (kind, subject_kind, subject_id) values ('PUBLISHED', 'STUDY', {{id}})
            """,
            Cancel
        );
}
