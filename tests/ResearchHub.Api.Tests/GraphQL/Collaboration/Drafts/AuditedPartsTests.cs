using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>What others do to the parts of an output: its owner sees it, administrators find it by the part.</summary>
public sealed class AuditedPartsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    [Fact]
    public async Task The_owner_sees_what_was_done_to_files_links_and_collaborators_on_every_version()
    {
        var (ana, ben, admin) = (
            await hub.TokenAsync("parts-ana", Role.Researcher),
            await hub.TokenAsync("parts-ben", Role.Researcher),
            await hub.TokenAsync("parts-admin", Role.Admin)
        );
        var curator = await hub.TokenAsync("parts-curator", Role.Curator);
        var (id, other) = (await hub.DraftAsync(ana), await hub.DraftAsync(ana));
        await hub.JoinAsync(ana, id, ben, "parts-ben@example.org", "ADMIN");
        await FileOfDraft.UploadAsync(hub, ana, id, "a.csv");
        await hub.LinkAsync(ana, id, "VIEW");
        var parts = await hub.SeenAsync(
            ana,
            id,
            "... on Study { files { id } collaborators { nodes { id } } shareLinks { nodes { id } } }"
        );
        var file = parts.GetProperty("files")[0].GetProperty("id").GetString()!;
        var link = parts.GetProperty("shareLinks").GetProperty("nodes")[0].GetProperty("id").GetString()!;
        var place = parts.GetProperty("collaborators").GetProperty("nodes")[0].GetProperty("id").GetString()!;

        await hub.DoneAsync(ben, "removeFile", new { id = file });
        await hub.DoneAsync(ben, "revokeShareLink", new { id = link });
        await hub.DoneAsync(ben, "changeCollaborator", new { id = place, isBibliographic = false });
        await hub.PublishAsync(ana, curator, id);
        var second = (await hub.DoneAsync(ana, "createVersion", new { id }, "output { id }"))
            .GetProperty("output")
            .GetProperty("id")
            .GetString()!;
        await hub.DoneAsync(ben, "removeCollaborator", new { id = place });

        var log = await hub.DataAsAsync(
            admin,
            "query ($s: [ID!]) { auditEvents(where: { subject: { in: $s } }) { nodes { action subjectId actor { name } } } }",
            new { s = new[] { file, link, place } }
        );
        var (byPart, first, next, another) = (
            Of(log.GetProperty("auditEvents")),
            await ByBenAsync(ana, id),
            await ByBenAsync(ana, second),
            await ByBenAsync(ana, other)
        );

        string[] places = [$"removeCollaborator {place}", $"changeCollaborator {place}"];
        string[] all = [.. places, $"revokeShareLink {link}", $"removeFile {file}"];
        Assert.Equal(all, byPart);
        Assert.Equal(all, first);
        Assert.Equal(places, next);
        Assert.Empty(another);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Who_declines_an_invitation_by_mail_is_named_to_nobody_who_invites_and_who_leaves_is(bool hasAccepted, int named)
    {
        var name = $"decline-{hasAccepted}".ToLowerInvariant();
        var (ana, ben) = (await hub.TokenAsync($"{name}-ana", Role.Researcher), await hub.TokenAsync($"{name}-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        var email = $"{name}-ben@example.org";
        var invited = await hub.DoneAsync(
            ana,
            "inviteCollaborator",
            new
            {
                id,
                email,
                role = "EDIT",
            },
            "collaborator { id }"
        );
        var place = invited.GetProperty("collaborator").GetProperty("id").GetString();
        if (hasAccepted)
        {
            await hub.DoneAsync(ben, "acceptCollaboration", new { id = place });
        }

        await hub.DoneAsync(ben, "removeCollaborator", new { id = place });

        var log = (await hub.SeenAsync(ana, id, "... on Study { audit { nodes { action actor { name } } } }")).GetRawText();
        Assert.Equal(
            named,
            log.Split($$$"""{"action":"removeCollaborator","actor":{"name":"{{{name}}}-ben"}}""", StringSplitOptions.None).Length - 1
        );
        Assert.Equal(hasAccepted, log.Contains($"{name}-ben", StringComparison.Ordinal));
        Assert.Equal(
            """{"totalCount":0}""",
            (await hub.SeenAsync(ana, id, "collaborators { totalCount }")).GetProperty("collaborators").GetRawText()
        );
    }

    private async Task<string[]> ByBenAsync(string token, string id) =>
        Of(
            (await hub.SeenAsync(token, id, "... on Study { audit { totalCount nodes { action subjectId actor { name } } } }")).GetProperty(
                "audit"
            )
        );

    private static string[] Of(JsonElement log) =>
        [
            .. log.GetProperty("nodes")
                .EnumerateArray()
                .Where(one => one.GetProperty("actor").GetProperty("name").GetString() == "parts-ben")
                .Select(one => $"{one.GetProperty("action").GetString()} {one.GetProperty("subjectId").GetString()}")
                .Where(one => !one.StartsWith("accept", StringComparison.Ordinal)),
        ];
}
