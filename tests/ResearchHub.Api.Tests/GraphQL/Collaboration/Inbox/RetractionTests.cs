using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>A retraction reaches everybody concerned, whatever they prefer, and nobody else.</summary>
public sealed class RetractionTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_made_it_and_who_leans_on_it_are_told_whichever_of_the_two_records_says_so()
    {
        var curator = await hub.TokenAsync("r-curator", Role.Curator);
        var owner = await QuietAsync("r-owner");
        var coauthor = await QuietAsync("r-coauthor");
        var (_, named) = await QuietAsync("r-named");
        var (_, invited) = await QuietAsync("r-invited");
        await hub.Database.ExecuteAsync(
            $"update users set researcher_id = case id when {named} then 31 else 32 end where id in ({named}, {invited})",
            Cancel
        );
        var id = await hub.DraftAsync(owner.Token, "Soon retracted");
        await hub.JoinAsync(owner.Token, id, coauthor.Token, "r-coauthor@example.org", "READ");
        await hub.DoneAsync(
            owner.Token,
            "inviteCollaborator",
            new
            {
                id,
                researcher = NodeId.Encode("Researcher", 32),
                role = "EDIT",
            }
        );
        await RelateAsync("r-citing", id, "CITES", isFrom: false);
        await RelateAsync("r-cited-by", id, "IS_CITED_BY", isFrom: true);
        await RelateAsync("r-whole", id, "IS_PART_OF", isFrom: true);
        await RelateAsync("r-cited", id, "CITES", isFrom: true);
        await RelateAsync("r-citer-of", id, "IS_CITED_BY", isFrom: false);
        await hub.PublishAsync(owner.Token, curator, id);

        await hub.DoneAsync(curator, "retractOutput", new { id, reason = "Wrong data." });

        Assert.Equal("r-cited-by r-citing r-coauthor r-named r-owner r-whole", await ToldAsync(id, "r-"));
    }

    [Fact]
    public async Task Readers_of_another_version_are_told_and_who_retracts_it_or_only_follows_it_is_not()
    {
        var (curator, _) = await QuietAsync("v-curator", Role.Curator);
        var owner = await QuietAsync("v-owner");
        var first = await hub.DraftAsync(owner.Token, "First");
        await hub.PublishAsync(owner.Token, curator, first);
        await hub.DoneAsync(curator, "bookmarkOutput", new { output = first });
        await hub.DoneAsync((await QuietAsync("v-bookmarking")).Token, "bookmarkOutput", new { output = first });
        await hub.DoneAsync((await QuietAsync("v-following")).Token, "follow", new { subject = first });
        await RelateAsync("v-citing", first, "CITES", isFrom: false);
        var second = (await hub.DoneAsync(owner.Token, "createVersion", new { id = first }, "output { id }"))
            .GetProperty("output")
            .GetProperty("id")
            .GetString()!;
        await hub.PublishAsync(owner.Token, curator, second);

        await hub.DoneAsync(curator, "retractOutput", new { id = second, reason = "Wrong data." });

        Assert.Equal("v-bookmarking v-citing v-owner", await ToldAsync(second, "v-"));
    }

    [Fact]
    public async Task Who_has_the_data_of_a_dataset_is_told()
    {
        var curator = await hub.TokenAsync("d-curator", Role.Curator);
        var people = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var who in new[] { "d-granted", "d-over", "d-revoked", "d-downloading", "d-looking" })
        {
            people[who] = (await QuietAsync(who)).User;
        }
        await hub.Database.ExecuteAsync(
            $"""
            insert into data_access_grants (output_id, user_id, granted_at, expires_at, revoked_at) values
              (201, {people["d-granted"]}, '2020-01-01', '2100-01-01', null),
              (201, {people["d-over"]}, '2020-01-01', '2020-02-01', null),
              (201, {people["d-revoked"]}, '2020-01-01', '2100-01-01', '2020-02-01');
            insert into file_downloads (output_id, file_id, file_name, user_id, occurred_at) values
              (201, 501, 'transfers.csv', {people["d-downloading"]}, '2020-01-01'), (201, 501, 'transfers.csv', null, '2020-01-01');
            insert into file_downloads (kind, output_id, file_id, file_name, user_id, occurred_at) values
              ('PREVIEW', 201, 501, 'transfers.csv', {people["d-looking"]}, '2020-01-01')
            """,
            Cancel
        );
        var id = NodeId.Encode("Dataset", 201);

        await hub.DoneAsync(curator, "retractOutput", new { id, reason = "Wrong data." });

        Assert.Equal("d-downloading d-granted", await ToldAsync(id, "d-"));
    }

    /// <summary>Somebody who wants to hear of no retraction.</summary>
    private async Task<(string Token, long User)> QuietAsync(string who, Role role = Role.Researcher)
    {
        var member = await hub.MemberAsync(who, role);
        await hub.DoneAsync(
            member.Token,
            "setNotificationPreference",
            new
            {
                kind = "RETRACTED",
                channel = "INBOX",
                isOn = false,
            }
        );
        return member;
    }

    /// <summary>Relates a draft of somebody's own to an output, as the record on one of the two ends says.</summary>
    private async Task RelateAsync(string who, string id, string type, bool isFrom)
    {
        var other = Key(await hub.DraftAsync((await QuietAsync(who)).Token, who));
        var (source, target) = isFrom ? (Key(id), other) : (other, Key(id));
        await hub.Database.ExecuteAsync(
            $"""
            delete from contributions where output_id = {other};
            insert into output_relations (source_id, type, target_id) values ({source}, '{type}', {target})
            """,
            Cancel
        );
    }

    /// <summary>The names of those of a test who are told of it, once the server has told anybody: it tells all at once.</summary>
    private async Task<string?> ToldAsync(string id, string test)
    {
        var told = $"from notifications n where n.kind = 'RETRACTED' and n.topic_id = {Key(id)} and n.is_addressed";
        await hub.UntilAsync($"select (count(*) > 0)::text {told}", "true");
        return await hub.Database.ScalarAsync<string>(
            $"select string_agg(u.name, ' ' order by u.name) from users u where u.name like '{test}%' and u.id in (select n.user_id {told})",
            Cancel
        );
    }

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
