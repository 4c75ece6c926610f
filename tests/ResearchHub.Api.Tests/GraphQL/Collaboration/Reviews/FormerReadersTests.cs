using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who could once read a draft with the names of its authors does not review it without knowing them.</summary>
public sealed class FormerReadersTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("left", "a community that has it")]
    [InlineData("left", "a community that was asked for it")]
    [InlineData("was demoted in", "a community that has it")]
    [InlineData("was taken out of", "a community that has it")]
    public async Task Who_curated_a_community_with_the_draft_knows_its_authors(string how, string what)
    {
        var key = $"{how.Length}{what.Length}";
        var (author, met, editor) = await PeopleAsync(key);
        var chair = await hub.TokenAsync($"former-chair-{key}", Role.Researcher);
        var id = await hub.InReviewAsync(author, editor);
        var community = await hub.CommunityAsync(chair, $"{how} {what}");
        await hub.Database.ExecuteAsync(
            $"""
            insert into community_members (community_id, user_id, role, joined_at) values ({Reviewing.Key(
                community
            )}, {met.UserId}, 'CURATOR', now())
            """,
            Cancel
        );
        var request = Reviewing.IdOf(
            await hub.DoneAsync(author.Token, "requestInclusion", new { output = id, community }, "request { id }"),
            "request"
        );
        if (what.EndsWith("has it", StringComparison.Ordinal))
        {
            await hub.DoneAsync(chair, "acceptRequest", new { id = request });
            await hub.Database.ExecuteAsync($"delete from requests where id = {Reviewing.Key(request)}", Cancel);
        }
        Assert.Equal("VIEW", await hub.LevelAsync(met.Token, id));
        var user = NodeId.Encode("User", met.UserId);
        await (
            how switch
            {
                "left" => hub.DoneAsync(met.Token, "leaveCommunity", new { community }),
                "was taken out of" => hub.DoneAsync(chair, "removeCommunityMember", new { community, user }),
                _ => hub.DoneAsync(
                    chair,
                    "setCommunityRole",
                    new
                    {
                        community,
                        user,
                        role = "READER",
                    }
                ),
            }
        );

        await IsNotAskedAsync(editor, id, met);
    }

    /// <summary>Who takes somebody off the draft holds it and writes down the same: neither waits for what the other has.</summary>
    [Fact]
    public async Task Who_leaves_a_community_while_people_are_taken_off_its_draft_waits_for_that()
    {
        var (author, met, editor) = await PeopleAsync("at-once");
        var chair = await hub.TokenAsync("former-chair-at-once", Role.Researcher);
        var id = await hub.InReviewAsync(author, editor);
        var community = await hub.CommunityAsync(chair, "Left at once");
        await hub.Database.ExecuteAsync(
            $"""
            insert into community_members (community_id, user_id, role, joined_at)
            values ({Reviewing.Key(community)}, {met.UserId}, 'CURATOR', now());
            insert into community_outputs (community_id, output_id, included_at, is_announced)
            values ({Reviewing.Key(community)}, {Reviewing.Key(id)}, now(), false)
            """,
            Cancel
        );
        await using var holder = await hub.Database.DataSource.OpenConnectionAsync(Cancel);
        await using var taking = await holder.BeginTransactionAsync(Cancel);
        await ExecuteAsync(holder, $"select from research_outputs where id = {Reviewing.Key(id)} for update");

        var leaving = hub.DoneAsync(met.Token, "leaveCommunity", new { community });
        await hub.UntilAsync(
            "select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'",
            "1"
        );
        await ExecuteAsync(
            holder,
            $"insert into former_collaborators (work_id, user_id) values ({Reviewing.Key(id)}, {met.UserId}) on conflict do nothing"
        );
        await taking.CommitAsync(Cancel);

        await leaving;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_address_that_was_invited_to_work_on_it_knows_its_authors_whoever_accepted(bool isAccepted)
    {
        var key = isAccepted ? "accepted" : "declined";
        var (author, other, editor) = await PeopleAsync(key);
        var id = await hub.InReviewAsync(author, editor);
        var invited = await hub.DoneAsync(
            author.Token,
            "inviteCollaborator",
            new
            {
                id,
                email = $"Later{key}@example.org",
                role = "READ",
            },
            "secret collaborator { id }"
        );
        Person? later = null;
        if (isAccepted)
        {
            await hub.DoneAsync(other.Token, "acceptCollaboration", new { secret = invited.GetProperty("secret").GetString() });
            later = await hub.PersonAsync($"Later{key}", Role.Researcher);
            await IsNotAskedAsync(editor, id, later, isLast: false);
        }
        await hub.DoneAsync(author.Token, "removeCollaborator", new { id = Reviewing.IdOf(invited, "collaborator") });
        later ??= await hub.PersonAsync($"Later{key}", Role.Researcher);

        await IsNotAskedAsync(editor, id, later);
        if (isAccepted)
        {
            await IsNotAskedAsync(editor, id, other);
        }
    }

    [Theory]
    [InlineData("wrote in it")]
    [InlineData("talked about it")]
    [InlineData("has its files")]
    public async Task Who_left_a_trace_in_it_by_a_link_that_names_its_authors_knows_them(string how)
    {
        var key = how.Split(' ')[0];
        var (author, met, editor) = await PeopleAsync(key);
        var id = await hub.InReviewAsync(author, editor, kind: "Dataset");
        var secret = await hub.LinkAsync(author.Token, id, key == "wrote" ? "EDIT" : "COMMENT");
        var authorization = $"Bearer {met.Token}, Share {secret}";
        switch (key)
        {
            case "wrote":
                await hub.DoneAsync(editor, "requestChanges", new { id, reason = "More." });
                var revision = await hub.Database.ScalarAsync<int>(
                    $"select revision from research_outputs where id = {Reviewing.Key(id)}",
                    Cancel
                );
                await WriteAsync(
                    authorization,
                    $"reviseDataset(input: {{ id: \"{id}\", expectedRevision: {revision}, titles: [{{ language: \"en\", text: \"More\" }}] }})"
                );
                await hub.DoneAsync(author.Token, "submitOutput", new { id });
                await hub.DoneAsync(editor, "startReview", new { id });
                break;
            case "talked":
                await WriteAsync(authorization, $"postComment(input: {{ subject: \"{id}\", body: \"A remark.\" }})");
                break;
            default:
                await hub.DownloadAsync(authorization, id);
                break;
        }

        await IsNotAskedAsync(editor, id, met);
    }

    [Theory]
    [InlineData("wrote in it")]
    [InlineData("talked about it")]
    [InlineData("curated a community that was asked for it")]
    [InlineData("was wanted for an opinion on that")]
    public async Task Who_came_to_know_the_authors_by_a_version_that_was_deleted_knows_them(string how)
    {
        var key = $"gone-{how.Split(' ')[0]}";
        var (author, met, editor) = await PeopleAsync(key);
        var first = await hub.DraftAsync(author.Token);
        await hub.PublishAsync(author.Token, editor, first);
        var draft = await NextAsync(author, first);
        switch (how.Split(' ')[0])
        {
            case "wrote" or "talked":
                var secret = await hub.LinkAsync(author.Token, draft, how.StartsWith('w') ? "EDIT" : "COMMENT");
                await WriteAsync(
                    $"Bearer {met.Token}, Share {secret}",
                    how.StartsWith('w')
                        ? $"reviseStudy(input: {{ id: \"{draft}\", expectedRevision: 1, titles: [{{ language: \"en\", text: \"More\" }}] }})"
                        : $"postComment(input: {{ subject: \"{draft}\", body: \"A remark.\" }})"
                );
                break;
            default:
                var chair = how.StartsWith("curated", StringComparison.Ordinal)
                    ? met.Token
                    : await hub.TokenAsync($"former-chair-{key}", Role.Researcher);
                var community = await hub.CommunityAsync(chair, how);
                var request = Reviewing.IdOf(
                    await hub.DoneAsync(author.Token, "requestInclusion", new { output = draft, community }, "request { id }"),
                    "request"
                );
                if (chair != met.Token)
                {
                    string[] reviewers = [NodeId.Encode("User", met.UserId)];
                    await hub.DoneAsync(chair, "assignRequestReviewers", new { id = request, reviewers });
                }
                break;
        }
        await hub.DoneAsync(author.Token, "deleteDraft", new { id = draft });
        var next = await NextAsync(author, first);
        await hub.DoneAsync(author.Token, "submitOutput", new { id = next });
        await hub.DoneAsync(editor, "startReview", new { id = next });

        await IsNotAskedAsync(editor, next, met);
    }

    [Fact]
    public async Task Who_talked_about_it_by_an_anonymous_link_may_review_it_without_knowing_its_authors()
    {
        var (author, guest, editor) = await PeopleAsync("guest");
        var id = await hub.InReviewAsync(author, editor);
        var secret = await hub.LinkAsync(author.Token, id, "COMMENT", isAnonymous: true);
        await WriteAsync($"Bearer {guest.Token}, Share {secret}", $"postComment(input: {{ subject: \"{id}\", body: \"A remark.\" }})");

        await hub.InviteAsync(editor, id, guest, "DOUBLE_ANONYMOUS");
    }

    [Theory]
    [InlineData("an administrator")]
    [InlineData("another token")]
    public async Task Who_was_a_curator_knows_the_authors_of_what_was_drafted_then(string by)
    {
        var (author, met, editor) = await PeopleAsync($"demoted{by.Split(' ')[0]}");
        // All by the server's clock, whatever the database's says.
        hub.Clock.Advance(TimeSpan.FromDays(1));
        var before = await hub.InReviewAsync(author, editor);
        await hub.TokenAsync(met.Email.Split('@')[0], Role.Curator);
        if (by == "another token")
        {
            await hub.TokenAsync(met.Email.Split('@')[0], Role.Researcher);
        }
        else
        {
            var admin = await hub.TokenAsync("former-admin", Role.Admin);
            await hub.DoneAsync(admin, "setUserRole", new { user = NodeId.Encode("User", met.UserId), role = "RESEARCHER" });
        }
        hub.Clock.Advance(TimeSpan.FromMinutes(1));
        var after = await hub.InReviewAsync(author, editor);

        await IsNotAskedAsync(editor, before, met);
        await hub.InviteAsync(editor, after, met, "DOUBLE_ANONYMOUS");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_has_a_part_in_it_by_another_account_of_theirs_has_it_by_each(bool isTakenOff)
    {
        var (author, met, editor) = await PeopleAsync($"twice{isTakenOff}");
        var second = await hub.TokenAsync($"former-second-{isTakenOff}".ToLowerInvariant(), Role.Researcher);
        var (email, id) = ($"former-second-{isTakenOff}@example.org".ToLowerInvariant(), await hub.InReviewAsync(author, editor));
        await hub.Database.ExecuteAsync($"update users set researcher_id = {met.ResearcherId} where email = '{email}'", Cancel);
        var place = await hub.JoinAsync(author.Token, id, second, email, "READ");
        if (isTakenOff)
        {
            await hub.DoneAsync(author.Token, "removeCollaborator", new { id = place });
            await IsNotAskedAsync(editor, id, met);
            return;
        }
        Assert.Equal(["INVALID input.email"], (await hub.RunAsync(editor, "inviteReviewer", Invitation(id, met, "ANONYMOUS"))).Problems());
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>($"select count(*) from reviews where output_id = {Reviewing.Key(id)}", Cancel)
        );
    }

    private async Task<(Person Author, Person Other, string Editor)> PeopleAsync(string key) =>
        (
            await hub.PersonAsync($"Formerauthor{key}", Role.Researcher),
            await hub.PersonAsync($"Formerother{key}", Role.Researcher),
            await hub.TokenAsync($"former-editor-{key}", Role.Curator)
        );

    /// <summary>They are refused as a reviewer who does not know the authors, and not as one who does.</summary>
    private async Task IsNotAskedAsync(string editor, string id, Person met, bool isLast = true)
    {
        Assert.Null(await hub.LevelAsync(met.Token, id));

        var refused = await hub.RunAsync(editor, "inviteReviewer", Invitation(id, met, "DOUBLE_ANONYMOUS"));

        Assert.Equal(["INVALID input.email"], refused.Problems());
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from reviews where output_id = {Reviewing.Key(id)} and reviewer_id = {met.UserId}",
                Cancel
            )
        );
        if (isLast)
        {
            await hub.DoneAsync(editor, "inviteReviewer", Invitation(id, met, "ANONYMOUS"));
        }
    }

    private async Task<string> NextAsync(Person author, string id) =>
        Reviewing.IdOf(await hub.DoneAsync(author.Token, "createVersion", new { id }, "output { id }"), "output");

    private object Invitation(string id, Person reviewer, string method) =>
        new
        {
            id,
            email = reviewer.Email,
            method,
            dueOn = hub.Clock.GetUtcNow().AddDays(20).ToString("yyyy-MM-dd", null),
        };

    private async Task WriteAsync(string authorization, string mutation)
    {
        var data = await hub.DataByAsync(authorization, $"mutation {{ done: {mutation} {{ errors {{ code message }} }} }}");
        Assert.Equal("""{"done":{"errors":[]}}""", data.GetRawText());
    }
}
