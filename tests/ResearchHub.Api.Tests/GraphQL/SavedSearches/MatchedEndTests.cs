using System.Xml.Linq;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using ResearchHub.Core.Access;
using ResearchHub.Core.Delivery;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.SavedSearches;

/// <summary>Who was told of a publication by a saved search is told of its end by it.</summary>
public sealed class MatchedEndTests(AlertHubFixture hub) : IClassFixture<AlertHubFixture>
{
    private const string Watch = "subscription ($id: ID!) { savedSearchMatched(savedSearchId: $id) { kind output { title state } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("withdrawOutput", "WITHDRAWN", "Withdrawn")]
    [InlineData("retractOutput", "RETRACTED", "Retracted")]
    public async Task Every_channel_tells_once_that_what_it_had_told_of_is_withdrawn_or_retracted(string mutation, string kind, string word)
    {
        var test = word.ToLowerInvariant();
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync(test);
        var id = await SavedAsync(ana, test, $"medved{kind}", receiver.Url);
        await SavedAsync(ana, $"{test} not", "ris", receiver.Url);
        await using var live = await EventStream.OpenAsync(hub.Http, ana, Watch, new { id });
        var output = await hub.PublishDatasetAsync(ana, curator, $"Medved{kind} mrki");
        await live.NextAsync();
        await receiver.NextAsync();
        await hub.UntilAsync(MailsOf(test), "1");
        // The search would not find it any more, and still hears of it.
        await hub.DoneAsync(ana, "updateSavedSearch", new { id, query = "nešto drugo" });

        await hub.DoneAsync(curator, mutation, new { id = output, reason = "Wrong data." });
        var told = await live.NextAsync();
        var called = (await receiver.NextAsync()).Data;
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.UntilAsync(MailsOf(test), "2");

        Assert.Equal($$$"""{"kind":"{{{kind}}}","output":{"title":"Medved{{{kind}}} mrki","state":"{{{kind}}}"}}""", told.GetRawText());
        Assert.Equal(
            (id, kind, output),
            (
                called.GetProperty("savedSearchId").GetString(),
                called.GetProperty("kind").GetString(),
                called.GetProperty("output").GetProperty("id").GetString()
            )
        );
        var mail = MailTo(test)[1];
        Assert.Equal($"{test}: 1 withdrawn or retracted", mail.Subject);
        Assert.Contains(word, mail.TextBody, StringComparison.Ordinal);
        Assert.Equal([($"{word}: Medved{kind} mrki", kind), ($"Medved{kind} mrki", "PUBLISHED")], await EntriesAsync(ana, test));
        Assert.Empty(await EntriesAsync(ana, $"{test} not"));
        Assert.False(receiver.HasMore);
    }

    [Fact]
    public async Task A_mail_lists_what_ended_apart_from_what_is_new_and_neither_twice()
    {
        var (ana, curator) = await PeopleAsync("apart");
        await SavedAsync(ana, "apart", "jazavac", null, "DAILY");
        var ended = await hub.PublishDatasetAsync(ana, curator, "Jazavac stari");
        await hub.PublishDatasetAsync(ana, curator, "Jazavac novi");
        await hub.UntilAsync(MatchesOf("apart"), "2");

        await hub.DoneAsync(curator, "withdrawOutput", new { id = ended, reason = "Wrong data." });
        await hub.UntilAsync(MatchesOf("apart"), "3");
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await hub.UntilAsync(MailsOf("apart"), "1");

        var mail = Assert.Single(MailTo("apart"));
        Assert.Equal("apart: 1 new, 1 withdrawn or retracted", mail.Subject);
        var text = mail.TextBody!;
        var (fresh, old) = (
            text.IndexOf("* Jazavac novi", StringComparison.Ordinal),
            text.IndexOf("* Jazavac stari", StringComparison.Ordinal)
        );
        Assert.InRange(fresh, 0, text.IndexOf("this was withdrawn or retracted:", StringComparison.Ordinal));
        Assert.InRange(old, fresh, text.Length);
        Assert.Equal(old, text.LastIndexOf("* Jazavac stari", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_the_change_feed_has_forgotten_is_told_of_when_it_ends_long_after_and_forgotten_then()
    {
        var (ana, curator) = await PeopleAsync("long");
        await SavedAsync(ana, "long", "vidrica", null);
        var output = await hub.PublishDatasetAsync(ana, curator, "Vidrica");
        await hub.UntilAsync(MatchesOf("long"), "1");
        await ForgetAsync();
        Assert.Equal("PUBLISHED", await KindsAsync());

        await hub.DoneAsync(curator, "retractOutput", new { id = output, reason = "Wrong data." });
        await hub.UntilAsync(MatchesOf("long"), "2");
        Assert.Equal("PUBLISHED,RETRACTED", await KindsAsync());
        await ForgetAsync();
        Assert.Equal("", await KindsAsync());

        Task<string?> KindsAsync() =>
            hub.Database.ScalarAsync<string>(
                "select coalesce(string_agg(m.kind, ',' order by m.transaction, m.sequence), '') from saved_search_matches m join saved_searches s on s.id = m.saved_search_id where s.name = 'long'",
                Cancel
            );
    }

    [Fact]
    public async Task What_is_retracted_is_no_find_when_it_changes()
    {
        var (ana, curator) = await PeopleAsync("gone");
        await SavedAsync(ana, "gone", "vuk", null);
        var output = await hub.PublishDatasetAsync(ana, curator, "Vuk");
        await hub.UntilAsync(MatchesOf("gone"), "1");
        await hub.DoneAsync(curator, "retractOutput", new { id = output, reason = "Wrong data." });

        await hub.Database.ExecuteAsync(
            "insert into change_events (kind, subject_kind, subject_id) select 'UPDATED', kind, id from research_outputs where title = 'Vuk'",
            Cancel
        );
        await hub.PublishDatasetAsync(ana, curator, "Vuk drugi");
        await hub.UntilAsync(
            "select 'yes' from saved_search_matches m join research_outputs o on o.id = m.output_id where o.title = 'Vuk drugi'",
            "yes"
        );

        Assert.Equal(
            "PUBLISHED,RETRACTED,PUBLISHED",
            await hub.Database.ScalarAsync<string>(
                "select string_agg(m.kind, ',' order by m.transaction, m.sequence) from saved_search_matches m join saved_searches s on s.id = m.saved_search_id where s.name = 'gone'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task What_a_deleted_search_had_found_is_forgotten()
    {
        var (ana, curator) = await PeopleAsync("deleted");
        var id = await SavedAsync(ana, "deleted", "kuna", null);
        await hub.PublishDatasetAsync(ana, curator, "Kuna");
        await hub.UntilAsync(MatchesOf("deleted"), "1");

        await ForgetAsync();
        Assert.Equal("1", await hub.Database.ScalarAsync<string>(MatchesOf("deleted"), Cancel));
        await hub.DoneAsync(ana, "deleteSavedSearch", new { id });
        await ForgetAsync();

        Assert.Equal("0", await hub.Database.ScalarAsync<string>(MatchesOf("deleted"), Cancel));
    }

    /// <summary>Forgets the change feed up to its newest event, and then what was matched before that.</summary>
    private async Task ForgetAsync()
    {
        await hub.Database.ExecuteAsync(
            """
            insert into change_events (kind, subject_kind, subject_id) values ('UPDATED', 'STUDY', 101);
            delete from change_events where (transaction, sequence) < (select transaction, sequence from change_events order by transaction desc, sequence desc limit 1)
            """,
            Cancel
        );
        await hub.Services.GetRequiredService<DeliveryTrimmer>().TrimAsync(Cancel);
    }

    private async Task<string> SavedAsync(string token, string name, string query, string? webhook, string cadence = "INSTANT")
    {
        var (id, _) = await hub.SavedSearchAsync(
            token,
            new
            {
                name,
                query,
                cadence,
                channels = new { email = true, webhook },
            }
        );
        return id;
    }

    private async Task<(string Title, string? Kind)[]> EntriesAsync(string token, string name)
    {
        var searches = await hub.SavedSearchesAsync(token, "name feed");
        var address = searches.EnumerateArray().Single(one => one.GetProperty("name").GetString() == name).GetProperty("feed").GetString()!;
        var feed = await hub.Http.GetStringAsync(new Uri(address).AbsolutePath, Cancel);
        return
        [
            .. XDocument
                .Parse(feed)
                .Descendants()
                .Where(element => element.Name.LocalName == "entry")
                .Select(entry => (Part(entry, "title").Value, Part(entry, "category").Attribute("term")?.Value)),
        ];
    }

    private static XElement Part(XElement entry, string name) => entry.Elements().Single(element => element.Name.LocalName == name);

    private async Task<(string Ana, string Curator)> PeopleAsync(string test) =>
        (await hub.TokenAsync($"{test}-ana", Role.Researcher), await hub.TokenAsync($"{test}-curator", Role.Curator));

    private static string MatchesOf(string name) =>
        $"select count(*)::text from saved_search_matches m join saved_searches s on s.id = m.saved_search_id where s.name = '{name}'";

    private static string MailsOf(string test) =>
        $"select count(*)::text from mails m join users u on u.id = m.user_id where u.email = '{test}-ana@example.org' and m.state = 'SENT' and m.subject like '{test}: %'";

    private List<MimeMessage> MailTo(string test) =>
        [
            .. Directory
                .GetFiles(hub.Data("mail"), "*.eml")
                .Order(StringComparer.Ordinal)
                .Select(file => MimeMessage.Load(file, Cancel))
                .Where(mail =>
                    mail.To.Mailboxes.Single().Address == $"{test}-ana@example.org"
                    && mail.Subject!.StartsWith($"{test}: ", StringComparison.Ordinal)
                ),
        ];
}
