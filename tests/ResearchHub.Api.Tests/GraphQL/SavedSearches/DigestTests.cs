using System.Net;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Delivery.Mail;
using ResearchHub.Core.Events;
using ResearchHub.Core.SavedSearches;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.Tests.GraphQL.SavedSearches;

/// <summary>Mail about saved searches.</summary>
public sealed class DigestTests(AlertHubFixture hub) : IClassFixture<AlertHubFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_new_comes_in_one_mail_in_both_forms_that_a_program_can_unsubscribe_from()
    {
        var (ana, curator) = await PeopleAsync("mail");
        await hub.SavedSearchAsync(ana, Search("žirafa", "DAILY"));
        await hub.PublishDatasetAsync(ana, curator, "Žirafa & zebra");
        await hub.PublishDatasetAsync(ana, curator, "Druga žirafa");
        await hub.UntilAsync(MatchesOf("mail"), "2");
        Assert.Empty(MailTo("mail"));

        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.UntilAsync(StatesOf("mail"), "SENT");
        var mail = Assert.Single(MailTo("mail"));

        Assert.Equal("žirafa: 2 new", mail.Subject);
        Assert.Contains("* Žirafa & zebra", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("* Druga žirafa", mail.TextBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://hub.example.org/dataset/", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("irafa &amp; zebra</a>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.StartsWith("<https://hub.example.org/unsubscribe/", mail.Headers["List-Unsubscribe"], StringComparison.Ordinal);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
    }

    [Fact]
    public async Task Where_nothing_is_new_no_mail_goes_out_and_nothing_is_told_twice()
    {
        var (ana, curator) = await PeopleAsync("twice");
        await hub.SavedSearchAsync(ana, Search("kengur", "INSTANT"));
        await hub.PublishDatasetAsync(ana, curator, "Kengur");
        await hub.UntilAsync(StatesOf("twice"), "SENT");

        hub.Clock.Advance(TimeSpan.FromDays(30));
        await hub.PublishDatasetAsync(ana, curator, "Mali kengur");
        await hub.UntilAsync(StatesOf("twice"), "SENT,SENT");

        Assert.Equal(["kengur: 1 new", "kengur: 1 new"], MailTo("twice").Select(mail => mail.Subject));
        Assert.DoesNotContain("* Kengur", MailTo("twice")[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_found_while_a_mail_is_being_written_comes_in_the_next()
    {
        var (ana, curator) = await PeopleAsync("meanwhile");
        var (id, _) = await hub.SavedSearchAsync(ana, Search("jazavac", "INSTANT"));
        Assert.True(NodeId.TryDecode(id, out _, out var search));
        var dataset = Assert.Single(await hub.Services.GetRequiredService<SearchDocumentQueries>().ByIdAsync([201], Cancel));
        var later = new FeedEvent(new FeedPosition(1UL << 40, 1), ChangeKind.Published, RecordKind.Dataset, 201, hub.Clock.GetUtcNow());
        Task writing;
        await using (var connection = await hub.Database.DataSource.OpenConnectionAsync(Cancel))
        {
            await using var held = await connection.BeginTransactionAsync(Cancel);
            await using var hold = new NpgsqlCommand("lock table unsubscribe_links in share mode", connection, held);
            await hold.ExecuteNonQueryAsync(Cancel);
            await hub.PublishDatasetAsync(ana, curator, "Jazavac");
            await hub.UntilAsync(Waiting, "1");

            writing = hub.Services.GetRequiredService<MatchWriter>().WriteAsync(later, dataset, [search], Cancel);
            await hub.UntilAsync(Waiting, "2");
        }
        await writing;
        await hub.UntilAsync(StatesOf("meanwhile"), "SENT");
        Assert.DoesNotContain("Transfers 2010 to 2020", MailTo("meanwhile")[0].TextBody, StringComparison.Ordinal);

        hub.Clock.Advance(TimeSpan.FromMinutes(15));
        await hub.UntilAsync(StatesOf("meanwhile"), "SENT,SENT");

        Assert.Contains("* Transfers 2010 to 2020", MailTo("meanwhile")[1].TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_one_mail_does_not_reach_is_due_again()
    {
        var (ana, _) = await PeopleAsync("many");
        await hub.SavedSearchAsync(ana, Search("mrmot", "INSTANT"));
        await hub.Database.ExecuteAsync(
            $"""
            insert into saved_search_matches (saved_search_id, transaction, sequence, kind, subject_kind, output_id, occurred_at)
            select s.id, '1', n, 'PUBLISHED', 'DATASET', 201, now() from saved_searches s, generate_series(1, 1001) n where s.name = 'mrmot';
            update saved_searches set digest_due_at = timestamptz '{hub.Clock.GetUtcNow():O}' where name = 'mrmot'
            """,
            Cancel
        );
        await hub.UntilAsync(StatesOf("many"), "SENT");

        hub.Clock.Advance(TimeSpan.FromMinutes(15));

        await hub.UntilAsync(StatesOf("many"), "SENT,SENT");
        await hub.UntilAsync("select coalesce(digest_due_at::text, 'none') from saved_searches where name = 'mrmot'", "none");
    }

    [Fact]
    public async Task A_mail_that_was_under_way_when_its_server_died_is_not_sent_again()
    {
        var (ana, _) = await PeopleAsync("died");
        await hub.Database.ExecuteAsync(
            """
            insert into mails (user_id, subject, text_body, html_body, state, attempts, last_attempt_at, created_at)
            select id, 'Once', 'x', 'x', 'SENDING', 1, now(), now() from users where email = 'died-ana@example.org'
            """,
            Cancel
        );

        hub.Clock.Advance(TimeSpan.FromHours(1));

        await hub.UntilAsync(StatesOf("died"), "UNKNOWN");
        Assert.Empty(MailTo("died"));
        Assert.Equal("[]", (await hub.SavedSearchesAsync(ana, "id")).GetRawText());
    }

    [Fact]
    public async Task People_are_written_to_in_their_language()
    {
        var (ana, curator) = await PeopleAsync("serbian");
        await hub.Database.ExecuteAsync(
            """
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at, languages)
            values (7001, 'r-7001', 'Ана', 'Ана', 'Ана', 'ana 7001', 'ACADEMIA', now(), now(), '{sr-Cyrl,en}');
            update users set researcher_id = 7001 where email = 'serbian-ana@example.org'
            """,
            Cancel
        );
        await hub.SavedSearchAsync(ana, Search("panda", "INSTANT"));

        await hub.PublishDatasetAsync(ana, curator, "Panda");
        await hub.UntilAsync(StatesOf("serbian"), "SENT");

        var mail = Assert.Single(MailTo("serbian"));
        Assert.Equal("panda: ново (1)", mail.Subject);
        Assert.Contains("Ваша сачувана претрага „panda“ нашла је:", mail.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Looking_at_the_link_changes_nothing_and_one_click_stops_the_mail()
    {
        var (ana, curator) = await PeopleAsync("stop");
        await hub.SavedSearchAsync(ana, Search("vidra", "INSTANT"));
        await hub.PublishDatasetAsync(ana, curator, "Vidra");
        await hub.UntilAsync(StatesOf("stop"), "SENT");
        var link = new Uri(MailTo("stop")[0].Headers["List-Unsubscribe"]!.Trim('<', '>')).AbsolutePath;

        var page = await hub.Http.GetStringAsync(link, Cancel);
        Assert.Contains("<form method=\"post\">", page, StringComparison.Ordinal);
        Assert.Contains("EMAIL", (await hub.SavedSearchesAsync(ana, "channels")).GetRawText(), StringComparison.Ordinal);
        using var done = await hub.Http.PostAsync(
            link,
            new FormUrlEncodedContent([new KeyValuePair<string, string>("List-Unsubscribe", "One-Click")]),
            Cancel
        );

        Assert.Equal(HttpStatusCode.OK, done.StatusCode);
        Assert.DoesNotContain("EMAIL", (await hub.SavedSearchesAsync(ana, "channels")).GetRawText(), StringComparison.Ordinal);
        using var wrong = await hub.Http.PostAsync("/unsubscribe/" + new string('a', 43), null, Cancel);
        Assert.Equal(HttpStatusCode.NotFound, wrong.StatusCode);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.PublishDatasetAsync(ana, curator, "Vidra opet");
        await hub.UntilAsync(MatchesOf("stop"), "2");
        await hub.Services.GetRequiredService<MailSender>().SendDueAsync(Cancel);
        Assert.Single(MailTo("stop"));
    }

    private const string Waiting =
        "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'";

    private static object Search(string word, string cadence) =>
        new
        {
            name = word,
            query = word,
            cadence,
            channels = new { email = true },
        };

    private async Task<(string Ana, string Curator)> PeopleAsync(string test) =>
        (await hub.TokenAsync($"{test}-ana", Role.Researcher), await hub.TokenAsync($"{test}-curator", Role.Curator));

    private static string StatesOf(string test) =>
        $"select string_agg(m.state, ',' order by m.id) from mails m join users u on u.id = m.user_id where u.email = '{test}-ana@example.org'";

    private static string MatchesOf(string test) =>
        $"select count(*)::text from saved_search_matches m join saved_searches s on s.id = m.saved_search_id join users u on u.id = s.user_id where u.email = '{test}-ana@example.org'";

    private List<MimeMessage> MailTo(string test) =>
        Directory.Exists(hub.Data("mail"))
            ?
            [
                .. Directory
                    .GetFiles(hub.Data("mail"), "*.eml")
                    .Order(StringComparer.Ordinal)
                    .Select(file => MimeMessage.Load(file, Cancel))
                    .Where(mail => mail.To.Mailboxes.Single().Address == $"{test}-ana@example.org"),
            ]
            : [];
}
