using System.Text.Json;
using Microsoft.AspNetCore.Http;
using ResearchHub.Core.Access;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Delivery.Webhooks;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.SavedSearches;

/// <summary>Matches of saved searches are sent to webhooks, again and again where that fails.</summary>
public sealed class WebhookTests(AlertHubFixture hub) : IClassFixture<AlertHubFixture>
{
    private const string Deliveries =
        "deliveries(first: 10) { totalCount nodes { id state attempts lastStatus lastProblem nextAttemptAt } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_match_is_sent_signed_and_says_what_was_found()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync("signed");
        var (id, secret) = await hub.SavedSearchAsync(ana, Search("kolibri", receiver));

        await hub.PublishDatasetAsync(ana, curator, "Kolibri u Srbiji");
        var call = await receiver.NextAsync();

        Assert.StartsWith("whsec_", secret, StringComparison.Ordinal);
        Assert.Equal(WebhookSecret.Sign([secret!], call.Id, call.Timestamp, call.Body), call.Signature);
        Assert.Equal(id, call.Data.GetProperty("savedSearchId").GetString());
        Assert.Equal("PUBLISHED", call.Data.GetProperty("kind").GetString());
        var output = call.Data.GetProperty("output");
        Assert.Equal("Kolibri u Srbiji", output.GetProperty("title").GetString());
        var node = await hub.DataAsync(
            "query ($id: ID!) { node(id: $id) { ... on Dataset { title } } }",
            new { id = output.GetProperty("id").GetString() }
        );
        Assert.Equal("Kolibri u Srbiji", node.GetProperty("node").GetProperty("title").GetString());
        await hub.UntilAsync(StatesOf("signed"), "DELIVERED");
        var delivery = (await hub.SavedSearchesAsync(ana, Deliveries))[0].GetProperty("deliveries").GetProperty("nodes")[0];
        Assert.Equal(call.Id, delivery.GetProperty("id").GetString());
        Assert.Equal((1, 204), (delivery.GetProperty("attempts").GetInt32(), delivery.GetProperty("lastStatus").GetInt32()));
    }

    [Fact]
    public async Task What_failed_is_sent_again_later_with_the_same_id_is_given_up_at_last_and_can_be_sent_again_by_hand()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync("failing");
        var (id, _) = await hub.SavedSearchAsync(ana, Search("papagaj", receiver));
        receiver.AnswerWith(500);
        await hub.PublishDatasetAsync(ana, curator, "Papagaj");
        var first = await receiver.NextAsync();
        foreach (var (index, wait) in Retries.OfWebhooks.Waits.Index())
        {
            await hub.UntilAsync($"{DeliveryOf("failing")} and d.last_status = 500 and d.attempts = {index + 1}", "PENDING");
            hub.Clock.Advance(wait * 1.2);
            Assert.Equal(first.Id, (await receiver.NextAsync()).Id);
        }
        await hub.UntilAsync(DeliveryOf("failing"), "DEAD");
        var dead = (
            await hub.SavedSearchesAsync(ana, "webhook { disabledAt } deliveries(state: DEAD) { totalCount nodes { id attempts } }")
        )[0];

        Assert.Equal(
            $$$"""{"webhook":{"disabledAt":null},"deliveries":{"totalCount":1,"nodes":[{"id":"{{{first.Id}}}","attempts":10}]}}""",
            dead.GetRawText()
        );
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(curator, "resendWebhookDelivery", new { id = first.Id })).Problems());
        hub.Clock.Advance(TimeSpan.FromDays(2));
        await hub.PublishDatasetAsync(ana, curator, "Papagaj opet");
        await receiver.NextAsync();
        await hub.UntilAsync(
            "select disabled_reason from webhooks where failing_since is not null and disabled_reason <> 'GONE'",
            "FAILING"
        );
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ana, "resendWebhookDelivery", new { id = first.Id })).Problems());

        receiver.AnswerWith(200);
        var enabled = await hub.DoneAsync(ana, "updateSavedSearch", new { id, channels = new { webhook = receiver.Url } }, "webhookSecret");
        await hub.DoneAsync(ana, "resendWebhookDelivery", new { id = first.Id });

        Assert.Equal(JsonValueKind.Null, enabled.GetProperty("webhookSecret").ValueKind);
        Assert.Equal(first.Id, (await receiver.NextAsync()).Id);
        await hub.UntilAsync($"{DeliveryOf("failing")} and d.title = 'Papagaj'", "DELIVERED");
    }

    [Fact]
    public async Task A_webhook_that_is_gone_is_disabled_and_its_owner_told()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync("gone");
        await hub.SavedSearchAsync(ana, Search("labud", receiver));
        receiver.AnswerWith(410);

        await hub.PublishDatasetAsync(ana, curator, "Labud");
        await receiver.NextAsync();
        await hub.UntilAsync(DeliveryOf("gone"), "DEAD");

        var search = (await hub.SavedSearchesAsync(ana, "channels webhook { disabledBecause }"))[0];
        Assert.Equal("GONE", search.GetProperty("webhook").GetProperty("disabledBecause").GetString());
        Assert.Equal("""["SUBSCRIPTION","FEED"]""", search.GetProperty("channels").GetRawText());
        await hub.UntilAsync(
            "select string_agg(m.subject || ' ' || m.state, ',') from mails m join users u on u.id = m.user_id where u.email = 'gone-ana@example.org'",
            "Webhook of \"labud\" was disabled SENT"
        );
        await hub.PublishDatasetAsync(ana, curator, "Labud leti");
        await hub.UntilAsync(
            "select count(*)::text from saved_search_matches m join saved_searches s on s.id = m.saved_search_id where s.query = 'labud'",
            "2"
        );
        Assert.Equal("1", await hub.Database.ScalarAsync<string>($"select count(*)::text {From("gone")}", Cancel));
    }

    [Fact]
    public async Task Redirects_are_not_followed_and_a_silent_or_endless_answer_is_cut_off()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var elsewhere = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync("odd");
        await hub.SavedSearchAsync(ana, Search("golub", receiver));
        receiver.Answer = context =>
        {
            context.Response.StatusCode = 307;
            context.Response.Headers.Location = elsewhere.Url;
            return Task.CompletedTask;
        };
        await hub.PublishDatasetAsync(ana, curator, "Golub");
        await receiver.NextAsync();
        await hub.UntilAsync($"{ProblemOf("odd")} and d.attempts = 1 and d.last_status = 307", "It answered with status 307.");
        Assert.False(elsewhere.HasMore);

        receiver.Answer = context => Task.Delay(Timeout.Infinite, context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await receiver.NextAsync();
        await hub.UntilAsync($"{ProblemOf("odd")} and d.attempts = 2", "It did not answer within 5 seconds.");

        receiver.Answer = async context =>
        {
            var junk = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.Body.WriteAsync(junk, context.RequestAborted);
            }
        };
        hub.Clock.Advance(TimeSpan.FromHours(1));
        await hub.UntilAsync(DeliveryOf("odd"), "DELIVERED");
    }

    [Fact]
    public async Task While_a_key_is_renewed_messages_are_signed_with_both()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync("renew");
        var (id, old) = await hub.SavedSearchAsync(ana, Search("soko", receiver));
        var renewed = (await hub.DoneAsync(ana, "renewWebhookSecret", new { id }, "webhookSecret"))
            .GetProperty("webhookSecret")
            .GetString()!;

        await hub.PublishDatasetAsync(ana, curator, "Soko");
        var both = await receiver.NextAsync();
        hub.Clock.Advance(WebhookService.Overlap);
        await hub.PublishDatasetAsync(ana, curator, "Soko leti");
        var one = await receiver.NextAsync();

        Assert.Equal(WebhookSecret.Sign([renewed, old!], both.Id, both.Timestamp, both.Body), both.Signature);
        Assert.Equal(WebhookSecret.Sign([renewed], one.Id, one.Timestamp, one.Body), one.Signature);
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(curator, "renewWebhookSecret", new { id })).Problems());
    }

    [Fact]
    public async Task What_a_server_took_and_did_not_report_another_sends()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = await PeopleAsync("killed");
        await hub.SavedSearchAsync(ana, Search("gavran", receiver));
        await hub.PublishDatasetAsync(ana, curator, "Gavran");
        var first = await receiver.NextAsync();
        await hub.UntilAsync(DeliveryOf("killed"), "DELIVERED");
        // As a server leaves it that dies between the answer and the report.
        await hub.Database.ExecuteAsync(
            $"update webhook_deliveries set state = 'PENDING', next_attempt_at = now() + interval '1 hour' where id = (select d.id {From("killed")})",
            Cancel
        );

        hub.Clock.Advance(TimeSpan.FromDays(60));

        Assert.Equal(first.Id, (await receiver.NextAsync()).Id);
    }

    [Theory]
    [InlineData("http://example.org/hook")]
    [InlineData("ftp://example.org/hook")]
    [InlineData("https://10.0.0.1/hook")]
    [InlineData("https://[::ffff:169.254.169.254]/hook")]
    [InlineData("https://2130706434.example.org@192.168.0.1/hook")]
    [InlineData("https://name:word@example.org/hook")]
    public async Task An_address_that_leads_where_it_must_not_is_refused(string webhook)
    {
        var (ana, _) = await PeopleAsync("refused");

        var refused = await hub.RunAsync(
            ana,
            "createSavedSearch",
            new
            {
                name = "n",
                query = "q",
                channels = new { webhook },
            }
        );

        Assert.Equal(["INVALID input.channels.webhook"], refused.Problems());
        Assert.Equal("[]", (await hub.SavedSearchesAsync(ana, "id")).GetRawText());
    }

    private static object Search(string word, WebhookReceiver receiver) =>
        new
        {
            name = word,
            query = word,
            channels = new { webhook = receiver.Url },
        };

    private async Task<(string Ana, string Curator)> PeopleAsync(string test) =>
        (await hub.TokenAsync($"{test}-ana", Role.Researcher), await hub.TokenAsync($"{test}-curator", Role.Curator));

    private static string From(string test) =>
        $"from webhook_deliveries d join saved_searches s on s.id = d.saved_search_id join users u on u.id = s.user_id where u.email = '{test}-ana@example.org'";

    private static string StatesOf(string test) => $"select string_agg(d.state, ',') {From(test)}";

    private static string DeliveryOf(string test) => $"select d.state {From(test)}";

    private static string ProblemOf(string test) => $"select d.last_problem {From(test)}";
}

/// <summary>Without the option for development no webhook leads to this machine, whatever its name.</summary>
public sealed class GuardedWebhookTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Fact]
    public async Task A_name_that_leads_to_this_machine_is_not_called()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var (ana, curator) = (await hub.TokenAsync("guard-ana", Role.Researcher), await hub.TokenAsync("guard-curator", Role.Curator));
        var webhook = $"https://localhost:{new Uri(receiver.Url).Port}/hook";
        await hub.SavedSearchAsync(
            ana,
            new
            {
                name = "n",
                query = "slavuj",
                channels = new { webhook },
            }
        );

        await hub.PublishDatasetAsync(ana, curator, "Slavuj");

        await hub.UntilAsync(
            "select last_problem from webhook_deliveries where attempts = 1",
            "Its address does not lead to the public internet."
        );
        Assert.False(receiver.HasMore);
    }
}
