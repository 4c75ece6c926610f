using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration;

/// <summary>Who listens for long is asked for their role at each event.</summary>
public sealed class DemotedListenerTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>What they are told next is that their token has ended, and so nothing of what happened before.</summary>
    [Theory]
    [InlineData(101, "requestTimeline(requestId: \"$request\"", "event { text }")]
    [InlineData(102, "commentPosted(subjectId: \"$request\"", "comment { body }")]
    [InlineData(103, "communityActivity(communityId: \"$community\"", "kind actor { name }")]
    public async Task Who_is_no_administrator_any_more_hears_nothing_more_by_that(int study, string subscription, string selection)
    {
        var (listener, user) = await hub.MemberAsync($"demoted-{study}", Role.Admin);
        var asker = await hub.TokenAsync($"demoted-asker-{study}", Role.Researcher);
        var request = Reviewing.IdOf(
            await hub.DoneAsync(
                asker,
                "requestCorrection",
                new
                {
                    output = Api.GraphQL.Shared.NodeId.Encode("Study", study),
                    field = "TITLE",
                    message = "Wrong.",
                },
                "request { id }"
            ),
            "request"
        );
        var community = await Calling.CommunityAsync(hub, asker, $"Demoted {study}");
        var revision = 1;
        async Task ActAsync()
        {
            await hub.DoneAsync(
                asker,
                "updateCommunity",
                new
                {
                    community,
                    expectedRevision = revision++,
                    visibility = "HIDDEN",
                    names = new[] { new { language = "en", text = $"Demoted {study} {revision}" } },
                }
            );
            await hub.DoneAsync(asker, "commentOnRequest", new { id = request, text = "Secret." });
            await hub.DoneAsync(asker, "postComment", new { subject = request, body = "Secret." });
        }
        await ActAsync();
        var end = await hub.Database.ScalarAsync<string>(
            "select transaction || '-' || sequence from activities order by transaction desc, sequence desc limit 1",
            Cancel
        );
        var field = subscription
            .Replace("$request", request, StringComparison.Ordinal)
            .Replace("$community", community, StringComparison.Ordinal);
        await using var events = await EventStream.OpenAsync(
            hub.Http,
            listener,
            $"subscription {{ {field}, after: \"{end}\") {{ {selection} }} }}"
        );
        await ActAsync();
        var first = await events.NextAsync();

        await hub.Database.ExecuteAsync($"update users set role = 'READER' where id = {user}", Cancel);
        await ActAsync();
        await hub.Database.ExecuteAsync($"update access_tokens set revoked_at = now() where user_id = {user}", Cancel);
        await ActAsync();

        Assert.DoesNotContain("null", first.GetRawText(), StringComparison.Ordinal);
        Assert.Contains("UNAUTHENTICATED", (await events.ResultAsync()).GetRawText(), StringComparison.Ordinal);
    }
}
