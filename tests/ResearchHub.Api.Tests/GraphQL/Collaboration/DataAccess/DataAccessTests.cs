using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.DataAccess;

/// <summary>Files that are not open are asked for, given for a time, and who downloaded them is known to who gave them.</summary>
public sealed class DataAccessTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Answer = "request { id status details { ... on DataAccessDetails { decision termsVersion } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Data_are_asked_for_talked_about_given_until_a_day_and_downloaded()
    {
        var (owner, ana) = (await hub.TokenAsync("da-owner", Role.Researcher), await hub.TokenAsync("da-ana", Role.Researcher));
        var stranger = await hub.TokenAsync("da-stranger", Role.Researcher);
        var (dataset, file) = await DatasetAsync(9500, "da-owner", "LICENSED");
        await hub.DoneAsync(owner, "setAccessTerms", new { dataset, text = "First." });
        var terms = await hub.DoneAsync(
            owner,
            "setAccessTerms",
            new
            {
                dataset,
                text = "Cite it. Tell nobody.",
                grantDays = 30,
                needsEthicsApproval = true,
            },
            "terms { version }"
        );

        var careless = await hub.RunAsync(
            ana,
            "requestDataAccess",
            new
            {
                dataset,
                purpose = "A thesis.",
                acceptedTermsVersion = 1,
            }
        );
        var asked = await hub.DoneAsync(ana, "requestDataAccess", Order(dataset), Answer);
        var id = asked.GetProperty("request").GetProperty("id").GetString();
        await hub.DoneAsync(owner, "askForMoreInformation", new { id, text = "Which thesis?" });
        var more = await DecisionAsync(ana, id);
        await hub.DoneAsync(ana, "commentOnRequest", new { id, text = "On remittances." });
        var pending = await DecisionAsync(ana, id);
        var before = await DownloadAsync(ana, file);
        await hub.DoneAsync(owner, "acceptRequest", new { id });
        var approved = await DecisionAsync(ana, id);
        var after = await DownloadAsync(ana, file);
        var preview = await hub.DataAsAsync(ana, $"{{ node(id: \"{dataset}\") {{ ... on Dataset {{ preview(first: 1) {{ rows }} }} }} }}");
        var others = await DownloadAsync(stranger, file);
        var unseen = await ListsAsync(stranger, dataset);
        var lists = await ListsAsync(owner, dataset);
        hub.Clock.Advance(TimeSpan.FromDays(31));
        var late = await DownloadAsync(ana, file);

        Assert.Equal(2, terms.GetProperty("terms").GetProperty("version").GetInt32());
        Assert.Equal(["INVALID input.ethicsApproval", "INVALID input.acceptedTermsVersion"], careless.Problems());
        Assert.Equal(("MORE_INFO", "PENDING", "APPROVED"), (more, pending, approved));
        Assert.Equal(HttpStatusCode.NotFound, before);
        Assert.Equal(HttpStatusCode.OK, after);
        Assert.Contains("2010", preview.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, others);
        Assert.Equal("""{"accessGrants":null,"downloads":null,"viewerAccess":null}""", unseen);
        Assert.Equal(
            """{"accessGrants":{"totalCount":1,"nodes":[{"user":{"name":"da-ana"},"termsVersion":2,"revokedAt":null}]},"downloads":{"nodes":[{"kind":"PREVIEW","fileName":"transfers.csv","user":{"name":"da-ana"}},{"kind":"DOWNLOAD","fileName":"transfers.csv","user":{"name":"da-ana"}}]},"viewerAccess":null}""",
            lists
        );
        Assert.Equal(HttpStatusCode.NotFound, late);
    }

    [Fact]
    public async Task The_owner_sees_in_the_log_who_gave_access_and_who_took_it_back()
    {
        var (owner, ben) = (await hub.TokenAsync("dg-owner", Role.Researcher), await hub.TokenAsync("dg-ben", Role.Researcher));
        var ana = await hub.TokenAsync("dg-ana", Role.Researcher);
        var (dataset, _) = await DatasetAsync(9740, "dg-owner", "LICENSED");
        await hub.JoinAsync(owner, dataset, ben, "dg-ben@example.org", "ADMIN");
        await hub.DoneAsync(owner, "setAccessTerms", new { dataset, text = "Cite it." });
        var asked = await hub.DoneAsync(
            ana,
            "requestDataAccess",
            new
            {
                dataset,
                purpose = "A thesis.",
                acceptedTermsVersion = 1,
            },
            "request { id }"
        );

        await hub.DoneAsync(ben, "acceptRequest", new { id = asked.GetProperty("request").GetProperty("id").GetString() });
        var grant = await hub.Database.ScalarAsync<long>("select max(id) from data_access_grants where output_id = 9740", Cancel);
        await hub.DoneAsync(ben, "revokeDataAccess", new { id = NodeId.Encode("DataAccessGrant", grant), reason = "Misused." });

        var seen = await hub.SeenAsync(owner, dataset, "... on Dataset { audit { nodes { action actor { name } } } }");
        Assert.StartsWith(
            """[{"action":"revokeDataAccess","actor":{"name":"dg-ben"}},{"action":"acceptRequest","actor":{"name":"dg-ben"}},""",
            seen.GetProperty("audit").GetProperty("nodes").GetRawText(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Access_that_was_taken_back_is_gone_at_the_next_download()
    {
        var (owner, ana) = (await hub.TokenAsync("dr-owner", Role.Researcher), await hub.TokenAsync("dr-ana", Role.Researcher));
        var (dataset, file) = await DatasetAsync(9510, "dr-owner", "DIRECT");
        var given = await hub.DoneAsync(ana, "requestDataAccess", new { dataset, purpose = "Teaching." }, "request { id status }");
        var own = await hub.DataAsAsync(ana, $"{{ node(id: \"{dataset}\") {{ ... on Dataset {{ viewerAccess {{ id }} }} }} }}");
        var grant = own.GetProperty("node").GetProperty("viewerAccess").GetProperty("id").GetString();

        var first = await DownloadAsync(ana, file);
        var byAna = await hub.RunAsync(ana, "revokeDataAccess", new { id = grant, reason = "Why not." });
        var twice = await Task.WhenAll(
            hub.RunAsync(owner, "revokeDataAccess", new { id = grant, reason = "It was passed on." }),
            hub.RunAsync(owner, "revokeDataAccess", new { id = grant, reason = "It was passed on." })
        );
        var last = await DownloadAsync(ana, file);
        var told = await hub.DataAsAsync(
            ana,
            "query ($id: ID!) { request(id: $id) { details { ... on DataAccessDetails { grant { id revocationReason } } } } }",
            new { id = given.GetProperty("request").GetProperty("id").GetString() }
        );

        Assert.Equal(
            $$"""{"id":"{{grant}}","revocationReason":"It was passed on."}""",
            told.GetProperty("request").GetProperty("details").GetProperty("grant").GetRawText()
        );
        Assert.Equal("ACCEPTED", given.GetProperty("request").GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.OK, first);
        Assert.Equal(["FORBIDDEN input.id"], byAna.Problems());
        Assert.Single(twice, one => one.Problems() is []);
        Assert.Single(twice, one => one.Problems() is ["INVALID input.id"]);
        Assert.Equal(HttpStatusCode.NotFound, last);
    }

    [Fact]
    public async Task Asking_again_for_what_one_has_gives_nothing_twice()
    {
        var (owner, ana) = (await hub.TokenAsync("dt-owner", Role.Researcher), await hub.TokenAsync("dt-ana", Role.Researcher));
        var (dataset, file) = await DatasetAsync(97500, "dt-owner", "DIRECT");
        await hub.DoneAsync(
            owner,
            "setAccessTerms",
            new
            {
                dataset,
                text = "Cite it.",
                grantDays = 10,
            }
        );
        object Wanted() => Purpose(dataset, 1);

        async Task<string?> KeptAsync() => (
                await hub.DoneAsync(
                    ana,
                    "requestDataAccess",
                    new
                    {
                        dataset,
                        purpose = "A thesis, later.",
                        acceptedTermsVersion = 1,
                        isDraft = true,
                    },
                    "request { id }"
                )
            ).GetProperty("request").GetProperty("id").GetString();
        await hub.DoneAsync(ana, "submitRequest", new { id = await KeptAsync() });
        var second = await KeptAsync();
        var sent = await hub.RunAsync(ana, "submitRequest", new { id = second });
        await hub.DoneAsync(ana, "cancelRequest", new { id = second });
        await hub.Database.ExecuteAsync("delete from data_access_grants where output_id = 97500", Cancel);

        var asked = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => hub.RunAsync(ana, "requestDataAccess", Wanted())));

        Assert.Equal(["INVALID input.id"], sent.Problems());
        Assert.Single(asked, one => one.Problems() is []);
        Assert.Equal(3, asked.Count(one => one.Problems() is ["INVALID input.dataset"]));
        Assert.Equal(1L, await hub.Database.ScalarAsync<long>("select count(*) from data_access_grants where output_id = 97500", Cancel));
        hub.Clock.Advance(TimeSpan.FromDays(11));
        Assert.Equal(HttpStatusCode.NotFound, await DownloadAsync(ana, file));
        await hub.DoneAsync(ana, "requestDataAccess", Wanted());
        Assert.Equal(HttpStatusCode.OK, await DownloadAsync(ana, file));
    }

    [Fact]
    public async Task Access_is_taken_back_with_all_that_somebody_was_given_of_the_dataset()
    {
        var (owner, ana) = (await hub.TokenAsync("db-owner", Role.Researcher), await hub.TokenAsync("db-ana", Role.Researcher));
        var ben = await hub.TokenAsync("db-ben", Role.Researcher);
        var (dataset, file) = await DatasetAsync(97600, "db-owner", "LICENSED");
        await hub.DoneAsync(owner, "setAccessTerms", new { dataset, text = "Cite it." });
        await GivenAsync(owner, ben, dataset, 1);
        await GivenAsync(owner, ana, dataset, 1);
        await GivenAsync(owner, ana, dataset, 1);
        var grant = await hub.Database.ScalarAsync<long>(
            "select min(g.id) from data_access_grants g join users u on u.id = g.user_id where g.output_id = 97600 and u.email = 'db-ana@example.org'",
            Cancel
        );

        await hub.DoneAsync(owner, "revokeDataAccess", new { id = NodeId.Encode("DataAccessGrant", grant), reason = "It was passed on." });

        Assert.Equal(HttpStatusCode.NotFound, await DownloadAsync(ana, file));
        Assert.Equal(HttpStatusCode.OK, await DownloadAsync(ben, file));
        Assert.Equal(
            2L,
            await hub.Database.ScalarAsync<long>(
                "select count(*) from data_access_grants where output_id = 97600 and reason = 'It was passed on.'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Data_in_an_enclave_are_given_but_not_downloaded_and_what_nobody_gives_cannot_be_asked_for()
    {
        var (owner, ana) = (await hub.TokenAsync("de-owner", Role.Researcher), await hub.TokenAsync("de-ana", Role.Researcher));
        var (enclave, file) = await DatasetAsync(9520, "de-owner", "DATA_ENCLAVE");
        var (remote, _) = await DatasetAsync(9530, "de-owner", "REMOTE");
        var asked = await hub.DoneAsync(
            ana,
            "requestDataAccess",
            new { dataset = enclave, purpose = "On your machines." },
            "request { id }"
        );
        var id = asked.GetProperty("request").GetProperty("id").GetString();
        var tooLong = await hub.RunAsync(owner, "acceptRequest", new { id, until = "2099-01-01T00:00:00Z" });
        await hub.DoneAsync(owner, "acceptRequest", new { id });

        var none = await hub.RunAsync(ana, "requestDataAccess", new { dataset = remote, purpose = "Anything." });
        var open = await hub.RunAsync(ana, "requestDataAccess", new { dataset = NodeId.Encode("Dataset", 201), purpose = "Anything." });

        Assert.Equal(["INVALID input.until"], tooLong.Problems());
        Assert.Equal(HttpStatusCode.NotFound, await DownloadAsync(ana, file));
        Assert.Equal(["INVALID input.dataset"], none.Problems());
        Assert.Equal(["INVALID input.dataset"], open.Problems());
        Assert.Contains("\"viewerAccess\":{", await ListsAsync(ana, enclave), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Access_goes_on_to_a_new_version_until_it_has_other_terms_and_never_back()
    {
        var (owner, ana) = (await hub.TokenAsync("dv-owner", Role.Researcher), await hub.TokenAsync("dv-ana", Role.Researcher));
        var bob = await hub.TokenAsync("dv-bob", Role.Researcher);
        var (first, firstFile) = await DatasetAsync(9540, "dv-owner", "LICENSED");
        await hub.DoneAsync(
            owner,
            "setAccessTerms",
            new
            {
                dataset = first,
                text = "Cite it.",
                grantDays = 30,
            }
        );
        await GivenAsync(owner, ana, first, 1);

        var (second, secondFile) = await NextAsync(owner, first, "LICENSED");
        var (carried, none) = (await DownloadAsync(ana, secondFile), await DownloadAsync(bob, secondFile));
        var seen = await ListsAsync(ana, second);
        var grants = await ListsAsync(owner, second);
        await hub.DoneAsync(owner, "setAccessTerms", new { dataset = second, text = "Cite it, and tell us." });
        var (changed, kept) = (await DownloadAsync(ana, secondFile), await DownloadAsync(ana, firstFile));
        var stale = await hub.RunAsync(ana, "requestDataAccess", Purpose(second, 1));
        await GivenAsync(owner, ana, second, 2);
        await GivenAsync(owner, bob, second, 2);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (carried, none));
        Assert.Equal("""{"accessGrants":null,"downloads":null,"viewerAccess":{"termsVersion":1}}""", seen);
        Assert.Contains("\"accessGrants\":{\"totalCount\":1", grants, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.OK), (changed, kept));
        Assert.Equal(["INVALID input.acceptedTermsVersion"], stale.Problems());
        Assert.Equal(HttpStatusCode.OK, await DownloadAsync(ana, secondFile));
        Assert.Equal(
            (HttpStatusCode.OK, HttpStatusCode.NotFound),
            (await DownloadAsync(bob, secondFile), await DownloadAsync(bob, firstFile))
        );
        hub.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.NotFound, await DownloadAsync(ana, firstFile));
        Assert.Equal(HttpStatusCode.OK, await DownloadAsync(ana, secondFile));
    }

    [Fact]
    public async Task Access_taken_back_is_gone_in_all_versions_and_a_stricter_mode_is_asked_for_anew()
    {
        var (owner, ana) = (await hub.TokenAsync("dm-owner", Role.Researcher), await hub.TokenAsync("dm-ana", Role.Researcher));
        var (first, _) = await DatasetAsync(9550, "dm-owner", "DIRECT");
        await hub.DoneAsync(ana, "requestDataAccess", new { dataset = first, purpose = "Teaching." });
        var (second, secondFile) = await NextAsync(owner, first, "DIRECT");
        var (_, thirdFile) = await NextAsync(owner, second, "LICENSED");
        var (same, stricter) = (await DownloadAsync(ana, secondFile), await DownloadAsync(ana, thirdFile));
        var own = await hub.DataAsAsync(ana, $"{{ node(id: \"{second}\") {{ ... on Dataset {{ viewerAccess {{ id }} }} }} }}");

        await hub.DoneAsync(
            owner,
            "revokeDataAccess",
            new { id = own.GetProperty("node").GetProperty("viewerAccess").GetProperty("id").GetString(), reason = "It was passed on." }
        );

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NotFound), (same, stricter));
        Assert.Equal(HttpStatusCode.NotFound, await DownloadAsync(ana, secondFile));
    }

    [Theory]
    [InlineData("DIRECT", 9560)]
    [InlineData("PUBLIC", 9570)]
    [InlineData("LICENSED", 9580)]
    public async Task Nobody_is_given_what_is_under_an_embargo_not_even_who_was_given_the_version_before(string mode, int key)
    {
        var (owner, ana) = ($"dx-owner-{key}", await hub.TokenAsync($"dx-ana-{key}", Role.Researcher));
        var ownerToken = await hub.TokenAsync(owner, Role.Researcher);
        var (first, firstFile) = await DatasetAsync(key, owner, mode);
        var asked = await hub.DoneAsync(ana, "requestDataAccess", new { dataset = first, purpose = "A thesis." }, "request { id status }");
        if (asked.GetProperty("request").GetProperty("status").GetString() == "SUBMITTED")
        {
            await hub.DoneAsync(ownerToken, "acceptRequest", new { id = asked.GetProperty("request").GetProperty("id").GetString() });
        }
        var (second, secondFile) = await NextAsync(
            ownerToken,
            first,
            $"{mode}', access = 'EMBARGOED', embargo_until = '2099-01-02",
            "EMBARGOED"
        );

        var refused = await hub.DataAsAsync(
            ana,
            "mutation ($i: RequestDataAccessInput!) { requestDataAccess(input: $i) { errors { message } } }",
            new { i = new { dataset = second, purpose = "A thesis." } }
        );

        Assert.Equal(HttpStatusCode.OK, await DownloadAsync(ana, firstFile));
        Assert.Equal(HttpStatusCode.NotFound, await DownloadAsync(ana, secondFile));
        Assert.Equal(HttpStatusCode.OK, await DownloadAsync(ownerToken, secondFile));
        Assert.Contains("\"viewerAccess\":null", await ListsAsync(ana, second), StringComparison.Ordinal);
        Assert.Equal(
            """{"requestDataAccess":{"errors":[{"message":"Its files are under embargo until 2099-01-02: nobody is given them before."}]}}""",
            refused.GetRawText()
        );
    }

    [Fact]
    public async Task Parts_of_a_file_are_written_down_once_whether_or_not_they_begin_at_the_beginning()
    {
        var (owner, ana) = (await hub.TokenAsync("dp-owner", Role.Researcher), await hub.TokenAsync("dp-ana", Role.Researcher));
        var (dataset, file) = await DatasetAsync(9590, "dp-owner", "DIRECT");
        await hub.DoneAsync(ana, "requestDataAccess", new { dataset, purpose = "Teaching." });

        await Task.WhenAll(Enumerable.Range(1, 6).Select(from => DownloadAsync(ana, file, from)));
        var once = await ListsAsync(owner, dataset);
        await DownloadAsync(ana, file);
        await DownloadAsync(ana, file, 1);
        var twice = await ListsAsync(owner, dataset);
        hub.Clock.Advance(TimeSpan.FromDays(2));
        await DownloadAsync(ana, file, 1);

        Assert.Equal((1, 2, 3), (Count(once), Count(twice), Count(await ListsAsync(owner, dataset))));
        static int Count(string lists) => lists.Split("transfers.csv").Length - 1;
    }

    [Theory]
    [InlineData(9700, "DIRECT", "ACCEPTED")]
    [InlineData(9710, "LICENSED", "SUBMITTED")]
    public async Task A_request_that_was_kept_back_and_then_sent_does_what_one_sent_at_once_does(int key, string mode, string status)
    {
        var name = mode.ToLowerInvariant();
        await hub.TokenAsync($"dk-o-{name}", Role.Researcher);
        var (ana, bob) = (await hub.TokenAsync($"dk-a-{name}", Role.Researcher), await hub.TokenAsync($"dk-b-{name}", Role.Researcher));
        var (dataset, file) = await DatasetAsync(key, $"dk-o-{name}", mode);
        const string Shown = "request { id status timeline { nodes { kind } } }";
        var kept = (await hub.DoneAsync(ana, "requestDataAccess", Kept(dataset), Shown)).GetProperty("request");
        var id = kept.GetProperty("id").GetString();
        var before = await DownloadAsync(ana, file);

        var sent = (await hub.DoneAsync(ana, "submitRequest", new { id }, Shown)).GetProperty("request");
        var atOnce = await hub.DoneAsync(bob, "requestDataAccess", new { dataset, purpose = "Teaching." }, Shown);

        Assert.Equal("CREATED", kept.GetProperty("status").GetString());
        Assert.Equal(HttpStatusCode.NotFound, before);
        Assert.Equal(status, sent.GetProperty("status").GetString());
        Assert.Equal(atOnce.GetProperty("request").GetProperty("timeline").GetRawText(), sent.GetProperty("timeline").GetRawText());
        Assert.Equal(status == "ACCEPTED" ? HttpStatusCode.OK : HttpStatusCode.NotFound, await DownloadAsync(ana, file));
        Assert.Equal(await DownloadAsync(bob, file), await DownloadAsync(ana, file));
    }

    [Fact]
    public async Task A_request_that_was_kept_back_is_not_sent_on_old_terms_nor_for_what_has_become_open()
    {
        var (owner, ana) = (await hub.TokenAsync("dt-owner", Role.Researcher), await hub.TokenAsync("dt-ana", Role.Researcher));
        var (dataset, _) = await DatasetAsync(9720, "dt-owner", "DIRECT");
        var kept = await hub.DoneAsync(ana, "requestDataAccess", Kept(dataset), "request { id }");
        var id = kept.GetProperty("request").GetProperty("id").GetString();
        await hub.DoneAsync(owner, "setAccessTerms", new { dataset, text = "Cite it." });

        var old = await hub.RunAsync(ana, "submitRequest", new { id });
        await hub.DoneAsync(ana, "acceptAccessTerms", new { id, acceptedTermsVersion = 1 });
        await hub.Database.ExecuteAsync(
            "update research_outputs set state = 'DRAFT', version = 2 where id = 9720; update research_outputs set access = 'OPEN', state = 'PUBLISHED' where id = 9720",
            Cancel
        );
        var open = await hub.RunAsync(ana, "submitRequest", new { id });
        var status = await hub.Database.ScalarAsync<string>(
            $"select status || (select count(*) from data_access_grants where output_id = 9720) from requests where id = {NodeId.KeyOf(id!, "Request")}",
            Cancel
        );

        Assert.Equal(["STATE input.id"], old.Problems());
        Assert.Equal(["INVALID input.id"], open.Problems());
        Assert.Equal("CREATED0", status);
    }

    [Fact]
    public async Task Data_of_what_was_withdrawn_are_neither_asked_for_nor_given()
    {
        var (owner, ana) = (await hub.TokenAsync("dw-owner", Role.Researcher), await hub.TokenAsync("dw-ana", Role.Researcher));
        var curator = await hub.TokenAsync("dw-curator", Role.Curator);
        var (licensed, _) = await DatasetAsync(9760, "dw-owner", "LICENSED");
        var (direct, _) = await DatasetAsync(9770, "dw-owner", "DIRECT");
        async Task<string?> AskAsync(object input)
        {
            var made = await hub.DoneAsync(ana, "requestDataAccess", input, "request { id }");
            return made.GetProperty("request").GetProperty("id").GetString();
        }
        var (waiting, kept) = (await AskAsync(new { dataset = licensed, purpose = "A thesis." }), await AskAsync(Kept(direct)));
        foreach (var id in new[] { licensed, direct })
        {
            await hub.DoneAsync(curator, "withdrawOutput", new { id, reason = "Names of people." });
        }

        var accepted = await hub.RunAsync(owner, "acceptRequest", new { id = waiting });
        var sent = await hub.RunAsync(ana, "submitRequest", new { id = kept });
        await hub.DoneAsync(ana, "cancelRequest", new { id = kept });
        var asked = await hub.RunAsync(ana, "requestDataAccess", new { dataset = direct, purpose = "Teaching." });

        Assert.Equal(["INVALID input.id"], accepted.Problems());
        Assert.Equal(["INVALID input.id"], sent.Problems());
        Assert.Equal(["INVALID input.dataset"], asked.Problems());
        Assert.Equal(
            "SUBMITTED CANCELLED",
            await hub.Database.ScalarAsync<string>(
                "select string_agg(status, ' ' order by topic_id) from requests where topic_id in (9760, 9770)",
                Cancel
            )
        );
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>("select count(*) from data_access_grants where output_id in (9760, 9770)", Cancel)
        );
    }

    [Fact]
    public async Task What_waits_is_decided_when_the_files_were_opened_meanwhile()
    {
        var (owner, ana) = (await hub.TokenAsync("do-owner", Role.Researcher), await hub.TokenAsync("do-ana", Role.Researcher));
        var (dataset, _) = await DatasetAsync(9780, "do-owner", "LICENSED");
        var made = await hub.DoneAsync(ana, "requestDataAccess", new { dataset, purpose = "A thesis." }, "request { id }");
        var id = made.GetProperty("request").GetProperty("id").GetString();
        await hub.Database.ExecuteAsync(
            "update research_outputs set state = 'DRAFT', version = 2 where id = 9780; update research_outputs set access = 'OPEN', access_mode = 'PUBLIC', state = 'PUBLISHED' where id = 9780",
            Cancel
        );

        Assert.Empty((await hub.RunAsync(owner, "acceptRequest", new { id })).Problems());
    }

    private static object Kept(string dataset) =>
        new
        {
            dataset,
            purpose = "Teaching.",
            isDraft = true,
        };

    private static object Purpose(string dataset, int acceptedTermsVersion) =>
        new
        {
            dataset,
            purpose = "A thesis.",
            acceptedTermsVersion,
        };

    private async Task GivenAsync(string owner, string token, string dataset, int terms)
    {
        var asked = await hub.DoneAsync(token, "requestDataAccess", Purpose(dataset, terms), "request { id }");
        await hub.DoneAsync(owner, "acceptRequest", new { id = asked.GetProperty("request").GetProperty("id").GetString() });
    }

    /// <summary>A published successor with the same file.</summary>
    private async Task<(string Dataset, string File)> NextAsync(string owner, string dataset, string mode, string state = "PUBLISHED")
    {
        var made = await hub.DoneAsync(owner, "createVersion", new { id = dataset }, "output { id }");
        var next = made.GetProperty("output").GetProperty("id").GetString()!;
        var key = NodeId.KeyOf(next, "Dataset");
        await hub.Database.ExecuteAsync($"update research_outputs set state = '{state}', access_mode = '{mode}' where id = {key}", Cancel);
        var file = await hub.Database.ScalarAsync<long>($"select id from data_files where output_id = {key}", Cancel);
        return (next, NodeId.Encode("DataFile", file));
    }

    private static object Order(string dataset) =>
        new
        {
            dataset,
            purpose = "A thesis.",
            ethicsApproval = "Board of Novi Sad, 7/2026",
            acceptedTermsVersion = 2,
        };

    private async Task<string?> DecisionAsync(string token, string? id)
    {
        var answer = await hub.DataAsAsync(
            token,
            "query ($id: ID!) { request(id: $id) { details { ... on DataAccessDetails { decision } } } }",
            new { id }
        );
        return answer.GetProperty("request").GetProperty("details").GetProperty("decision").GetString();
    }

    private async Task<string> ListsAsync(string token, string dataset)
    {
        var answer = await hub.DataAsAsync(
            token,
            "query ($id: ID!) { node(id: $id) { ... on Dataset { accessGrants { totalCount nodes { user { name } termsVersion revokedAt } } downloads { nodes { kind fileName user { name } } } viewerAccess { termsVersion } } } }",
            new { id = dataset }
        );
        return answer.GetProperty("node").GetRawText();
    }

    private async Task<HttpStatusCode> DownloadAsync(string token, string file, int? from = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/files/{file}/transfers.csv");
        request.Headers.Range = from is { } start ? new RangeHeaderValue(start, null) : null;
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await hub.Http.SendAsync(request, Cancel);
        return response.StatusCode;
    }

    /// <summary>A public dataset whose file is not open.</summary>
    private async Task<(string Dataset, string File)> DatasetAsync(int key, string owner, string mode)
    {
        await hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, owner_id, access_mode)
            select {{key}}, 'DATASET', 'd-{{key}}', 'DRAFT', 1, 'Doznake', '[{"language":"en","text":"Doznake"}]', '[]', '{en}', 'RESTRICTED', 'access', '{{key}}', now(), now(), id, '{{mode}}'
            from users where email = '{{owner}}@example.org';
            insert into data_files (id, output_id, position, name, media_type, bytes, sha256, rows, storage_key)
            values ({{key + 1}}, {{key}}, 0, 'transfers.csv', 'text/csv', 36, '{{key:x64}}', 2, 'seed:datasets/transfers.csv');
            update research_outputs set state = 'PUBLISHED' where id = {{key}};
            """,
            Cancel
        );
        return (NodeId.Encode("Dataset", key), NodeId.Encode("DataFile", key + 1));
    }
}
