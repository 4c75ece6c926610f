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
