using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Data;

/// <summary>Claims that were made before they became requests are requests afterwards, with their ids and what became of them.</summary>
public sealed class ClaimsAsRequestsTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private const string Before = "20261123203500_NotificationMail";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Claims_move_to_requests_and_back()
    {
        await hub.MigrateAsync(Before, Cancel);
        await hub.Database.ExecuteAsync(
            """
            insert into users (id, email, name, role, created_at) values (1, 'a@example.org', 'A', 'READER', now()), (2, 'c@example.org', 'C', 'CURATOR', now());
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at)
            select n, 'r-' || n, 'R', 'R', 'R', 'r ' || n, 'UNKNOWN', now(), now() from generate_series(3, 4) n;
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, learning_format)
            values (5, 'LEARNING_RESOURCE', 'l', 'DRAFT', 1, 'Course', '[{"language":"en","text":"Course"}]', '[]', '{en}', 'OPEN', 'claims', '5', now(), now(), 'GUIDE');
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values (5, 0, 3, 'R, R.', '{}');
            insert into authorship_claims (id, output_id, position, researcher_id, claimed_by, evidence, status, created_at, decided_by, decided_at, reason)
            values (6, 5, 0, 4, 1, 'Me.', 'SUBMITTED', '2026-01-01', null, null, null), (7, 5, 0, 4, 2, 'Me.', 'DECLINED', '2026-01-02', 2, '2026-01-03', 'No.');
            """,
            Cancel
        );
        var claims = await TextAsync("authorship_claims");

        await hub.MigrateAsync(null, Cancel);

        Assert.Equal(
            """
            6 SUBMITTED LearningResource 5 1 1 0 {"position": 0, "researcher": 4, "nameAsPrinted": "R, R."}  CREATED,SUBMITTED
            7 DECLINED LearningResource 5 2 2 0 {"position": 0, "researcher": 4, "nameAsPrinted": "R, R."} No. CREATED,SUBMITTED,DECLINED
            """,
            await hub.Database.ScalarAsync<string>(
                """
                select string_agg(concat_ws(' ', r.id, r.status, r.topic_type, r.topic_id, r.creator_id, r.matter, r.details, coalesce(r.outcome, ''),
                  (select string_agg(e.kind, ',' order by e.id) from request_events e where e.request_id = r.id)), E'\n' order by r.id) from requests r
                """,
                Cancel
            )
        );
        await hub.MigrateAsync(Before, Cancel);
        Assert.Equal(claims, await TextAsync("authorship_claims"));
        await hub.MigrateAsync(null, Cancel);
    }

    private Task<string?> TextAsync(string table) =>
        hub.Database.ScalarAsync<string>($"select string_agg(to_jsonb(t)::text, ' ' order by id) from {table} t", Cancel);
}
