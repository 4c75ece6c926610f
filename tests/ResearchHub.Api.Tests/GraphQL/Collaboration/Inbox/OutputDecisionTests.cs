using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Inbox;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>What curators decide on is told to those who go on with it.</summary>
public sealed class OutputDecisionTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("acceptOutput", "ACCEPTED")]
    [InlineData("requestChanges", "CHANGES_REQUESTED")]
    [InlineData("declineOutput", "DECLINED")]
    public async Task A_decision_without_a_round_of_review_is_told_to_who_goes_on_with_it(string mutation, string state)
    {
        var key = mutation.ToLowerInvariant();
        var (curator, curatorUser) = await hub.MemberAsync($"decide-{key}", Role.Curator);
        var people = new Dictionary<string, (string Token, long User)>(StringComparer.Ordinal);
        foreach (var role in new[] { "OWNER", "ADMIN", "EDIT", "READ" })
        {
            people[role] = await hub.MemberAsync($"{key}-{role}".ToLowerInvariant(), Role.Researcher);
        }
        var id = await hub.DraftAsync(people["OWNER"].Token);
        foreach (var role in new[] { "ADMIN", "EDIT", "READ" })
        {
            await hub.JoinAsync(people["OWNER"].Token, id, people[role].Token, $"{key}-{role}@example.org".ToLowerInvariant(), role);
        }
        await hub.DoneAsync(people["OWNER"].Token, "submitOutput", new { id });

        await hub.DoneAsync(curator, mutation, mutation == "acceptOutput" ? new { id } : new { id, reason = "Thank you." });

        await hub.UntilAsync(
            $"""
            select case when p.sequence >= (select max(sequence) from activities) then (
              select string_agg(split_part(split_part(u.email, '@', 1), '-', 2) || ' ' || n.topic_type || ' ' || (n.actor_id = {curatorUser}), ', ' order by u.email)
              from notifications n join users u on u.id = n.user_id where n.kind = 'OUTPUT_DECIDED' and n.topic_id = {NodeId.KeyOf(
                id,
                "Study"
            )}) else 'not yet' end
            from feed_positions p where p.reader = 'activity-notifications'
            """,
            "admin Study true, edit Study true, owner Study true"
        );
        var seen = await hub.DataAsAsync(
            people["OWNER"].Token,
            "{ viewer { notifications(kinds: [OUTPUT_DECIDED]) { nodes { topic { ... on ResearchOutput { state stateReason } } } } } }"
        );
        Assert.Equal(
            $$$$"""{"viewer":{"notifications":{"nodes":[{"topic":{"state":"{{{{state}}}}","stateReason":{{{{(
                mutation == "acceptOutput" ? "null" : "\"Thank you.\""
            )}}}}}}]}}}""",
            seen.GetRawText()
        );
    }

    [Fact]
    public void Nobody_is_asked_whether_to_be_told_of_what_only_listeners_hear() =>
        Assert.DoesNotContain("DRAFT_CHANGED", NotificationKinds.All);
}
