using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Who works on an output and is to be named stands among its authors when it is published.</summary>
public sealed class BibliographicCollaboratorTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Contributors = "contributors { position nameAsPrinted researcher { slug } organization { id } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Accepted_bibliographic_collaborators_are_contributors_of_what_is_published_once_and_in_order()
    {
        var (ana, curator) = (await hub.TokenAsync("bib-ana", Role.Researcher), await hub.TokenAsync("bib-curator", Role.Curator));
        await ProfileAsync(9700, "bib-known", "Known As");
        var id = await hub.DraftAsync(ana);
        foreach (var who in new[] { "named", "profiled", "listed", "helper" })
        {
            var token = await hub.TokenAsync($"bib-{who}", Role.Researcher);
            var collaborator = await hub.JoinAsync(ana, id, token, $"bib-{who}@example.org", "EDIT");
            if (who == "helper")
            {
                await hub.DoneAsync(ana, "changeCollaborator", new { id = collaborator, isBibliographic = false });
            }
        }
        await hub.TokenAsync("bib-waiting", Role.Researcher);
        await ProfileAsync(9705, "bib-waiting", "Still Waiting");
        await LinkAsync("bib-waiting", 9705);
        await hub.DoneAsync(
            ana,
            "inviteCollaborator",
            new
            {
                id,
                researcher = NodeId.Encode("Researcher", 9705),
                role = "EDIT",
            }
        );
        await LinkAsync("bib-profiled", 9700);
        await LinkAsync("bib-listed", 31);
        var before = await SeenAsync(ana, id);

        await hub.PublishAsync(ana, curator, id);

        var listed = before[1..^1];
        Assert.DoesNotContain("bib-", before, StringComparison.Ordinal);
        Assert.Equal(
            $$"""[{{listed}},{"position":2,"nameAsPrinted":"bib-named","researcher":null,"organization":null},{"position":3,"nameAsPrinted":"Known As","researcher":{"slug":"bib-known"},"organization":null}]""",
            await SeenAsync(null, id)
        );
        Assert.Contains("bib-named", await CitationAsync(id), StringComparison.Ordinal);
        Assert.Contains("contributors", await ChangesAsync(ana, id), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_new_version_names_nobody_twice_and_leads_a_name_to_its_profile()
    {
        var (ana, curator) = (await hub.TokenAsync("next-ana", Role.Researcher), await hub.TokenAsync("next-curator", Role.Curator));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, await hub.TokenAsync("next-ben", Role.Researcher), "next-ben@example.org", "EDIT");
        await hub.PublishAsync(ana, curator, id);
        var first = await SeenAsync(null, id);
        await ProfileAsync(9710, "next-ben", "Ben of Next");
        await LinkAsync("next-ben", 9710);
        var made = await hub.DoneAsync(ana, "createVersion", new { id }, "output { id }");
        var next = made.GetProperty("output").GetProperty("id").GetString()!;

        await hub.PublishAsync(ana, curator, next);

        Assert.Contains("""{"position":2,"nameAsPrinted":"next-ben","researcher":null""", first, StringComparison.Ordinal);
        Assert.Equal(
            first.Replace("""next-ben","researcher":null""", """next-ben","researcher":{"slug":"next-ben"}""", StringComparison.Ordinal),
            await SeenAsync(null, next)
        );
        Assert.Equal(first, await SeenAsync(null, id));
    }

    [Fact]
    public async Task Whoever_is_named_without_a_profile_can_claim_the_place()
    {
        var (ana, curator) = (await hub.TokenAsync("claim-ana", Role.Researcher), await hub.TokenAsync("claim-curator", Role.Curator));
        var ben = await hub.TokenAsync("claim-ben", Role.Researcher);
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben, "claim-ben@example.org", "EDIT");
        await hub.PublishAsync(ana, curator, id);
        await ProfileAsync(9720, "claim-ben", "Ben of Claim");
        await LinkAsync("claim-ben", 9720);

        var claim = await hub.DoneAsync(
            ben,
            "claimAuthorship",
            new
            {
                output = id,
                position = 1,
                evidence = "It is my account.",
            },
            "request { id }"
        );
        await hub.DoneAsync(curator, "acceptRequest", new { id = claim.GetProperty("request").GetProperty("id").GetString() });

        Assert.Contains(
            """{"position":2,"nameAsPrinted":"claim-ben","researcher":{"slug":"claim-ben"}""",
            await SeenAsync(null, id),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("READ", false)]
    [InlineData("COMMENT", false)]
    [InlineData("EDIT", true)]
    [InlineData("ADMIN", true)]
    public async Task Whoever_only_reads_is_not_named_unless_said(string role, bool isNamed)
    {
        var name = $"role-{role.ToLowerInvariant()}";
        var ana = await hub.TokenAsync($"{name}-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana);

        var unsaid = await InviteAsync(
            new
            {
                id,
                email = $"{name}-unsaid@example.org",
                role,
            }
        );
        var said = await InviteAsync(
            new
            {
                id,
                email = $"{name}-said@example.org",
                role,
                isBibliographic = !isNamed,
            }
        );

        Assert.Equal((isNamed, !isNamed), (unsaid, said));

        async Task<bool> InviteAsync(object input) =>
            (await hub.DoneAsync(ana, "inviteCollaborator", input, "collaborator { isBibliographic }"))
                .GetProperty("collaborator")
                .GetProperty("isBibliographic")
                .GetBoolean();
    }

    [Fact]
    public async Task Namesakes_without_profiles_are_two_people_and_stay_two()
    {
        var (ana, curator) = (await hub.TokenAsync("same-ana", Role.Researcher), await hub.TokenAsync("same-curator", Role.Curator));
        var id = await hub.DraftAsync(ana);
        foreach (var who in new[] { "same-one", "same-two" })
        {
            await hub.JoinAsync(ana, id, await hub.TokenAsync(who, Role.Researcher), $"{who}@example.org", "EDIT");
        }
        await hub.Database.ExecuteAsync(
            "update users set name = 'Same Name' where email in ('same-one@example.org', 'same-two@example.org')",
            Cancel
        );
        await hub.PublishAsync(ana, curator, id);
        var first = await SeenAsync(null, id);
        var same = await NextVersionAsync(ana, curator, id);
        var second = await SeenAsync(null, same);
        await ProfileAsync(9730, "same-two", "Two of Same");
        await LinkAsync("same-two", 9730);

        var third = await SeenAsync(null, await NextVersionAsync(ana, curator, same));

        const string Nameless = ""","nameAsPrinted":"Same Name","researcher":null,"organization":null}""";
        Assert.EndsWith($$"""{"position":2{{Nameless}},{"position":3{{Nameless}}]""", first, StringComparison.Ordinal);
        Assert.Equal(first, second);
        Assert.Equal(
            $$"""{{first[..^1]}},{"position":4,"nameAsPrinted":"Two of Same","researcher":{"slug":"same-two"},"organization":null}]""",
            third
        );
    }

    [Fact]
    public async Task Whoever_has_the_name_of_somebody_with_a_profile_is_named_too_and_is_not_led_to_it()
    {
        var (ana, curator) = (await hub.TokenAsync("like-ana", Role.Researcher), await hub.TokenAsync("like-curator", Role.Curator));
        var id = await hub.DraftAsync(ana);
        await ProfileAsync(9740, "like-known", "Like Name");
        await hub.JoinAsync(ana, id, await hub.TokenAsync("like-known", Role.Researcher), "like-known@example.org", "EDIT");
        await LinkAsync("like-known", 9740);
        await hub.PublishAsync(ana, curator, id);
        await hub.JoinAsync(ana, id, await hub.TokenAsync("like-other", Role.Researcher), "like-other@example.org", "EDIT");
        await hub.Database.ExecuteAsync("update users set name = 'Like Name' where email = 'like-other@example.org'", Cancel);

        var next = await NextVersionAsync(ana, curator, id);
        var second = await SeenAsync(null, next);
        var third = await SeenAsync(null, await NextVersionAsync(ana, curator, next));

        Assert.EndsWith(
            """{"position":2,"nameAsPrinted":"Like Name","researcher":{"slug":"like-known"},"organization":null},{"position":3,"nameAsPrinted":"Like Name","researcher":null,"organization":null}]""",
            second,
            StringComparison.Ordinal
        );
        Assert.Equal(second, third);
    }

    [Fact]
    public async Task A_name_that_may_be_of_two_people_is_led_to_none_of_their_profiles()
    {
        var (ana, curator) = (await hub.TokenAsync("pair-ana", Role.Researcher), await hub.TokenAsync("pair-curator", Role.Curator));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, await hub.TokenAsync("pair-one", Role.Researcher), "pair-one@example.org", "EDIT");
        await hub.Database.ExecuteAsync("update users set name = 'Pair Name' where email = 'pair-one@example.org'", Cancel);
        await hub.PublishAsync(ana, curator, id);
        await hub.JoinAsync(ana, id, await hub.TokenAsync("pair-two", Role.Researcher), "pair-two@example.org", "EDIT");
        await ProfileAsync(9750, "pair-two", "Pair Name");
        await LinkAsync("pair-two", 9750);

        var next = await SeenAsync(null, await NextVersionAsync(ana, curator, id));

        Assert.EndsWith(
            """{"position":2,"nameAsPrinted":"Pair Name","researcher":null,"organization":null},{"position":3,"nameAsPrinted":"Pair Name","researcher":{"slug":"pair-two"},"organization":null}]""",
            next,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_name_that_stands_there_alone_can_be_given_back_and_no_other()
    {
        var (ana, curator) = (await hub.TokenAsync("back-ana", Role.Researcher), await hub.TokenAsync("back-curator", Role.Curator));
        var first = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, first, await hub.TokenAsync("back-ben", Role.Researcher), "back-ben@example.org", "EDIT");
        await hub.PublishAsync(ana, curator, first);
        var made = await hub.DoneAsync(ana, "createVersion", new { id = first }, "output { id revision }");
        var id = made.GetProperty("output").GetProperty("id").GetString()!;
        var expectedRevision = made.GetProperty("output").GetProperty("revision").GetInt32();
        var before = await SeenAsync(ana, id);
        object known = new { researcher = NodeId.Encode("Researcher", 31) };
        object ben = new
        {
            nameAsPrinted = "back-ben",
            creditRoles = new[] { "SOFTWARE" },
            affiliationAsPrinted = "At home",
        };

        var other = await ReviseAsync(known, new { nameAsPrinted = "Nobody" });
        var twice = await ReviseAsync(ben, ben);
        var both = await ReviseAsync(
            new { researcher = NodeId.Encode("Researcher", 31), organization = NodeId.Encode("Organization", 21) }
        );
        Assert.Equal(before, await SeenAsync(ana, id));
        var back = await ReviseAsync(ben, known);

        Assert.Equal(["INVALID input.contributors.1"], other.Problems());
        Assert.Equal(["INVALID input.contributors.1"], twice.Problems());
        Assert.Contains("INVALID input.contributors.0", both.Problems());
        Assert.Empty(back.Problems());
        Assert.StartsWith(
            """{"contributors":[{"nameAsPrinted":"back-ben","researcher":null,"creditRoles":["SOFTWARE"],"affiliationAsPrinted":"At home"},""",
            (
                await hub.SeenAsync(ana, id, "contributors { nameAsPrinted researcher { slug } creditRoles affiliationAsPrinted }")
            ).GetRawText(),
            StringComparison.Ordinal
        );

        Task<JsonElement> ReviseAsync(params object[] contributors) =>
            hub.RunAsync(
                ana,
                "reviseStudy",
                new
                {
                    id,
                    expectedRevision,
                    contributors,
                }
            );
    }

    private async Task<string> NextVersionAsync(string ana, string curator, string id)
    {
        var made = await hub.DoneAsync(ana, "createVersion", new { id }, "output { id }");
        var next = made.GetProperty("output").GetProperty("id").GetString()!;
        await hub.PublishAsync(ana, curator, next);
        return next;
    }

    private async Task<string> SeenAsync(string? token, string id) =>
        (await hub.SeenAsync(token, id, Contributors)).GetProperty("contributors").GetRawText();

    private async Task<string> CitationAsync(string id) => (await hub.SeenAsync(null, id, "citation(style: BIBTEX)")).GetRawText();

    private async Task<string> ChangesAsync(string token, string id) =>
        (await hub.SeenAsync(token, id, "revisions(last: 1) { nodes { changes { field } } }")).GetRawText();

    private Task ProfileAsync(int key, string slug, string name) =>
        hub.Database.ExecuteAsync(
            $"insert into researchers (id, slug, name, sort_name, name_key, sector, created_at, updated_at) values ({key}, '{slug}', '{name}', '{name}', '{slug}', 'ACADEMIA', now(), now())",
            Cancel
        );

    private Task LinkAsync(string who, int researcher) =>
        hub.Database.ExecuteAsync($"update users set researcher_id = {researcher} where email = '{who}@example.org'", Cancel);
}
