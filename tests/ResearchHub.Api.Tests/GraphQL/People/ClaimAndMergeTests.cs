using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.People;

/// <summary>Who stands behind a contributor: claims that curators decide on, and merges of two records of one person.</summary>
public sealed class ClaimAndMergeTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Contributors = "contributors { nameAsPrinted researcher { id slug } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_claim_is_a_request_to_the_curators_and_accepted_it_makes_the_contributor_who_claimed()
    {
        var output = await StudyAsync(4000);
        var ana = await LinkedAsync("claims", 4001);
        var curator = await hub.TokenAsync("claims-curator", Role.Curator);
        const string Details = "details { ... on AuthorshipClaimDetails { position nameAsPrinted researcher { slug } } }";

        var claim = (
            await hub.DoneAsync(ana, "claimAuthorship", Claim(output, "See my page."), $"request {{ id kind status {Details} }}")
        ).GetProperty("request");
        var id = claim.GetProperty("id").GetString();
        var twice = await hub.RunAsync(ana, "claimAuthorship", Claim(output, "Again."));
        var waiting = (
            await hub.DataAsAsync(
                curator,
                "{ viewer { requests(part: RECEIVER, where: { kind: { eq: AUTHORSHIP_CLAIM } }, first: 100) { nodes { id message topic { id } creator { name } receiver { kind } actions } } } }"
            )
        )
            .GetProperty("viewer")
            .GetProperty("requests")
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(one => one.GetProperty("id").GetString() == id);
        await hub.DoneAsync(curator, "askForMoreInformation", new { id, text = "Which page?" });
        await hub.DoneAsync(ana, "commentOnRequest", new { id, text = "The one of my faculty." });
        var decisions = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.RunAsync(curator, "acceptRequest", new { id })));

        Assert.Equal(
            $$$$"""{"id":"{{{{id}}}}","kind":"AUTHORSHIP_CLAIM","status":"SUBMITTED","details":{"position":0,"nameAsPrinted":"Duplicate, A.","researcher":{"slug":"c-4001"}}}""",
            claim.GetRawText()
        );
        Assert.Equal(["INVALID input"], twice.Problems());
        Assert.Equal(
            $$$$"""{"id":"{{{{id}}}}","message":"See my page.","topic":{"id":"{{{{output}}}}"},"creator":{"name":"claims"},"receiver":{"kind":"CURATORS"},"actions":["ACCEPT","DECLINE","COMMENT","ASK_FOR_MORE","ASSIGN_REVIEWERS"]}""",
            waiting.GetRawText()
        );
        Assert.Single(decisions, one => one.Problems() is []);
        Assert.Equal(3, decisions.Count(one => one.Problems() is ["STATE input.id"]));
        var contributor = (await hub.DataAsync($"{{ node(id: \"{output}\") {{ ... on Study {{ {Contributors} }} }} }}")).GetProperty(
            "node"
        );
        Assert.Equal(
            """{"contributors":[{"nameAsPrinted":"Duplicate, A.","researcher":{"id":"ID","slug":"c-4001"}}]}""".Replace(
                "ID",
                NodeId.Encode("Researcher", 4001),
                StringComparison.Ordinal
            ),
            contributor.GetRawText()
        );
        var mine = await hub.DataAsAsync(ana, "{ viewer { requests(part: CREATOR) { nodes { status timeline { nodes { kind } } } } } }");
        Assert.Equal(
            """{"viewer":{"requests":{"nodes":[{"status":"ACCEPTED","timeline":{"nodes":[{"kind":"CREATED"},{"kind":"SUBMITTED"},{"kind":"MORE_ASKED"},{"kind":"COMMENTED"},{"kind":"ACCEPTED"}]}}]}}}""",
            mine.GetRawText()
        );
    }

    [Fact]
    public async Task A_claim_that_is_declined_taken_back_or_cannot_be_changes_nothing()
    {
        var output = await StudyAsync(4100);
        var ana = await LinkedAsync("declined", 4101);
        var linkedCurator = await LinkedAsync("declined-curator", 4102, Role.Curator);
        var (unlinked, stranger) = (await hub.TokenAsync("unlinked", Role.Researcher), await hub.TokenAsync("claims-eve", Role.Researcher));
        var before = await ContributorsAsync();

        var none = await hub.RunAsync(unlinked, "claimAuthorship", Claim(output, "Me."));
        var place = await hub.RunAsync(ana, "claimAuthorship", Claim(output, "Me.", 9));
        var organisation = await hub.RunAsync(ana, "claimAuthorship", Claim(NodeId.Encode("Study", 102), "Me."));
        var draft = await hub.RunAsync(ana, "claimAuthorship", Claim(NodeId.Encode("Study", 104), "Me."));
        var otherType = await hub.RunAsync(ana, "claimAuthorship", Claim(NodeId.Encode("Dataset", 4100), "Me."));
        var empty = await hub.RunAsync(ana, "claimAuthorship", Claim(output, " "));
        var own = await ClaimAsync(linkedCurator, output);
        var takenBack = await ClaimAsync(ana, output);
        var unseen = await hub.RunAsync(stranger, "acceptRequest", new { id = takenBack });
        await hub.DoneAsync(ana, "cancelRequest", new { id = takenBack });
        var over = await hub.RunAsync(linkedCurator, "acceptRequest", new { id = takenBack });
        var claim = await ClaimAsync(ana, output);
        var bare = await hub.RunAsync(linkedCurator, "declineRequest", new { id = claim });
        await hub.DoneAsync(linkedCurator, "declineRequest", new { id = claim, outcome = "Another Ana." });
        var forOneself = await hub.RunAsync(linkedCurator, "acceptRequest", new { id = own });

        Assert.Equal(["INVALID input"], none.Problems());
        Assert.Equal(["INVALID input.position"], place.Problems());
        Assert.Equal(["INVALID input.position"], organisation.Problems());
        Assert.Equal(["NOT_FOUND input.output"], draft.Problems());
        Assert.Equal(["NOT_FOUND input.output"], otherType.Problems());
        Assert.Equal(["INVALID input.evidence"], empty.Problems());
        Assert.Equal(["NOT_FOUND input.id"], unseen.Problems());
        Assert.Equal(["STATE input.id"], over.Problems());
        Assert.Equal(["INVALID input.outcome"], bare.Problems());
        Assert.Equal(["FORBIDDEN input.id"], forOneself.Problems());
        Assert.Equal(before, await ContributorsAsync());
        var told = await hub.DataAsAsync(ana, "query ($id: ID!) { request(id: $id) { status outcome } }", new { id = claim });
        Assert.Equal("""{"request":{"status":"DECLINED","outcome":"Another Ana."}}""", told.GetRawText());
    }

    [Fact]
    public async Task A_claim_of_somebody_whose_record_was_merged_meanwhile_leads_to_the_one_that_is_kept()
    {
        var output = await StudyAsync(4500);
        var (ana, curator) = (await LinkedAsync("claims-merged", 4501), await hub.TokenAsync("claims-merger", Role.Curator));
        var id = await ClaimAsync(ana, output);
        var pair = new { id = NodeId.Encode("Researcher", 4501), into = NodeId.Encode("Researcher", 4502) };
        await hub.DoneAsync(curator, "mergeResearchers", pair);

        await hub.DoneAsync(curator, "acceptRequest", new { id });

        Assert.Equal(4502, await hub.Database.ScalarAsync<long>("select researcher_id from contributions where output_id = 4500", Cancel));
    }

    [Fact]
    public async Task Who_is_named_by_a_merged_record_is_the_person_of_the_one_that_is_kept()
    {
        await StudyAsync(4900);
        var (curator, owner) = (await hub.TokenAsync("alias-curator", Role.Curator), await hub.TokenAsync("alias-owner", Role.Researcher));
        var (ana, user) = await hub.MemberAsync("alias-ana", Role.Researcher);
        var (old, kept) = (NodeId.Encode("Researcher", 4901), NodeId.Encode("Researcher", 4902));
        await hub.DoneAsync(curator, "mergeResearchers", new { id = old, into = kept });

        var linked = await hub.DoneAsync(
            curator,
            "linkUserToResearcher",
            new { user = NodeId.Encode("User", user), researcher = old },
            "user { researcher { id } }"
        );
        await hub.DoneAsync(ana, "updateResearcherProfile", new { id = kept, url = "https://ana.example/" });
        var list = (await hub.DoneAsync(owner, "createReadingList", new { title = "For Ana" }, "readingList { id }"))
            .GetProperty("readingList")
            .GetProperty("id")
            .GetString();
        var study = (
            await hub.DoneAsync(
                owner,
                "createStudy",
                new { type = "REPORT", titles = new[] { new { language = "en", text = "With Ana" } } },
                "study { id }"
            )
        )
            .GetProperty("study")
            .GetProperty("id")
            .GetString();
        await hub.DoneAsync(
            owner,
            "shareReadingList",
            new
            {
                id = list,
                person = old,
                level = "VIEW",
            }
        );
        await hub.DoneAsync(
            owner,
            "inviteCollaborator",
            new
            {
                id = study,
                researcher = old,
                role = "READ",
            }
        );
        await hub.DoneAsync(owner, "postComment", new { subject = NodeId.Encode("Study", 101), body = "Look, @c-4901" });

        Assert.Equal(kept, linked.GetProperty("user").GetProperty("researcher").GetProperty("id").GetString());
        Assert.Equal(4902, await hub.Database.ScalarAsync<long>($"select researcher_id from users where id = {user}", Cancel));
        foreach (var place in new[] { "comment_mentions", "output_collaborators", "reading_list_members" })
        {
            Assert.Equal(1, await hub.Database.ScalarAsync<long>($"select count(*) from {place} where user_id = {user}", Cancel));
        }
    }

    [Fact]
    public async Task Who_links_an_account_while_the_record_is_merged_links_it_to_the_one_that_is_kept()
    {
        await StudyAsync(4800);
        var curator = await hub.TokenAsync("alias-race", Role.Curator);
        var (_, user) = await hub.MemberAsync("alias-race-ana");
        Task linking;
        await using (var connection = await hub.Database.DataSource.OpenConnectionAsync(Cancel))
        {
            await using var merge = await connection.BeginTransactionAsync(Cancel);
            await using var lost = new NpgsqlCommand(
                """
                select 1 from researchers where id in (4801, 4802) order by id for update;
                update researchers set merged_into_id = 4802 where id = 4801
                """,
                connection,
                merge
            );
            await lost.ExecuteNonQueryAsync(Cancel);
            linking = hub.DoneAsync(
                curator,
                "linkUserToResearcher",
                new { user = NodeId.Encode("User", user), researcher = NodeId.Encode("Researcher", 4801) }
            );
            await hub.UntilAsync(
                "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
                "1"
            );
            await merge.CommitAsync(Cancel);
        }
        await linking;

        Assert.Equal(4802, await hub.Database.ScalarAsync<long>($"select researcher_id from users where id = {user}", Cancel));
    }

    [Fact]
    public async Task Of_a_published_version_only_the_person_behind_a_name_can_change()
    {
        await StudyAsync(4200);

        await Assert.ThrowsAsync<PostgresException>(() =>
            hub.Database.ExecuteAsync("update contributions set name_as_printed = 'Other' where output_id = 4200", Cancel)
        );
        await Assert.ThrowsAsync<PostgresException>(() =>
            hub.Database.ExecuteAsync("update contributions set output_id = 104 where output_id = 4200", Cancel)
        );
        await Assert.ThrowsAsync<PostgresException>(() =>
            hub.Database.ExecuteAsync("update contributions set researcher_id = null, organization_id = 21 where output_id = 4200", Cancel)
        );
    }

    [Fact]
    public async Task Of_two_records_merged_both_ids_and_slugs_lead_to_the_one_that_is_kept()
    {
        var output = await StudyAsync(4300);
        var curator = await hub.TokenAsync("merging", Role.Curator);
        await LinkedAsync("merged-person", 4309);
        await hub.Database.ExecuteAsync(
            """
            update researchers set orcid = '0000-0001-5109-3700' where id = 4309;
            insert into affiliations (id, researcher_id, organization_id) values (4305, 4309, 21);
            insert into researcher_expertise (researcher_id, concept_id) values (4309, 12), (4309, 13), (4301, 13);
            """,
            Cancel
        );
        var (old, kept) = (NodeId.Encode("Researcher", 4309), NodeId.Encode("Researcher", 4301));

        var merged = await hub.DoneAsync(
            curator,
            "mergeResearchers",
            new { id = old, into = kept },
            "researcher { id slug orcid affiliations { organization { acronym } } expertise { notation } outputs { totalCount } }"
        );
        var again = await hub.RunAsync(curator, "mergeResearchers", new { id = old, into = kept });
        var self = await hub.RunAsync(curator, "mergeResearchers", new { id = kept, into = kept });
        var further = await hub.DoneAsync(curator, "mergeResearchers", new { id = kept, into = NodeId.Encode("Researcher", 4302) });

        Assert.Empty(further.Problems());
        var person = merged.GetProperty("researcher");
        Assert.Equal(kept, person.GetProperty("id").GetString());
        Assert.Equal("0000-0001-5109-3700", person.GetProperty("orcid").GetString());
        Assert.Equal("""[{"organization":{"acronym":"IOM"}}]""", person.GetProperty("affiliations").GetRawText());
        Assert.Equal(2, person.GetProperty("expertise").GetArrayLength());
        Assert.Equal(1, person.GetProperty("outputs").GetProperty("totalCount").GetInt32());
        Assert.Equal(["INVALID input.into"], again.Problems());
        Assert.Equal(["INVALID input.into"], self.Problems());
        var found = await hub.DataAsync(
            $$"""
            {
              first: node(id: "{{old}}") { ... on Researcher { slug } }
              second: researcher(by: { id: "{{kept}}" }) { slug }
              bySlug: researcher(by: { slug: "c-4309" }) { slug }
              byOrcid: researcher(by: { orcid: "0000-0001-5109-3700" }) { slug }
              list: researchers(where: { slug: { startsWith: "c-43" } }, first: 100) { totalCount nodes { slug } }
              study: node(id: "{{output}}") { ... on Study { {{Contributors}} } }
            }
            """
        );
        foreach (var field in new[] { "first", "second", "bySlug", "byOrcid" })
        {
            Assert.Equal("c-4302", found.GetProperty(field).GetProperty("slug").GetString());
        }
        Assert.Equal("""{"totalCount":1,"nodes":[{"slug":"c-4302"}]}""", found.GetProperty("list").GetRawText());
        Assert.Equal(
            "c-4302",
            found.GetProperty("study").GetProperty("contributors")[0].GetProperty("researcher").GetProperty("slug").GetString()
        );
        Assert.Equal(
            4302,
            await hub.Database.ScalarAsync<long>("select researcher_id from users where email = 'merged-person@example.org'", Cancel)
        );
        var end = await hub.EndOfFeedAsync();
        var hits = await hub.DataAsync(
            "query ($s: String) { search(query: \"Duplicate4300\", kinds: [RESEARCHER], minSequence: $s) { nodes { ... on Researcher { slug } } } }",
            new { s = end }
        );
        Assert.Equal("""{"search":{"nodes":[{"slug":"c-4302"}]}}""", hits.GetRawText());
    }

    [Fact]
    public async Task Two_orcid_ids_are_two_people_and_two_merges_at_once_do_not_wait_for_each_other()
    {
        await StudyAsync(4400);
        var curator = await hub.TokenAsync("merging-two", Role.Curator);
        await hub.Database.ExecuteAsync(
            "update researchers set orcid = '0000-0002-1694-233X' where id = 4401; update researchers set orcid = '0000-0003-1415-9269' where id = 4402",
            Cancel
        );
        object Pair(int from, int into) => new { id = NodeId.Encode("Researcher", from), into = NodeId.Encode("Researcher", into) };

        var different = await hub.RunAsync(curator, "mergeResearchers", Pair(4401, 4402));
        var crossed = await Task.WhenAll(
            hub.RunAsync(curator, "mergeResearchers", Pair(4401, 4409)),
            hub.RunAsync(curator, "mergeResearchers", Pair(4409, 4401))
        );

        Assert.Equal(["INVALID input.into"], different.Problems());
        Assert.Single(crossed, one => one.Problems() is []);
        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from researchers where id in (4401, 4409) and merged_into_id is null",
                Cancel
            )
        );
    }

    [Fact]
    public async Task What_a_person_keeps_to_themselves_in_either_record_stays_so_and_what_the_kept_one_leaves_open_is_filled()
    {
        await StudyAsync(4600);
        var curator = await hub.TokenAsync("merging-private", Role.Curator);
        await hub.Database.ExecuteAsync(
            """
            update researchers set sector = 'ACADEMIA', url = 'https://example.org/private', languages = '{mk}', open_to = '{REVIEW}',
              restricted = '{"URL": "PRIVATE", "AFFILIATIONS": "PRIVATE", "EXPERTISE": "MEMBERS", "LANGUAGES": "MEMBERS"}' where id = 4609;
            update researchers set languages = '{en}', restricted = '{"EXPERTISE": "PRIVATE", "LANGUAGES": "PRIVATE", "OPEN_TO": "MEMBERS"}' where id = 4601;
            insert into affiliations (id, researcher_id, organization_id, role) values (4605, 4609, 21, 'Adviser'), (4606, 4609, 22, null), (4607, 4601, 21, 'Adviser');
            insert into researcher_expertise (researcher_id, concept_id) values (4609, 12);
            """,
            Cancel
        );
        const string All =
            "sector url affiliations { organization { acronym } } expertise { notation } languages openTo revision visibility { field visibility }";
        var pair = new { id = NodeId.Encode("Researcher", 4609), into = NodeId.Encode("Researcher", 4601) };

        var merged = await hub.DoneAsync(curator, "mergeResearchers", pair, $"researcher {{ {All} }}");

        Assert.Equal(
            """{"sector":"ACADEMIA","url":"https://example.org/private","affiliations":[{"organization":{"acronym":null}},{"organization":{"acronym":"IOM"}}],"expertise":[{"notation":"labour"}],"languages":["en"],"openTo":["REVIEW"],"revision":2,"visibility":[{"field":"SECTOR","visibility":"PUBLIC"},{"field":"AFFILIATIONS","visibility":"PRIVATE"},{"field":"EXPERTISE","visibility":"PRIVATE"},{"field":"LANGUAGES","visibility":"PRIVATE"},{"field":"OPEN_TO","visibility":"MEMBERS"},{"field":"URL","visibility":"PRIVATE"}]}""",
            merged.GetProperty("researcher").GetRawText()
        );
        var seen = await hub.DataAsync($"{{ researcher(by: {{ slug: \"c-4601\" }}) {{ {All} }} }}");
        Assert.Equal(
            """{"researcher":{"sector":"ACADEMIA","url":null,"affiliations":[],"expertise":[],"languages":[],"openTo":[],"revision":2,"visibility":null}}""",
            seen.GetRawText()
        );
    }

    [Fact]
    public async Task Two_records_that_have_an_account_each_are_not_merged_and_one_of_them_unlinked_they_are()
    {
        await StudyAsync(4700);
        var curator = await hub.TokenAsync("merging-accounts", Role.Curator);
        await LinkedAsync("account-one", 4701);
        await LinkedAsync("account-two", 4709);
        var pair = new { id = NodeId.Encode("Researcher", 4709), into = NodeId.Encode("Researcher", 4701) };
        Task<string?> StateAsync() =>
            hub.Database.ScalarAsync<string>(
                """
                select jsonb_build_array(
                  (select jsonb_agg(r order by id) from researchers r where id in (4701, 4709)),
                  (select jsonb_agg(u order by id) from users u where researcher_id in (4701, 4709)),
                  (select jsonb_agg(c) from contributions c where output_id = 4700),
                  (select count(*) from change_events where subject_id in (4701, 4709)))::text
                """,
                Cancel
            );
        var before = await StateAsync();

        var refused = await hub.RunAsync(curator, "mergeResearchers", pair, "researcher { id }");
        var after = await StateAsync();
        await hub.Database.ExecuteAsync("update users set researcher_id = null where email = 'account-one@example.org'", Cancel);
        await hub.DoneAsync(curator, "mergeResearchers", pair);

        Assert.Equal(["CONFLICT input.into"], refused.Problems());
        Assert.Equal("TwoAccountsError", refused.GetProperty("errors")[0].GetProperty("__typename").GetString());
        Assert.Equal(before, after);
        Assert.Equal(
            "account-two@example.org",
            await hub.Database.ScalarAsync<string>("select string_agg(email, ' ') from users where researcher_id = 4701", Cancel)
        );
    }

    /// <summary>A published study whose only author is 4xx9, and three other records of that name.</summary>
    private async Task<string> StudyAsync(int key)
    {
        await hub.Database.ExecuteAsync(
            $$"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at)
            select n, 'c-' || n, 'Duplicate{{key}}', 'Duplicate', 'Duplicate', 'duplicate ' || n, 'UNKNOWN', now(), now()
            from (values ({{key + 1}}), ({{key + 2}}), ({{key + 9}})) v(n);
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ({{key}}, 'STUDY', 's-{{key}}', 'DRAFT', 1, 'Claimed', '[{"language":"en","text":"Claimed"}]', '[]', '{en}', 'OPEN', 'claims', '{{key}}', now(), now(), 'REPORT');
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values ({{key}}, 0, {{key
                + 9}}, 'Duplicate, A.', '{}');
            update research_outputs set state = 'PUBLISHED' where id = {{key}};
            """,
            Cancel
        );
        return NodeId.Encode("Study", key);
    }

    private async Task<string> ClaimAsync(string token, string output) =>
        (await hub.DoneAsync(token, "claimAuthorship", Claim(output, "Me."), "request { id }"))
            .GetProperty("request")
            .GetProperty("id")
            .GetString()!;

    private static object Claim(string output, string evidence, int position = 0) =>
        new
        {
            output,
            position,
            evidence,
        };

    private async Task<string> LinkedAsync(string who, int researcher, Role role = Role.Researcher)
    {
        var token = await hub.TokenAsync(who, role);
        await hub.Database.ExecuteAsync($"update users set researcher_id = {researcher} where email = '{who}@example.org'", Cancel);
        return token;
    }

    private Task<string?> ContributorsAsync() =>
        hub.Database.ScalarAsync<string>(
            "select md5(string_agg(c::text, '|' order by output_id, position)) from contributions c where output_id = 4100",
            Cancel
        );
}
