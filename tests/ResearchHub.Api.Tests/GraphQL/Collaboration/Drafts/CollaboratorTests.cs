using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Co-authors: who is invited, what each role lets do, and how one leaves.</summary>
public sealed class CollaboratorTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("READ", "VIEW", "FORBIDDEN input.id", "FORBIDDEN input.id")]
    [InlineData("COMMENT", "COMMENT", "FORBIDDEN input.id", "FORBIDDEN input.id")]
    [InlineData("EDIT", "EDIT", null, "FORBIDDEN input.id")]
    [InlineData("ADMIN", "ADMIN", null, null)]
    public async Task Each_role_lets_do_what_it_says(string role, string level, string? revise, string? submit)
    {
        var (ana, ben) = await PairAsync($"role-{role.ToLowerInvariant()}");
        var id = await hub.DraftAsync(ana);
        Assert.Null(await hub.LevelAsync(ben.Token, id));

        await hub.JoinAsync(ana, id, ben.Token, ben.Email, role);

        Assert.Equal(level, await hub.LevelAsync(ben.Token, id));
        Assert.Equal(revise is null ? [] : [revise], await hub.RetitleAsync(ben.Token, id, 1, "By Ben"));
        Assert.Equal(submit is null ? [] : [submit], (await hub.RunAsync(ben.Token, "submitOutput", new { id })).Problems());
    }

    [Fact]
    public async Task A_draft_is_found_by_id_and_by_slug_by_those_who_work_on_it_alone()
    {
        var (ana, ben) = await PairAsync("lookup");
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben.Token, ben.Email, "READ");
        var slug = (await hub.SeenAsync(ana, id, "... on Study { slug doi }")).GetProperty("slug").GetString();
        const string Query =
            "query ($id: ID!, $slug: String!) { byId: study(by: { id: $id }) { title } bySlug: study(by: { slug: $slug }) { title } nodes(ids: [$id]) { id } }";

        var seen = await hub.DataAsAsync(ben.Token, Query, new { id, slug });
        var unseen = await hub.DataAsync(Query, new { id, slug });

        Assert.Equal($$"""{"byId":{"title":"A draft"},"bySlug":{"title":"A draft"},"nodes":[{"id":"{{id}}"}]}""", seen.GetRawText());
        Assert.Equal("""{"byId":null,"bySlug":null,"nodes":[null]}""", unseen.GetRawText());
    }

    [Fact]
    public async Task A_refusal_says_whom_it_is_for()
    {
        var (ana, ben) = await PairAsync("whom");
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben.Token, ben.Email, "COMMENT");

        var submitted = await hub.RunAsync(ben.Token, "submitOutput", new { id });
        var invited = await hub.RunAsync(
            ben.Token,
            "inviteCollaborator",
            new
            {
                id,
                email = "whom-other@example.org",
                role = "READ",
            }
        );

        Assert.Equal(
            "This is for its owner, who administers it, curators; `viewerLevel` says how far your rights on it go.",
            submitted.GetProperty("errors")[0].GetProperty("message").GetString()
        );
        Assert.Equal(
            "This takes the level ADMIN on it, and yours is COMMENT (`viewerLevel`): ask who administers it.",
            invited.GetProperty("errors")[0].GetProperty("message").GetString()
        );
        Assert.Equal("DRAFT", (await hub.SeenAsync(ana, id, "... on Study { state }")).GetProperty("state").GetString());
        Assert.Equal(
            0L,
            await hub.Database.ScalarAsync<long>("select count(*) from output_collaborators where email = 'whom-other@example.org'", Cancel)
        );
    }

    [Fact]
    public async Task An_invitation_is_talked_about_where_the_work_is()
    {
        var (ana, ben) = await PairAsync("talk");
        var invitation = await InvitedAsync(ana, await hub.DraftAsync(ana), ben.Email);

        foreach (var token in new[] { ana, ben.Token })
        {
            var refused = await hub.RunAsync(token, "postComment", new { subject = invitation, body = "x" });
            Assert.Equal(["FORBIDDEN input.subject"], refused.Problems());
        }
    }

    [Fact]
    public async Task Accepting_twice_at_once_is_accepting_once()
    {
        var (ana, ben) = await PairAsync("twice");
        var id = await hub.DraftAsync(ana);
        var invitation = new { id = await InvitedAsync(ana, id, ben.Email) };
        var changed = await hub.DoneAsync(ana, "changeCollaborator", new { invitation.id, role = "READ" }, "collaborator { role }");

        var accepted = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(_ => hub.RunAsync(ben.Token, "acceptCollaboration", invitation, "collaborator { id role }"))
        );
        var byAna = await hub.RunAsync(ana, "acceptCollaboration", invitation);

        Assert.Equal("READ", changed.GetProperty("collaborator").GetProperty("role").GetString());
        Assert.All(
            accepted,
            one =>
            {
                Assert.Empty(one.Problems());
                Assert.Equal($$"""{"id":"{{invitation.id}}","role":"READ"}""", one.GetProperty("collaborator").GetRawText());
            }
        );
        Assert.Equal(["NOT_FOUND input.id"], byAna.Problems());
        Assert.Equal(
            1L,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from activities where kind = 'COLLABORATION_ACCEPTED' and subject_id = {ResearchHub.Api.GraphQL.Shared.NodeId.KeyOf(invitation.id, "Collaborator")}",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Who_has_no_account_yet_accepts_by_the_secret_of_the_mail()
    {
        var ana = await hub.TokenAsync("secret-ana", Role.Researcher);
        var id = await hub.DraftAsync(ana);
        var invited = await hub.DoneAsync(
            ana,
            "inviteCollaborator",
            new
            {
                id,
                email = "Nobody.Yet@Ministry.example",
                role = "EDIT",
            },
            "secret collaborator { id email user { name } expiresAt acceptedAt }"
        );
        var secret = invited.GetProperty("secret").GetString();
        Assert.Equal("nobody.yet@ministry.example", invited.GetProperty("collaborator").GetProperty("email").GetString());
        var (ben, stranger) = (await hub.TokenAsync("secret-ben", Role.Researcher), await hub.TokenAsync("secret-eve", Role.Researcher));
        var collaborator = invited.GetProperty("collaborator").GetProperty("id").GetString();
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(stranger, "acceptCollaboration", new { id = collaborator })).Problems());

        await hub.DoneAsync(ben, "acceptCollaboration", new { secret });

        Assert.Equal("EDIT", await hub.LevelAsync(ben, id));
        Assert.Equal(["NOT_FOUND input.secret"], (await hub.RunAsync(stranger, "acceptCollaboration", new { secret })).Problems());
        Assert.Null(await hub.LevelAsync(stranger, id));
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>($"select count(*) from output_collaborators where secret_hash = '{secret}'", Cancel)
        );
    }

    [Fact]
    public async Task An_invitation_waits_for_whom_it_went_to_and_ends_after_its_time()
    {
        var (ana, ben) = await PairAsync("waiting");
        var id = await hub.DraftAsync(ana);
        var collaborator = await InvitedAsync(ana, id, ben.Email);
        const string Waiting = "{ viewer { collaborationInvitations { nodes { id role } } } }";
        Assert.Contains(collaborator!, (await hub.DataAsAsync(ben.Token, Waiting)).GetRawText(), StringComparison.Ordinal);
        Assert.Null(await hub.LevelAsync(ben.Token, id));

        await hub.Database.ExecuteAsync(
            "update output_collaborators set expires_at = now() - interval '1 day' where accepted_at is null",
            Cancel
        );

        Assert.Equal("""{"viewer":{"collaborationInvitations":{"nodes":[]}}}""", (await hub.DataAsAsync(ben.Token, Waiting)).GetRawText());
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ben.Token, "acceptCollaboration", new { id = collaborator })).Problems());
    }

    [Fact]
    public async Task Nobody_is_on_a_work_twice_and_its_owner_never()
    {
        var (ana, ben) = await PairAsync("twice");
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben.Token, ben.Email, "READ");

        async Task<string[]> InviteAsync(object input) => (await hub.RunAsync(ana, "inviteCollaborator", input)).Problems();

        Assert.Equal(
            ["INVALID input.email"],
            await InviteAsync(
                new
                {
                    id,
                    email = ben.Email,
                    role = "ADMIN",
                }
            )
        );
        Assert.Equal(
            ["INVALID input.email"],
            await InviteAsync(
                new
                {
                    id,
                    email = "TWICE-ana@example.org",
                    role = "READ",
                }
            )
        );
        Assert.Equal(
            ["INVALID input.email"],
            await InviteAsync(
                new
                {
                    id,
                    email = "no address",
                    role = "READ",
                }
            )
        );
        Assert.Equal(["INVALID input"], await InviteAsync(new { id, role = "READ" }));
        Assert.Equal("VIEW", await hub.LevelAsync(ben.Token, id));
    }

    [Fact]
    public async Task Who_invites_an_address_does_not_learn_whose_it_is()
    {
        var (ana, ben) = await PairAsync("whose");
        var (admin, cid) = (await hub.TokenAsync("whose-admin", Role.Researcher), await hub.TokenAsync("whose-cid", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, admin, "whose-admin@example.org", "ADMIN");
        var secret = await hub.DoneAsync(
            ana,
            "inviteCollaborator",
            new
            {
                id,
                email = "whose-desk@example.org",
                role = "EDIT",
            },
            "secret"
        );
        await hub.DoneAsync(ben.Token, "acceptCollaboration", new { secret = secret.GetProperty("secret").GetString() });
        async Task<string> InviteAsync(string email)
        {
            var made = await hub.DoneAsync(
                admin,
                "inviteCollaborator",
                new
                {
                    id,
                    email,
                    role = "READ",
                },
                "collaborator { id user { name } }"
            );
            Assert.Equal("null", made.GetProperty("collaborator").GetProperty("user").GetRawText());
            return made.GetProperty("collaborator").GetProperty("id").GetString()!;
        }

        var (bens, anas) = (await InviteAsync(ben.Email), await InviteAsync("whose-ana@example.org"));
        var cids = await InviteAsync("whose-cid@example.org");

        // Whose it is finds out who has it, and they stay what they are.
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ben.Token, "acceptCollaboration", new { id = bens })).Problems());
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(ana, "acceptCollaboration", new { id = anas })).Problems());
        Assert.Equal("EDIT", await hub.LevelAsync(ben.Token, id));
        var offer = await hub.OfferedAsync(ana, id, "whose-cid", "ADMIN");
        await hub.DoneAsync(cid, "acceptRequest", new { id = offer });
        var seen = await hub.SeenAsync(admin, id, "collaborators { nodes { id } }");
        Assert.All([bens, anas, cids], one => Assert.Contains(one, seen.GetRawText(), StringComparison.Ordinal));
        Assert.Equal(["INVALID input.id"], (await hub.RunAsync(cid, "acceptCollaboration", new { id = cids })).Problems());
    }

    [Fact]
    public async Task A_role_is_changed_by_who_administers_and_everybody_may_leave()
    {
        var (ana, ben) = await PairAsync("leave");
        var id = await hub.DraftAsync(ana);
        var collaborator = await hub.JoinAsync(ana, id, ben.Token, ben.Email, "EDIT");
        Assert.Equal(
            ["FORBIDDEN input.id"],
            (await hub.RunAsync(ben.Token, "changeCollaborator", new { id = collaborator, role = "ADMIN" })).Problems()
        );
        Assert.Equal("EDIT", await hub.LevelAsync(ben.Token, id));

        await hub.DoneAsync(ana, "changeCollaborator", new { id = collaborator, role = "READ" });
        Assert.Equal("VIEW", await hub.LevelAsync(ben.Token, id));
        Assert.Equal(["FORBIDDEN input.id"], await hub.RetitleAsync(ben.Token, id, 1, "By Ben"));

        await hub.DoneAsync(ben.Token, "removeCollaborator", new { id = collaborator });
        Assert.Null(await hub.LevelAsync(ben.Token, id));
        Assert.Equal(["NOT_FOUND input.id"], await hub.RetitleAsync(ben.Token, id, 1, "By Ben"));
    }

    [Fact]
    public async Task All_versions_of_a_work_have_the_same_collaborators()
    {
        var (ana, ben) = await PairAsync("series");
        var curator = await hub.TokenAsync("series-curator", Role.Curator);
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben.Token, ben.Email, "ADMIN");
        await hub.PublishAsync(ben.Token, curator, id);

        var second = await hub.DoneAsync(ben.Token, "createVersion", new { id }, "output { id }");

        var next = second.GetProperty("output").GetProperty("id").GetString()!;
        Assert.Equal("ADMIN", await hub.LevelAsync(ben.Token, next));
        Assert.Equal("ADMIN", await hub.LevelAsync(ana, next));
        Assert.Contains(
            next,
            (await hub.DataAsAsync(ben.Token, "{ viewer { sharedOutputs { totalCount nodes { id } } } }")).GetRawText(),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task Files_of_a_draft_are_read_by_collaborators_and_by_nobody_else()
    {
        var (ana, ben) = await PairAsync("files");
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben.Token, ben.Email, "EDIT");
        var path = await FileOfDraft.UploadAsync(hub, ben.Token, id, "survey-by-ana.csv");

        Assert.Equal(200, await FileOfDraft.StatusAsync(hub, $"Bearer {ben.Token}", path));
        Assert.Equal(200, await FileOfDraft.StatusAsync(hub, $"Bearer {ana}", path));
        Assert.Equal(404, await FileOfDraft.StatusAsync(hub, null, path));
        Assert.Equal(404, await FileOfDraft.StatusAsync(hub, $"Bearer {await hub.TokenAsync("files-eve", Role.Researcher)}", path));
    }

    private async Task<string?> InvitedAsync(string token, string id, string email) => (
            await hub.DoneAsync(
                token,
                "inviteCollaborator",
                new
                {
                    id,
                    email,
                    role = "EDIT",
                },
                "collaborator { id }"
            )
        ).GetProperty("collaborator").GetProperty("id").GetString();

    private async Task<(string Ana, (string Token, string Email) Ben)> PairAsync(string name) =>
        (
            await hub.TokenAsync($"{name}-ana", Role.Researcher),
            (await hub.TokenAsync($"{name}-ben", Role.Researcher), $"{name}-ben@example.org")
        );
}
