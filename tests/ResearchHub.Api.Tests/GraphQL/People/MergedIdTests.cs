using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.People;

/// <summary>The id of a profile that was merged into another stands for that one, wherever an id is given.</summary>
public sealed class MergedIdTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_profile_is_changed_by_the_id_of_one_merged_into_it()
    {
        var (old, kept, curator) = await MergedAsync(6000);
        var (eve, ana) = (await hub.TokenAsync("merged-eve", Role.Researcher), await LinkedAsync("merged-ana", 6002));
        const string Person = "researcher { id url revision }";

        var forbidden = await hub.RunAsync(eve, "updateResearcherProfile", new { id = old, url = "https://eve.example/" });
        var late = await hub.RunAsync(
            ana,
            "updateResearcherProfile",
            new
            {
                id = old,
                url = "https://late.example/",
                expectedRevision = 1,
            },
            "errors { ... on ProfileConflictError { current { id revision } } }"
        );
        var before = await ProfilesAsync();
        var own = await hub.DoneAsync(ana, "updateResearcherProfile", new { id = old, url = "https://ana.example/" }, Person);
        var curated = await hub.DoneAsync(curator, "updateResearcherProfile", new { id = old, sector = "ACADEMIA" }, Person);

        Assert.Equal(["FORBIDDEN input.id"], forbidden.Problems());
        Assert.Equal(kept, late.GetProperty("errors")[0].GetProperty("current").GetProperty("id").GetString());
        Assert.Equal("""[{"id": 6001, "url": null}, {"id": 6002, "url": null}]""", before);
        Assert.Equal($$"""{"id":"{{kept}}","url":"https://ana.example/","revision":3}""", own.GetProperty("researcher").GetRawText());
        Assert.Equal($$"""{"id":"{{kept}}","url":"https://ana.example/","revision":4}""", curated.GetProperty("researcher").GetRawText());
        Assert.Equal("""[{"id": 6001, "url": null}, {"id": 6002, "url": "https://ana.example/"}]""", await ProfilesAsync());
        Assert.Equal(
            2,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from audit_events where action = 'updateResearcherProfile' and subject_id = 6002",
                Cancel
            )
        );

        Task<string?> ProfilesAsync() =>
            hub.Database.ScalarAsync<string>(
                "select jsonb_agg(jsonb_build_object('id', id, 'url', url) order by id)::text from researchers where id in (6001, 6002)",
                Cancel
            );
    }

    [Fact]
    public async Task A_merge_by_old_ids_is_one_of_what_they_lead_to()
    {
        var (old, kept, curator) = await MergedAsync(6100);
        var (third, fourth) = (NodeId.Encode("Researcher", 6103), NodeId.Encode("Researcher", 6104));

        var again = await hub.RunAsync(curator, "mergeResearchers", new { id = old, into = kept });
        var back = await hub.RunAsync(curator, "mergeResearchers", new { id = kept, into = old });
        var into = await hub.DoneAsync(curator, "mergeResearchers", new { id = third, into = old }, "researcher { id }");
        var from = await hub.DoneAsync(curator, "mergeResearchers", new { id = old, into = fourth }, "researcher { id }");

        Assert.Equal(["INVALID input.into"], again.Problems());
        Assert.Equal(["INVALID input.into"], back.Problems());
        Assert.Equal(kept, into.GetProperty("researcher").GetProperty("id").GetString());
        Assert.Equal(fourth, from.GetProperty("researcher").GetProperty("id").GetString());
        Assert.Equal(
            "6101>6104 6102>6104 6103>6104 6104>",
            await hub.Database.ScalarAsync<string>(
                "select string_agg(id || '>' || coalesce(merged_into_id::text, ''), ' ' order by id) from researchers where id between 6101 and 6104",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Who_follows_either_of_two_follows_the_one_that_is_kept_once_and_ceases_to_by_any_id()
    {
        await PeopleAsync(6200);
        var (old, kept) = (NodeId.Encode("Researcher", 6201), NodeId.Encode("Researcher", 6202));
        var (ana, both) = await hub.MemberAsync("merged-follower");
        var (late, _) = await hub.MemberAsync("merged-late-follower");
        await hub.FollowAsync(ana, "Researcher", 6201);
        await hub.FollowAsync(ana, "Researcher", 6202);
        await hub.Database.ExecuteAsync(
            $"insert into notifications (user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, is_addressed, group_type, group_id, occurred_at) values ({both}, 'change_events', '1', 1, 'PUBLISHED', 'Study', 101, false, 'Researcher', 6201, now())",
            Cancel
        );

        await MergeAsync(old, kept);
        var followed = await FollowsAsync(ana);
        var groups = await hub.DataAsAsync(ana, "{ viewer { notificationGroups { nodes { about { id } } } } }");
        var marked = await hub.DoneAsync(ana, "markNotifications", new { group = old, state = "SAVED" }, "marking { count }");
        var again = await hub.DoneAsync(late, "follow", new { subject = old }, "follow { subjectId }");
        await hub.DoneAsync(late, "follow", new { subject = kept });
        var once = await FollowsAsync(late);
        await hub.DoneAsync(ana, "unfollow", new { subject = old });
        await hub.DoneAsync(late, "unfollow", new { subject = kept });

        Assert.Equal($$"""[{"subjectId":"{{kept}}"}]""", followed);
        Assert.Equal($$$$"""{"viewer":{"notificationGroups":{"nodes":[{"about":{"id":"{{{{kept}}}}"}}]}}}""", groups.GetRawText());
        Assert.Equal(1, marked.GetProperty("marking").GetProperty("count").GetInt32());
        Assert.Equal(kept, again.GetProperty("follow").GetProperty("subjectId").GetString());
        Assert.Equal($$"""[{"subjectId":"{{kept}}"}]""", once);
        Assert.Equal(0, await hub.Database.ScalarAsync<long>("select count(*) from follows where subject_id in (6201, 6202)", Cancel));

        async Task<string> FollowsAsync(string token) =>
            (await hub.DataAsAsync(token, "{ viewer { follows(type: \"Researcher\") { nodes { subjectId } } } }"))
                .GetProperty("viewer")
                .GetProperty("follows")
                .GetProperty("nodes")
                .GetRawText();
    }

    [Fact]
    public async Task A_contributor_that_is_named_by_an_old_id_is_the_person_of_the_kept_one()
    {
        var (old, kept, _) = await MergedAsync(6300);
        var owner = await hub.TokenAsync("merged-owner", Role.Researcher);

        var made = await hub.DoneAsync(
            owner,
            "createStudy",
            new
            {
                type = "REPORT",
                titles = new[] { new { language = "en", text = "By whom?" } },
                contributors = new[] { new { researcher = old } },
            },
            "study { contributors { researcher { id } } }"
        );

        Assert.Equal($$$$"""{"contributors":[{"researcher":{"id":"{{{{kept}}}}"}}]}""", made.GetProperty("study").GetRawText());
    }

    [Fact]
    public async Task A_filter_by_an_old_id_finds_what_the_kept_one_finds()
    {
        var (old, kept, _) = await MergedAsync(6400);
        await PublishAsync(6450, 6401);
        await PublishAsync(6451, 6403);
        var sequence = await hub.EndOfFeedAsync();

        foreach (var id in new[] { old, kept })
        {
            var found = await hub.DataAsync(
                """
                query ($id: ID!, $ids: [ID!], $s: String) {
                  person: researchers(where: { id: { eq: $id } }) { nodes { slug } }
                  oneOf: studies(where: { contributors: { some: { researcher: { id: { in: $ids } } } } }) { nodes { slug } }
                  other: studies(where: { slug: { startsWith: "a-645" }, contributors: { some: { researcher: { id: { neq: $id } } } } }) { nodes { slug } }
                  none: studies(where: { slug: { startsWith: "a-645" }, contributors: { some: { researcher: { id: { nin: $ids } } } } }) { nodes { slug } }
                  text: search(where: { contributor: { eq: $id } }, minSequence: $s) {
                    nodes { ... on Study { slug } }
                    facets(fields: [CONTRIBUTOR]) { buckets { key selected } }
                  }
                  not: search(kinds: [STUDY], where: { source: { eq: "announcements" }, not: [{ contributor: { in: $ids } }] }, minSequence: $s) {
                    nodes { ... on Study { slug } }
                  }
                }
                """,
                new
                {
                    id,
                    ids = new[] { id },
                    s = sequence,
                }
            );

            Assert.Equal("m-6402", Slugs(found, "person"));
            Assert.Equal("a-6450", Slugs(found, "oneOf"));
            Assert.Equal("a-6451", Slugs(found, "other"));
            Assert.Equal("a-6451", Slugs(found, "none"));
            Assert.Equal("a-6450", Slugs(found, "text"));
            Assert.DoesNotContain("a-6450", Slugs(found, "not"), StringComparison.Ordinal);
            Assert.Contains(
                $$"""{"key":"{{kept}}","selected":true}""",
                found.GetProperty("text").GetProperty("facets").GetRawText(),
                StringComparison.Ordinal
            );
        }
    }

    [Fact]
    public async Task Pages_of_what_somebody_made_join_when_the_profile_is_merged_between_them()
    {
        await PeopleAsync(6700);
        var (old, kept) = (NodeId.Encode("Researcher", 6701), NodeId.Encode("Researcher", 6702));
        await PublishAsync(6750, 6701);
        await PublishAsync(6751, 6701);
        const string Page = """
            query ($id: ID!, $after: String, $s: String) {
              search(where: { contributor: { eq: $id } }, order: OLDEST, first: 1, after: $after, minSequence: $s) {
                nodes { ... on Study { slug } } pageInfo { endCursor }
              }
            }
            """;
        var first = await hub.DataAsync(
            Page,
            new
            {
                id = old,
                after = (string?)null,
                s = await hub.EndOfFeedAsync(),
            }
        );

        await MergeAsync(old, kept);
        var second = await hub.DataAsync(
            Page,
            new
            {
                id = old,
                after = first.GetProperty("search").GetProperty("pageInfo").GetProperty("endCursor").GetString(),
                s = await hub.EndOfFeedAsync(),
            }
        );

        Assert.Equal(["a-6750", "a-6751"], new[] { Slugs(first, "search"), Slugs(second, "search") }.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Who_listens_to_a_person_hears_of_the_kept_one_after_a_merge()
    {
        await PeopleAsync(6500);
        var (old, kept) = (NodeId.Encode("Researcher", 6501), NodeId.Encode("Researcher", 6502));
        var (ana, _) = await hub.MemberAsync("merged-listener");
        var where = new { contributor = new { eq = old } };
        var saved = (await hub.DoneAsync(ana, "createSavedSearch", new { name = "Of one", where }, "savedSearch { id }"))
            .GetProperty("savedSearch")
            .GetProperty("id")
            .GetString();
        await using var announced = await SocketClient.ConnectAsync(hub.Http.BaseAddress!);
        await announced.SubscribeAsync(
            "subscription ($w: SearchFilter, $a: String) { outputPublished(where: $w, after: $a) { cursor output { slug } } }",
            new { w = where, a = await hub.EndOfFeedAsync() }
        );
        await using var matched = await EventStream.OpenAsync(
            hub.Http,
            ana,
            "subscription ($id: ID!) { savedSearchMatched(savedSearchId: $id) { cursor output { slug } } }",
            new { id = saved }
        );
        await PublishAsync(6550, 6501);
        Assert.Equal("a-6550", Slug((await announced.NextAsync()).Payload));
        Assert.Equal("a-6550", Slug(await matched.NextAsync()));

        await MergeAsync(old, kept);
        await PublishAsync(6551, 6503);
        await PublishAsync(6552, 6502);

        await HeardAsync(async () => Slug((await announced.NextAsync()).Payload));
        await HeardAsync(async () => Slug(await matched.NextAsync()));

        static string? Slug(JsonElement one) => one.GetProperty("output").GetProperty("slug").GetString();

        // The merge changed the first as well.
        static async Task HeardAsync(Func<Task<string?>> nextAsync)
        {
            var next = await nextAsync();
            Assert.Equal("a-6552", next == "a-6550" ? await nextAsync() : next);
        }
    }

    [Fact]
    public async Task Who_changes_a_profile_by_an_old_id_while_the_kept_one_is_merged_changes_what_is_kept_then()
    {
        var (old, _, curator) = await MergedAsync(6600);
        Task<JsonElement> changing;
        await using (var connection = await hub.Database.DataSource.OpenConnectionAsync(Cancel))
        {
            await using var merge = await connection.BeginTransactionAsync(Cancel);
            await ExecuteAsync("select 1 from researchers where id in (6602, 6603) order by id for update");
            changing = hub.DoneAsync(
                curator,
                "updateResearcherProfile",
                new { id = old, url = "https://both.example/" },
                "researcher { slug url }"
            );
            await hub.UntilAsync(
                "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                "1"
            );
            // As a merge does it: an alias that was locked by who waits for this would never come free.
            await ExecuteAsync(
                "update researchers set merged_into_id = 6603 where merged_into_id = 6602; update researchers set merged_into_id = 6603 where id = 6602"
            );
            await merge.CommitAsync(Cancel);

            async Task ExecuteAsync(string sql)
            {
                await using var command = new NpgsqlCommand(sql, connection, merge);
                await command.ExecuteNonQueryAsync(Cancel);
            }
        }

        Assert.Equal("""{"slug":"m-6603","url":"https://both.example/"}""", (await changing).GetProperty("researcher").GetRawText());
    }

    private static string Slugs(JsonElement found, string field) =>
        string.Join(
            ' ',
            found.GetProperty(field).GetProperty("nodes").EnumerateArray().Select(node => node.GetProperty("slug").GetString())
        );

    /// <summary>Four people, from the key on; the first is merged into the second.</summary>
    private async Task<(string Old, string Kept, string Curator)> MergedAsync(int key)
    {
        await PeopleAsync(key);
        var (old, kept) = (NodeId.Encode("Researcher", key + 1), NodeId.Encode("Researcher", key + 2));
        return (old, kept, await MergeAsync(old, kept));
    }

    private async Task<string> MergeAsync(string old, string kept)
    {
        var curator = await hub.TokenAsync("merged-curator", Role.Curator);
        await hub.DoneAsync(curator, "mergeResearchers", new { id = old, into = kept });
        return curator;
    }

    private Task<int> PeopleAsync(int key) =>
        hub.Database.ExecuteAsync(
            $"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at)
            select n, 'm-' || n, 'Merged' || n, 'Merged', 'Merged', 'merged ' || n, 'UNKNOWN', now(), now() from generate_series({key
                + 1}, {key + 4}) n
            """,
            Cancel
        );

    private Task<int> PublishAsync(int id, int author) =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ({{id}}, 'STUDY', 'a-{{id}}', 'DRAFT', 1, 'Merged', '[{"language":"en","text":"Merged"}]', '[]', '{en}', 'OPEN', 'announcements', '{{id}}', now(), now(), 'REPORT');
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values ({{id}}, 0, {{author}}, 'M.', '{}');
            update research_outputs set state = 'PUBLISHED' where id = {{id}};
            insert into change_events (kind, subject_kind, subject_id) values ('PUBLISHED', 'STUDY', {{id}})
            """,
            Cancel
        );

    private async Task<string> LinkedAsync(string who, int researcher)
    {
        var token = await hub.TokenAsync(who, Role.Researcher);
        await hub.Database.ExecuteAsync($"update users set researcher_id = {researcher} where email = '{who}@example.org'", Cancel);
        return token;
    }
}
