using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration;

/// <summary>What two people do to the same at the same time is done one after the other, and neither waits for ever.</summary>
public sealed class AtOnceTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("acceptCollaboration")]
    [InlineData("removeCollaborator")]
    public async Task An_invitation_is_answered_while_its_draft_is_deleted(string answer)
    {
        var (ana, ben) = (
            await hub.TokenAsync($"once-ana-{answer[0]}", Role.Researcher),
            await hub.TokenAsync($"once-ben-{answer[0]}", Role.Researcher)
        );
        var id = await hub.DraftAsync(ana);
        var invited = await hub.DoneAsync(
            ana,
            "inviteCollaborator",
            new
            {
                id,
                email = $"once-ben-{answer[0]}@example.org",
                role = "READ",
            },
            "collaborator { id }"
        );
        var collaborator = invited.GetProperty("collaborator").GetProperty("id").GetString()!;

        var (answered, deleted) = await WhileHeldAsync(
            $"output_collaborators where id = {NodeId.KeyOf(collaborator, "Collaborator")} for update",
            () => hub.RunAsync(ben, answer, new { id = collaborator }),
            () => hub.RunAsync(ana, "deleteDraft", new { id })
        );

        Assert.Empty(answered);
        Assert.Empty(deleted);
        Assert.Null(await hub.LevelAsync(ana, id));
    }

    [Fact]
    public async Task A_review_is_published_while_somebody_wants_to_take_it_back()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Onceauthor", Role.Researcher),
            await hub.PersonAsync("Oncereviewer", Role.Researcher)
        );
        var (editor, other) = (await hub.TokenAsync("once-editor", Role.Curator), await hub.TokenAsync("once-other", Role.Curator));
        var id = await hub.InReviewAsync(author, editor);
        var review = await hub.InviteAsync(editor, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review, mayPublish: true);
        await hub.DecideAsync(editor, id, "ACCEPT");
        await hub.DoneAsync(author.Token, "publishOutput", new { id });

        var (published, cancelled) = await WhileHeldAsync(
            $"reviews where id = {NodeId.KeyOf(review, "Review")} for update",
            () => hub.RunAsync(editor, "publishReview", new { id = review }),
            () => hub.RunAsync(other, "cancelReview", new { id = review })
        );

        Assert.Empty(published);
        Assert.Equal(["INVALID input.id"], cancelled);
    }

    [Fact]
    public async Task A_list_that_is_made_private_meanwhile_is_not_copied()
    {
        var (owner, _) = await hub.MemberAsync("once-keeper");
        var (ana, anaUser) = await hub.MemberAsync("once-copier");
        var made = await hub.DoneAsync(owner, "createReadingList", new { title = "Once", visibility = "PUBLIC" }, "readingList { id }");
        var id = made.GetProperty("readingList").GetProperty("id").GetString()!;

        var (copied, hidden) = await WhileHeldAsync(
            $"users where id = {anaUser} for no key update",
            () => hub.RunAsync(ana, "forkReadingList", new { id }),
            () => hub.RunAsync(owner, "updateReadingList", new { id, visibility = "PRIVATE" }),
            doesNextWait: false
        );

        Assert.Equal(["NOT_FOUND input.id"], copied);
        Assert.Empty(hidden);
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"select count(*) from reading_lists where owner_id = {anaUser}", Cancel));
    }

    /// <summary>Who says something holds the community, so that its deletion comes after.</summary>
    [Theory]
    [InlineData("postComment")]
    [InlineData("editComment")]
    [InlineData("follow")]
    public async Task Nothing_is_said_to_a_community_after_it_was_deleted(string mutation)
    {
        var owner = await hub.TokenAsync($"once-leaving-{mutation[0]}", Role.Researcher);
        var (ana, anaUser) = await hub.MemberAsync($"once-saying-{mutation[0]}");
        var id = await hub.CommunityAsync(owner, $"Once {mutation}");
        var comment = Reviewing.IdOf(
            await hub.DoneAsync(ana, "postComment", new { subject = id, body = "Before." }, "comment { id }"),
            "comment"
        );
        object input = mutation switch
        {
            "postComment" => new { subject = id, body = "After." },
            "editComment" => new { id = comment, body = "After." },
            _ => new { subject = id },
        };

        var (said, deleted) = await WhileHeldAsync(
            $"users where id = {anaUser} for no key update",
            () => hub.RunAsync(ana, mutation, input),
            () => hub.RunAsync(owner, "deleteCommunity", new { community = id })
        );

        Assert.Empty(said);
        Assert.Empty(deleted);
    }

    [Fact]
    public async Task Who_says_something_to_a_community_does_not_wait_for_who_else_does()
    {
        var owner = await hub.TokenAsync("once-talked-to", Role.Researcher);
        var ((ana, anaUser), (ben, _)) = (await hub.MemberAsync("once-slow"), await hub.MemberAsync("once-quick"));
        var subject = await hub.CommunityAsync(owner, "Once talked to");

        var (slow, quick) = await WhileHeldAsync(
            $"users where id = {anaUser} for no key update",
            () => hub.RunAsync(ana, "postComment", new { subject, body = "Slowly." }),
            () => hub.RunAsync(ben, "postComment", new { subject, body = "Quickly." }),
            doesNextWait: false
        );

        Assert.Empty(slow);
        Assert.Empty(quick);
    }

    /// <summary>Holds a row until one command waits for it, or for what comes before it, and another, begun then, waits or is done.</summary>
    /// <returns>The problems of both.</returns>
    private async Task<(string[] First, string[] Next)> WhileHeldAsync(
        string row,
        Func<Task<JsonElement>> first,
        Func<Task<JsonElement>> next,
        bool doesNextWait = true
    )
    {
        await using var source = NpgsqlDataSource.Create(hub.Database.ConnectionString);
        await using var held = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await held.BeginTransactionAsync(Cancel);
        await using (var command = new NpgsqlCommand($"select from {row}", held, transaction))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }
        var one = first();
        await WaitingAsync(held.ProcessID, 1);
        var other = next();
        await (doesNextWait ? WaitingAsync(held.ProcessID, 2) : other);
        await transaction.RollbackAsync(Cancel);
        return ((await one).Problems(), (await other).Problems());
    }

    /// <summary>Waits until so many wait for a connection, or for who waits for it.</summary>
    private Task WaitingAsync(int holder, int many) =>
        hub.UntilAsync(
            $"""
            with recursive waiting as (
              select {holder} as pid union select a.pid from pg_stat_activity a join waiting w on w.pid = any(pg_blocking_pids(a.pid)))
            select (count(*) > {many})::text from waiting
            """,
            "true"
        );
}
