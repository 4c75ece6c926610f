using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>What deleting a community settles, however much it is, and how often one is made to be deleted.</summary>
public sealed class DeletionSettlesTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deleting_a_hidden_one_takes_as_many_statements_however_many_members_it_has()
    {
        const int Many = 700;
        var owner = await hub.TokenAsync("s-owner", Role.Researcher);
        var few = await HiddenAsync(owner, 2);
        var many = await HiddenAsync(owner, Many);

        var ofFew = await CountAsync(few);
        var ofMany = await CountAsync(many);

        Assert.Equal(ofFew, ofMany);
        await hub.UntilAsync(
            $"""
            select count(distinct (n.user_id, n.subject_id)) || ' ' || count(*) from notifications n
            join former_parts p on p.id = n.subject_id and p.user_id = n.user_id and p.title = 'Hidden {Many}'
            where n.kind = 'COMMUNITY_DELETED' and n.subject_type = 'FormerPart' and n.topic_id = {Key(many)}
            """,
            $"{Many} {Many}"
        );

        async Task<int> CountAsync(string id)
        {
            using var sql = hub.Database.CaptureSql();
            await hub.DoneAsync(owner, "deleteCommunity", new { community = id });
            return sql.OfRequests.Count;
        }
    }

    [Fact]
    public async Task All_that_waits_for_it_expires_at_once_however_much_it_is()
    {
        var owner = await hub.TokenAsync("w-owner", Role.Researcher);
        var (_, asker) = await hub.MemberAsync("w-asker");
        var id = await hub.CommunityAsync(owner, "Awaited circle");
        await hub.Database.ExecuteAsync(
            $"""
            insert into requests (kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, created_at, submitted_at, updated_at)
            select 'COMMUNITY_MEMBERSHIP', 'SUBMITTED', 'Community', {Key(id)}, {asker}, 'COMMUNITY_MANAGERS', {Key(
                id
            )}, 'm' || n, 'T', now(), now(), now()
            from generate_series(1, 250) n
            """,
            Cancel
        );
        await hub.DoneAsync(owner, "deleteCommunity", new { community = id });

        await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);

        Assert.Equal(
            "EXPIRED 250",
            await hub.Database.ScalarAsync<string>(
                $"select string_agg(distinct status, ' ') || ' ' || count(*) from requests where topic_id = {Key(id)}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Who_opened_a_call_for_it_is_told_though_they_left_it_and_the_call_has_changed()
    {
        var owner = await hub.TokenAsync("o-owner", Role.Researcher);
        var (opener, openerUser) = await hub.MemberAsync("o-opener", Role.Researcher);
        var (closer, closerUser) = await hub.MemberAsync("o-closer", Role.Researcher);
        var id = await hub.CommunityAsync(owner, "Calling circle");
        await hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) select {Key(id)}, u, 'CURATOR', now() from unnest(array[{openerUser}, {closerUser}]) u",
            Cancel
        );
        var call = await hub.OpenCallAsync(opener, "Of a calling circle", "MENTORING", id);
        var closed = await hub.OpenCallAsync(closer, "Closed in a calling circle", "MENTORING", id);
        await hub.DoneAsync(closer, "closeCollaborationCall", new { id = closed });
        foreach (var left in new[] { opener, closer })
        {
            await hub.DoneAsync(left, "leaveCommunity", new { community = id });
        }

        var deleted = await hub.DoneAsync(owner, "deleteCommunity", new { community = id }, "community { deletedAt }");

        await hub.UntilAsync(
            $"select coalesce(string_agg(user_id::text, ' '), '') from notifications where kind = 'COMMUNITY_DELETED' and topic_id = {Key(id)}",
            $"{openerUser}"
        );
        var seen = await hub.DataAsync(
            "query ($id: ID!) { node(id: $id) { ... on CollaborationCall { revision updatedAt community { id } } } }",
            new { id = call }
        );
        Assert.Equal(
            $$$"""{"node":{"revision":2,"updatedAt":{{{deleted.GetProperty("community").GetProperty("deletedAt").GetRawText()}}},"community":null}}""",
            seen.GetRawText()
        );
    }

    [Fact]
    public async Task What_was_done_just_before_a_hidden_one_is_deleted_was_done()
    {
        var owner = await hub.TokenAsync("b-owner", Role.Researcher);
        var id = await hub.CommunityAsync(owner, "Brief circle");
        var output = await hub.DraftAsync(owner);
        await hub.DoneAsync(owner, "requestInclusion", new { output, community = id });
        // As if somebody else had deleted it before the answer is made.
        await hub.Database.ExecuteAsync(
            $"""
            create function brief() returns trigger language plpgsql as $body$ begin
              update communities set visibility = 'HIDDEN' where id = {Key(id)} and visibility <> 'HIDDEN';
              delete from community_members where community_id = {Key(id)};
              return null; end $body$;
            create constraint trigger brief after update on communities deferrable initially deferred
              for each row when (new.id = {Key(id)}) execute function brief();
            create constraint trigger brief after delete on community_outputs deferrable initially deferred
              for each row when (old.community_id = {Key(id)}) execute function brief();
            """,
            Cancel
        );

        var updated = await hub.DoneAsync(
            owner,
            "updateCommunity",
            new
            {
                community = id,
                expectedRevision = 1,
                policy = "OPEN",
            },
            "community { revision policy }"
        );
        await hub.Database.ExecuteAsync(
            $"""
            insert into community_members (community_id, user_id, role, joined_at) select {Key(
                id
            )}, id, 'OWNER', now() from users where email = 'b-owner@example.org'
            """,
            Cancel
        );
        var removed = await hub.DoneAsync(owner, "removeFromCommunity", new { output, community = id }, "community { revision }");

        Assert.Equal("""{"revision":2,"policy":"OPEN"}""", updated.GetProperty("community").GetRawText());
        Assert.Equal("""{"revision":2}""", removed.GetProperty("community").GetRawText());
    }

    [Fact]
    public async Task Making_communities_has_a_limit_a_day_those_deleted_included()
    {
        var (owner, user) = await hub.MemberAsync("l-owner", Role.Researcher);
        var id = await hub.CommunityAsync(owner, "Limited circle");
        await hub.DoneAsync(owner, "deleteCommunity", new { community = id });
        await hub.Database.ExecuteAsync(
            $"""
            insert into audit_events (occurred_at, actor_id, action, credential)
            select occurred_at, actor_id, action, credential from audit_events, generate_series(2, 20)
            where actor_id = {user} and action = 'createCommunity'
            """,
            Cancel
        );

        var more = await hub.RunAsync(
            owner,
            "createCommunity",
            new { names = new[] { new { language = "en", text = "One circle more" } }, kind = "NETWORK" }
        );

        Assert.Equal(["RATE_LIMITED input"], more.Problems());
        Assert.Equal(0L, await hub.Database.ScalarAsync<long>("select count(*) from communities where slug = 'one-circle-more'", Cancel));
    }

    private static long? Key(string? id) => NodeId.KeyOf(id, "Community");

    /// <summary>A hidden community with so many members beside its owner.</summary>
    private async Task<string> HiddenAsync(string owner, int members)
    {
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new
            {
                names = new[] { new { language = "en", text = $"Hidden {members}" } },
                kind = "NETWORK",
                visibility = "HIDDEN",
            },
            "community { id }"
        );
        var id = made.GetProperty("community").GetProperty("id").GetString()!;
        await hub.Database.ExecuteAsync(
            $"""
            with people as (
              insert into users (email, name, role, created_at)
              select 'hidden-{members}-' || n || '@example.org', 'Person', 'READER', now() from generate_series(1, {members}) n returning id)
            insert into community_members (community_id, user_id, role, joined_at) select {Key(id)}, id, 'READER', now() from people
            """,
            Cancel
        );
        return id;
    }
}
