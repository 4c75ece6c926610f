using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Requests;

/// <summary>Nothing waits for ever of which nothing can come any more, or which has come in another way: by kind, each way there is.</summary>
public sealed class MootRequestTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static int _cases = 8600;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("deletion of what was taken down for another")]
    [InlineData("deletion of what was retracted")]
    [InlineData("correction of what was withdrawn")]
    [InlineData("claim of what was withdrawn")]
    [InlineData("claim of a place that is theirs")]
    [InlineData("membership of who came in by invitation")]
    [InlineData("invitation of who came in by asking")]
    [InlineData("invitation by who may not invite any more")]
    [InlineData("inclusion of a draft that was deleted")]
    [InlineData("inclusion of what was withdrawn")]
    [InlineData("inclusion by who handed the draft over")]
    [InlineData("inclusion of what is in")]
    [InlineData("data of what was withdrawn")]
    [InlineData("data for who works on them")]
    [InlineData("list that was deleted")]
    public async Task What_is_over_ends_is_told_and_cannot_be_accepted_meanwhile(string what)
    {
        var (request, creator, decider) = await MakeAsync(what, $"m{Interlocked.Increment(ref _cases)}");
        var key = NodeId.KeyOf(request, "Request");

        var late = await hub.RunAsync(decider, "acceptRequest", new { id = request, outcome = "Yes." });
        var before = await StateAsync(key);
        await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);

        Assert.Contains(Assert.Single(late.Problems()), new[] { "INVALID input.id", "STATE input.id", "NOT_FOUND input.id" });
        Assert.Equal("SUBMITTED CREATED SUBMITTED", before);
        Assert.Equal("EXPIRED CREATED SUBMITTED EXPIRED", await StateAsync(key));
        await hub.UntilAsync(
            $"select count(*)::text from notifications where kind = 'REQUEST_EXPIRED' and topic_id = {key} and user_id = (select id from users where email = '{creator}@example.org')",
            "1"
        );
    }

    [Fact]
    public async Task What_could_only_wait_is_refused_when_it_is_asked()
    {
        var (ana, curator) = (await hub.TokenAsync("mr-ana", Role.Researcher), await hub.TokenAsync("mr-curator", Role.Curator));
        var ben = await hub.TokenAsync("mr-ben", Role.Researcher);
        var (withdrawn, retracted) = (await OutputAsync("Study", "mr-ana"), await OutputAsync("Study", "mr-ana"));
        await hub.DoneAsync(curator, "withdrawOutput", new { id = withdrawn, reason = "Names of people." });
        await hub.DoneAsync(curator, "retractOutput", new { id = retracted, reason = "Wrong." });
        var dataset = await OutputAsync("Dataset", "mr-ana");
        await hub.JoinAsync(ana, dataset, ben, "mr-ben@example.org", "READ");
        var community = await CommunityAsync(curator);
        object Correction(string output) =>
            new
            {
                output,
                field = "TITLE",
                message = "A word is missing.",
            };

        (string Token, string Mutation, object Input, string Field)[] all =
        [
            (ana, "requestDeletion", new { output = withdrawn, message = "Away." }, "output"),
            (ana, "requestDeletion", new { output = retracted, message = "Away." }, "output"),
            (ana, "requestCorrection", Correction(withdrawn), "output"),
            (ana, "requestInclusion", new { output = withdrawn, community }, "output"),
            (ana, "requestDataAccess", new { dataset, purpose = "A thesis." }, "dataset"),
            (ben, "requestDataAccess", new { dataset, purpose = "A thesis." }, "dataset"),
        ];
        var before = await hub.Database.ScalarAsync<long>("select count(*) from requests", Cancel);
        foreach (var (token, mutation, input, field) in all)
        {
            Assert.Equal([$"INVALID input.{field}"], (await hub.RunAsync(token, mutation, input)).Problems());
        }

        Assert.Equal(before, await hub.Database.ScalarAsync<long>("select count(*) from requests", Cancel));
        Assert.Empty((await hub.RunAsync(ana, "requestCorrection", Correction(retracted))).Problems());
    }

    [Fact]
    public async Task What_was_kept_back_is_not_sent_once_it_is_over_and_stays_its_creators_own()
    {
        var (ana, owner) = (await hub.TokenAsync("mk-ana", Role.Researcher), await hub.TokenAsync("mk-owner", Role.Researcher));
        var curator = await hub.TokenAsync("mk-curator", Role.Curator);
        var output = await OutputAsync("Study", "mk-owner");
        async Task<string> KeptAsync(string field)
        {
            var made = await hub.DoneAsync(
                ana,
                "requestCorrection",
                new
                {
                    output,
                    field,
                    message = "For nobody yet.",
                    isDraft = true,
                },
                "request { id }"
            );
            return made.GetProperty("request").GetProperty("id").GetString()!;
        }
        async Task<string> SeenByAsync(string token)
        {
            var seen = await hub.DataAsAsync(
                token,
                "query ($o: ID!) { viewer { requests(where: { topic: { eq: $o } }) { totalCount nodes { message status } } } }",
                new { o = output }
            );
            return seen.GetProperty("viewer").GetProperty("requests").GetProperty("totalCount").GetRawText();
        }
        var (cancelled, over) = (await KeptAsync("TITLE"), await KeptAsync("ABSTRACT"));
        await hub.DoneAsync(ana, "cancelRequest", new { id = cancelled });
        await hub.DoneAsync(curator, "withdrawOutput", new { id = output, reason = "Names of people." });

        var late = await hub.RunAsync(ana, "submitRequest", new { id = over });
        await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);

        Assert.Equal(["STATE input.id"], late.Problems());
        Assert.Equal("EXPIRED CREATED EXPIRED", await StateAsync(NodeId.KeyOf(over, "Request")));
        Assert.Equal(("2", "0", "0"), (await SeenByAsync(ana), await SeenByAsync(owner), await SeenByAsync(curator)));
        var told =
            $"select coalesce(string_agg(n.kind || ' ' || u.name, ', '), '') from notifications n join users u on u.id = n.user_id where n.topic_id in ({NodeId.KeyOf(cancelled, "Request")}, {NodeId.KeyOf(over, "Request")})";
        await hub.UntilAsync(told, "REQUEST_EXPIRED mk-ana");
        foreach (var id in new[] { cancelled, over })
        {
            var seen = await hub.DataAsAsync(owner, "query ($id: ID!) { request(id: $id) { message } }", new { id });
            Assert.Equal("""{"request":null}""", seen.GetRawText());
            Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(owner, "commentOnRequest", new { id, text = "Oh." })).Problems());
        }
    }

    /// <summary>A request that is over: its id, who asked, and who would decide.</summary>
    private async Task<(string Request, string Creator, string Decider)> MakeAsync(string what, string name)
    {
        var (a, o, c) = ($"{name}a", $"{name}o", $"{name}c");
        var ana = await hub.PersonAsync(a, Role.Researcher);
        var (other, curator) = (await hub.TokenAsync(o, Role.Researcher), await hub.TokenAsync(c, Role.Curator));
        switch (what.Split(' ')[0])
        {
            case "deletion":
            {
                var output = await OutputAsync("Study", o);
                var mine = await AskAsync(ana.Token, "requestDeletion", new { output, message = "Away." });
                if (what.EndsWith("retracted", StringComparison.Ordinal))
                {
                    await hub.DoneAsync(curator, "retractOutput", new { id = output, reason = "Wrong." });
                }
                else
                {
                    var theirs = await AskAsync(other, "requestDeletion", new { output, message = "Away." });
                    await hub.DoneAsync(curator, "acceptRequest", new { id = theirs, outcome = "It names people." });
                }
                return (mine, a, curator);
            }
            case "correction":
            {
                var output = await OutputAsync("Study", o);
                var order = new
                {
                    output,
                    field = "TITLE",
                    message = "A word is missing.",
                };
                var mine = await AskAsync(ana.Token, "requestCorrection", order);
                await hub.DoneAsync(curator, "withdrawOutput", new { id = output, reason = "Names of people." });
                return (mine, a, curator);
            }
            case "claim":
            {
                var output = await OutputAsync("Study", o, "Somebody");
                var order = new
                {
                    output,
                    position = 0,
                    evidence = "See my page.",
                };
                var mine = await AskAsync(ana.Token, "claimAuthorship", order);
                if (what.EndsWith("withdrawn", StringComparison.Ordinal))
                {
                    await hub.DoneAsync(curator, "withdrawOutput", new { id = output, reason = "Names of people." });
                }
                else
                {
                    await hub.Database.ExecuteAsync(
                        $"update contributions set researcher_id = {ana.ResearcherId} where output_id = {NodeId.KeyOf(output, "Study")}",
                        Cancel
                    );
                }
                return (mine, a, curator);
            }
            case "membership":
            {
                var community = await CommunityAsync(other);
                var mine = await AskAsync(ana.Token, "requestMembership", new { community });
                await hub.DoneAsync(ana.Token, "acceptInvitation", new { secret = await InvitedAsync(other, community, a) });
                return (mine, a, other);
            }
            case "invitation":
            {
                var community = await CommunityAsync(other);
                await hub.DoneAsync(curator, "acceptInvitation", new { secret = await InvitedAsync(other, community, c, "MANAGER") });
                var order = new
                {
                    community,
                    invitee = new { user = NodeId.Encode("User", ana.UserId) },
                    role = "READER",
                };
                var made = await hub.DoneAsync(curator, "inviteToCommunity", order, "invitation { request { id } }");
                if (what.EndsWith("asking", StringComparison.Ordinal))
                {
                    var asked = await AskAsync(ana.Token, "requestMembership", new { community });
                    await hub.DoneAsync(other, "acceptRequest", new { id = asked });
                }
                else
                {
                    await hub.DoneAsync(curator, "leaveCommunity", new { community });
                }
                return (made.GetProperty("invitation").GetProperty("request").GetProperty("id").GetString()!, c, ana.Token);
            }
            case "inclusion":
            {
                var community = await CommunityAsync(curator);
                var isDraft = what.Contains("draft", StringComparison.Ordinal);
                var output = isDraft ? await hub.DraftAsync(ana.Token) : await OutputAsync("Study", a);
                var mine = await AskAsync(ana.Token, "requestInclusion", new { output, community });
                switch (what.Split(' ')[^1])
                {
                    case "deleted":
                        await hub.DoneAsync(ana.Token, "deleteDraft", new { id = output });
                        break;
                    case "withdrawn":
                        await hub.DoneAsync(curator, "withdrawOutput", new { id = output, reason = "Names of people." });
                        break;
                    case "over":
                        var offer = await hub.OfferedAsync(ana.Token, output, o, null);
                        await hub.DoneAsync(other, "acceptRequest", new { id = offer });
                        break;
                    default:
                        await hub.Database.ExecuteAsync(
                            $"insert into community_outputs (community_id, output_id, included_at, is_announced) values ({NodeId.KeyOf(community, "Community")}, {NodeId.KeyOf(output, "Study")}, now(), true)",
                            Cancel
                        );
                        break;
                }
                return (mine, a, curator);
            }
            case "data":
            {
                var dataset = await OutputAsync("Dataset", o);
                var mine = await AskAsync(ana.Token, "requestDataAccess", new { dataset, purpose = "A thesis." });
                if (what.EndsWith("withdrawn", StringComparison.Ordinal))
                {
                    await hub.DoneAsync(curator, "withdrawOutput", new { id = dataset, reason = "Names of people." });
                }
                else
                {
                    await hub.JoinAsync(other, dataset, ana.Token, ana.Email, "READ");
                }
                return (mine, a, other);
            }
            default:
            {
                var listed = await hub.DoneAsync(other, "createReadingList", new { title = "Short" }, "readingList { id }");
                var id = listed.GetProperty("readingList").GetProperty("id").GetString();
                var order = new
                {
                    id,
                    email = ana.Email,
                    level = "VIEW",
                };
                var made = await hub.DoneAsync(other, "inviteToReadingList", order, "invitation { request { id } }");
                await hub.DoneAsync(other, "deleteReadingList", new { id });
                return (made.GetProperty("invitation").GetProperty("request").GetProperty("id").GetString()!, o, ana.Token);
            }
        }
    }

    private async Task<string> AskAsync(string token, string mutation, object input) =>
        (await hub.DoneAsync(token, mutation, input, "request { id }")).GetProperty("request").GetProperty("id").GetString()!;

    private async Task<string> InvitedAsync(string token, string community, string who, string role = "READER")
    {
        var order = new
        {
            community,
            invitee = new { email = $"{who}@example.org" },
            role,
        };
        var made = await hub.DoneAsync(token, "inviteToCommunity", order, "invitation { secret }");
        return made.GetProperty("invitation").GetProperty("secret").GetString()!;
    }

    private async Task<string> CommunityAsync(string token)
    {
        var order = new { kind = "NETWORK", names = new[] { new { language = "en", text = "A network" } } };
        var made = await hub.DoneAsync(token, "createCommunity", order, "community { id }");
        return made.GetProperty("community").GetProperty("id").GetString()!;
    }

    /// <summary>A public output of somebody's; of a dataset the files are had on request.</summary>
    private async Task<string> OutputAsync(string type, string owner, string? contributor = null)
    {
        var isStudy = type == "Study";
        var key = await hub.Database.ScalarAsync<long>(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, owner_id,
              study_type, access_mode)
            select n.id, '{{(isStudy ? "STUDY" : "DATASET")}}', 'moot-' || n.id, 'ACCEPTED', 1, 'T', '[{"language":"en","text":"T"}]', '[]', '{en}',
              '{{(isStudy ? "OPEN" : "RESTRICTED")}}', 'moot', n.id::text, now(), now(), u.id, {{(
                isStudy ? "'REPORT', null" : "null, 'LICENSED'"
            )}}
            from users u, (select nextval('node_ids') as id) n where u.email = '{{owner}}@example.org' returning id
            """,
            Cancel
        );
        if (contributor is not null)
        {
            await hub.Database.ExecuteAsync(
                $"insert into contributions (output_id, position, name_as_printed, credit_roles) values ({key}, 0, '{contributor}', '{{}}')",
                Cancel
            );
        }
        await hub.Database.ExecuteAsync($"update research_outputs set state = 'PUBLISHED' where id = {key}", Cancel);
        return NodeId.Encode(type, key);
    }

    /// <summary>Status, and the kinds of the entries of the timeline.</summary>
    private Task<string?> StateAsync(long? request) =>
        hub.Database.ScalarAsync<string?>(
            $"select status || ' ' || (select string_agg(e.kind, ' ' order by e.id) from request_events e where e.request_id = r.id) from requests r where r.id = {request}",
            Cancel
        );
}
