using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>A curator with a part in a work is to it what its authors are, also while nobody reviews it.</summary>
public sealed class OwnWorkTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Reason = "Mine.";
    private static readonly string[] Forbidden = ["FORBIDDEN input.id"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("owns")]
    [InlineData("works")]
    [InlineData("named")]
    [InlineData("other")]
    public async Task No_curator_decides_on_own_work_though_no_round_is_open(string how)
    {
        var curator = await hub.PersonAsync($"Owncurator{how}", Role.Curator);
        var (author, editor) = (
            how == "owns" ? curator : await hub.PersonAsync($"Ownauthor{how}", Role.Researcher),
            await hub.TokenAsync($"own-editor-{how}", Role.Curator)
        );
        var id = await hub.DraftAsync(author.Token);
        await PartAsync(how, id, author, curator);
        await hub.DoneAsync(author.Token, "submitOutput", new { id });

        Assert.Equal("ADMIN", await hub.LevelAsync(curator.Token, id));
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "startReview", new { id }));
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "acceptOutput", new { id }));
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "requestChanges", new { id, reason = Reason }));
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "declineOutput", new { id, reason = Reason }));
        Assert.Equal("SUBMITTED", await StateAsync(id));
        await hub.DoneAsync(editor, "startReview", new { id });
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "acceptOutput", new { id }));
        await hub.DoneAsync(editor, "acceptOutput", new { id });
        // What authors do, they do.
        await hub.DoneAsync(curator.Token, "publishOutput", new { id });
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "withdrawOutput", new { id, reason = Reason }));
        Assert.Equal(Forbidden, await ProblemsAsync(curator, "retractOutput", new { id, reason = Reason }));
        Assert.Equal("PUBLISHED", await StateAsync(id));
        await hub.DoneAsync(editor, "retractOutput", new { id, reason = Reason });
    }

    [Fact]
    public async Task A_curator_does_not_undo_what_an_editor_decided_on_their_own_work()
    {
        var (curator, reviewer) = (
            await hub.PersonAsync("Undoingcurator", Role.Curator),
            await hub.PersonAsync("Undoingreviewer", Role.Researcher)
        );
        var editor = await hub.TokenAsync("undoing-editor", Role.Curator);
        var id = await hub.InReviewAsync(curator, editor);
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.DecideAsync(editor, id, "DECLINE");

        Assert.Equal(Forbidden, await ProblemsAsync(curator, "startReview", new { id }));

        Assert.Equal("DECLINED", await StateAsync(id));
    }

    [Fact]
    public async Task An_administrator_decides_on_own_work_unless_it_was_ever_reviewed()
    {
        var (admin, reviewer) = (await hub.PersonAsync("Aloneadmin", Role.Admin), await hub.PersonAsync("Alonereviewer", Role.Researcher));
        var editor = await hub.TokenAsync("alone-editor", Role.Curator);
        var id = await hub.DraftAsync(admin.Token);
        await hub.DoneAsync(admin.Token, "submitOutput", new { id });
        await hub.DoneAsync(admin.Token, "acceptOutput", new { id });
        await hub.DoneAsync(admin.Token, "publishOutput", new { id });
        var made = await hub.DoneAsync(admin.Token, "createVersion", new { id }, "output { id }");
        var next = Reviewing.IdOf(made, "output");
        await hub.DoneAsync(admin.Token, "submitOutput", new { id = next });
        await hub.DoneAsync(admin.Token, "startReview", new { id = next });
        await hub.InviteAsync(editor, next, reviewer, "ANONYMOUS");
        await hub.DecideAsync(editor, next, "DECLINE");

        Assert.Equal(Forbidden, await ProblemsAsync(admin, "startReview", new { id = next }));
        Assert.Equal(Forbidden, await ProblemsAsync(admin, "withdrawOutput", new { id, reason = Reason }));

        Assert.Equal(("PUBLISHED", "DECLINED"), (await StateAsync(id), await StateAsync(next)));
    }

    [Theory]
    [InlineData(Role.Curator)]
    [InlineData(Role.Admin)]
    public async Task Authors_keep_nobody_from_what_is_public_by_naming_them_in_a_draft(Role role)
    {
        var (author, curator) = (
            await hub.PersonAsync($"Namingauthor{role}", Role.Researcher),
            await hub.PersonAsync($"Namedcurator{role}", role)
        );
        var reviewer = await hub.PersonAsync($"Namingreviewer{role}", Role.Researcher);
        var editor = await hub.TokenAsync($"naming-editor-{role}".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.DecideAsync(editor, id, "ACCEPT");
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var deletion = await RequestAsync(reviewer, "requestDeletion", new { output = id, message = "It is wrong." });
        var next = Reviewing.IdOf(await hub.DoneAsync(author.Token, "createVersion", new { id }, "output { id }"), "output");
        await PartAsync("named", next, author, curator);
        await hub.DoneAsync(author.Token, "submitOutput", new { id = next });

        Assert.Equal(Forbidden, await ProblemsAsync(curator, "acceptOutput", new { id = next }));
        await hub.DoneAsync(curator.Token, "declineRequest", new { id = deletion, outcome = "It is right." });
        await hub.DoneAsync(curator.Token, "retractOutput", new { id, reason = Reason });
        Assert.Equal("RETRACTED", await StateAsync(id));
    }

    [Fact]
    public async Task Who_is_named_in_any_public_version_decides_on_none()
    {
        var (author, curator) = (
            await hub.PersonAsync("Publicauthor", Role.Researcher),
            await hub.PersonAsync("Publiccurator", Role.Curator)
        );
        var editor = await hub.TokenAsync("public-editor", Role.Curator);
        var id = await hub.DraftAsync(author.Token);
        await hub.PublishAsync(author.Token, editor, id);
        var next = Reviewing.IdOf(await hub.DoneAsync(author.Token, "createVersion", new { id }, "output { id }"), "output");
        await PartAsync("named", next, author, curator);
        await hub.PublishAsync(author.Token, editor, next);

        Assert.Equal(Forbidden, await ProblemsAsync(curator, "withdrawOutput", new { id, reason = Reason }));
        await hub.DoneAsync(editor, "withdrawOutput", new { id, reason = Reason });
    }

    [Fact]
    public async Task A_curator_who_owns_any_version_decides_on_none()
    {
        var (author, curator) = (await hub.PersonAsync("Anyauthor", Role.Researcher), await hub.PersonAsync("Anycurator", Role.Curator));
        var editor = await hub.TokenAsync("any-editor", Role.Curator);
        var id = await hub.DraftAsync(author.Token);
        await hub.PublishAsync(author.Token, editor, id);
        // As records of other sources are.
        await hub.Database.ExecuteAsync($"update research_outputs set owner_id = null where id = {Reviewing.Key(id)}", Cancel);
        await hub.DoneAsync(curator.Token, "createVersion", new { id });

        Assert.Equal(Forbidden, await ProblemsAsync(curator, "withdrawOutput", new { id, reason = Reason }));
        await hub.DoneAsync(editor, "withdrawOutput", new { id, reason = Reason });
    }

    [Fact]
    public async Task Who_may_not_is_told_why_as_what_they_are()
    {
        var (author, curator) = (await hub.PersonAsync("Toldauthor", Role.Researcher), await hub.PersonAsync("Toldcurator", Role.Curator));
        var fellow = await hub.PersonAsync("Toldfellow", Role.Researcher);
        var id = await hub.DraftAsync(author.Token);
        await hub.JoinAsync(author.Token, id, curator.Token, curator.Email, "READ");
        await hub.JoinAsync(author.Token, id, fellow.Token, fellow.Email, "EDIT");
        var delete = await WhyNotAsync(fellow, "deleteDraft", new { id });
        await hub.DoneAsync(author.Token, "submitOutput", new { id });

        const string Rights = "`viewerLevel` says";
        const string Part = "curators do not decide on what they have a part in";
        Assert.Contains(Rights, delete, StringComparison.Ordinal);
        Assert.Contains(Part, await WhyNotAsync(curator, "acceptOutput", new { id }), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_curator_takes_own_work_down_or_lets_somebody_into_it_by_a_request()
    {
        var (curator, other) = (await hub.PersonAsync("Askedcurator", Role.Curator), await hub.PersonAsync("Askingother", Role.Researcher));
        var editor = await hub.TokenAsync("asked-editor", Role.Curator);
        var id = await hub.DraftAsync(curator.Token);
        await hub.PublishAsync(curator.Token, editor, id);
        var deletion = await RequestAsync(other, "requestDeletion", new { output = id, message = "It is wrong." });
        var claim = await RequestAsync(
            other,
            "claimAuthorship",
            new
            {
                output = id,
                position = 0,
                evidence = "It is mine.",
            }
        );
        const string Actions = "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on Request { actions } } }";

        foreach (var request in new[] { deletion, claim })
        {
            Assert.Equal(Forbidden, await ProblemsAsync(curator, "acceptRequest", new { id = request, outcome = "Yes." }));
            Assert.Equal(Forbidden, await ProblemsAsync(curator, "declineRequest", new { id = request, outcome = "No." }));
        }

        Assert.Equal(
            """{"nodes":[{"actions":["COMMENT"]},{"actions":["COMMENT"]}]}""",
            (await hub.DataAsAsync(curator.Token, Actions, new { ids = new[] { deletion, claim } })).GetRawText()
        );
        Assert.Equal("PUBLISHED", await StateAsync(id));
        await hub.DoneAsync(editor, "acceptRequest", new { id = claim, outcome = "It is." });
        await hub.DoneAsync(editor, "acceptRequest", new { id = deletion, outcome = "It is." });
    }

    [Theory]
    [InlineData("works")]
    [InlineData("owns")]
    public async Task A_curator_does_not_become_the_editor_by_leaving_the_work(string how)
    {
        var curator = await hub.PersonAsync($"Leavingcurator{how}", Role.Curator);
        var (author, reviewer) = (
            await hub.PersonAsync($"Leavingauthor{how}", Role.Researcher),
            await hub.PersonAsync($"Leavingreviewer{how}", Role.Researcher)
        );
        var editor = await hub.TokenAsync($"leaving-editor-{how}", Role.Curator);
        var id = await hub.DraftAsync(how == "owns" ? curator.Token : author.Token);
        if (how == "owns")
        {
            var to = NodeId.Encode("User", author.UserId);
            var offer = await RequestAsync(
                curator,
                "transferOwnership",
                new
                {
                    id,
                    to,
                    formerOwnerRole = (string?)null,
                }
            );
            await hub.DoneAsync(author.Token, "acceptRequest", new { id = offer });
        }
        else
        {
            var place = await hub.JoinAsync(author.Token, id, curator.Token, curator.Email, "READ");
            await hub.DoneAsync(curator.Token, "removeCollaborator", new { id = place });
        }
        await hub.DoneAsync(author.Token, "submitOutput", new { id });

        Assert.Equal(Forbidden, await ProblemsAsync(curator, "acceptOutput", new { id }));
        await hub.DoneAsync(editor, "startReview", new { id });
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        Assert.Equal(
            """{"reviews":{"nodes":[]},"reviewRounds":{"nodes":[]}}""",
            (await hub.SeenAsync(curator.Token, id, "reviews { nodes { id } } reviewRounds { nodes { number } }")).GetRawText()
        );
        Assert.Equal(
            Forbidden,
            await ProblemsAsync(
                curator,
                "decideReview",
                new
                {
                    id,
                    decision = "ACCEPT",
                    text = "As I say.",
                }
            )
        );
        await hub.SubmitAsync(reviewer, review);
        await hub.DecideAsync(editor, id, "ACCEPT");
        Assert.Equal("""{"reviews":{"nodes":[]}}""", (await hub.SeenAsync(curator.Token, id, "reviews { nodes { id } }")).GetRawText());
    }

    private async Task PartAsync(string how, string id, Person author, Person curator)
    {
        switch (how)
        {
            case "works":
                await hub.JoinAsync(author.Token, id, curator.Token, curator.Email, "READ");
                break;
            case "named":
                var contributors = new[] { new { researcher = NodeId.Encode("Researcher", curator.ResearcherId) } };
                await hub.DoneAsync(
                    author.Token,
                    "reviseStudy",
                    new
                    {
                        id,
                        expectedRevision = 1,
                        contributors,
                    }
                );
                break;
            case "other":
                // The author has a second account, which has another role.
                await hub.SamePersonAsync(author, curator);
                break;
        }
    }

    private async Task<string> RequestAsync(Person by, string mutation, object input) =>
        Reviewing.IdOf(await hub.DoneAsync(by.Token, mutation, input, "request { id }"), "request");

    private async Task<string[]> ProblemsAsync(Person by, string mutation, object input) =>
        (await hub.RunAsync(by.Token, mutation, input)).Problems();

    private async Task<string?> WhyNotAsync(Person by, string mutation, object input) =>
        (await hub.RunAsync(by.Token, mutation, input)).GetProperty("errors")[0].GetProperty("message").GetString();

    private async Task<string> StateAsync(string id) =>
        (await hub.Database.ScalarAsync<string>($"select state from research_outputs where id = {Reviewing.Key(id)}", Cancel))!;
}
