using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Comments;

/// <summary>Who writes a draft hears what is said about it, whether they follow it or not, and what was said goes with it.</summary>
public sealed class KeepersOfDraftsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Co_authors_who_edit_are_told_of_comments_as_the_owner_is_and_readers_are_not()
    {
        var (owner, curator) = (await hub.TokenAsync("k-owner", Role.Researcher), await hub.TokenAsync("k-curator", Role.Curator));
        var id = await hub.DraftAsync(owner);
        var tokens = new Dictionary<string, string>();
        foreach (var role in new[] { "READ", "COMMENT", "EDIT", "ADMIN" })
        {
            var who = $"k-{role.ToLowerInvariant()}";
            tokens[role] = await hub.TokenAsync(who, Role.Researcher);
            await hub.JoinAsync(owner, id, tokens[role], $"{who}@example.org", role);
        }
        await hub.TokenAsync("k-asked", Role.Researcher);
        await hub.DoneAsync(
            owner,
            "inviteCollaborator",
            new
            {
                id,
                email = "k-asked@example.org",
                role = "EDIT",
            }
        );

        await hub.DoneAsync(curator, "postComment", new { subject = id, body = "Which sample?" });
        await hub.DoneAsync(tokens["EDIT"], "postComment", new { subject = id, body = "The second." });

        await hub.UntilAsync(
            $"""
            select string_agg(name || ' ' || times, ', ' order by name) from (
              select u.name, count(*) as times from notifications n join users u on u.id = n.user_id
              where n.kind = 'COMMENTED' and n.topic_id = {NodeId.KeyOf(id, "Study")} group by u.name) told
            """,
            "k-admin 2, k-edit 1, k-owner 2"
        );
    }

    [Fact]
    public async Task What_was_said_and_reported_goes_with_a_draft_and_with_a_list()
    {
        var (owner, other) = (await hub.TokenAsync("k-gone", Role.Researcher), await hub.TokenAsync("k-said", Role.Researcher));
        var curator = await hub.TokenAsync("k-judge", Role.Curator);
        var draft = await hub.DraftAsync(owner);
        await hub.JoinAsync(owner, draft, other, "k-said@example.org", "COMMENT");
        var made = await hub.DoneAsync(
            owner,
            "createReadingList",
            new { title = "Talked about", visibility = "PUBLIC" },
            "readingList { id }"
        );
        var list = made.GetProperty("readingList").GetProperty("id").GetString()!;
        var reports = new List<string>();
        foreach (var subject in new[] { draft, list })
        {
            var said = await hub.DoneAsync(other, "postComment", new { subject, body = "Rude" }, "comment { id }");
            var thread = said.GetProperty("comment").GetProperty("id").GetString();
            var answered = await hub.DoneAsync(
                other,
                "postComment",
                new
                {
                    subject,
                    parent = thread,
                    body = "Ruder",
                },
                "comment { id }"
            );
            var id = answered.GetProperty("comment").GetProperty("id").GetString();
            var reported = await hub.DoneAsync(owner, "reportComment", new { id, reason = "Rude." }, "report { id }");
            reports.Add(reported.GetProperty("report").GetProperty("id").GetString()!);
        }

        await hub.DoneAsync(owner, "deleteDraft", new { id = draft });
        await hub.DoneAsync(owner, "deleteReadingList", new { id = list });

        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from comments where subject_id in ({NodeId.KeyOf(draft, "Study")}, {NodeId.KeyOf(list, "ReadingList")})",
                Cancel
            )
        );
        foreach (var token in new[] { owner, curator })
        {
            var seen = await hub.DataAsAsync(token, "query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", new { ids = reports });
            Assert.Equal("""{"nodes":[null,null]}""", seen.GetRawText());
        }
    }

    [Fact]
    public async Task Who_reviews_it_without_knowing_whose_it_is_is_not_told_whatever_else_they_are()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Keptauthor", Role.Researcher),
            await hub.PersonAsync("Keptreviewer", Role.Researcher)
        );
        var curator = await hub.TokenAsync("kept-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await hub.Database.ExecuteAsync(
            $"""
            insert into output_collaborators (work_id, user_id, role, is_bibliographic, invited_at, expires_at, accepted_at)
            values ({NodeId.KeyOf(id, "Study")}, {reviewer.UserId}, 'EDIT', false, now(), now(), now())
            """,
            Cancel
        );

        await hub.DoneAsync(curator, "postComment", new { subject = id, body = "Between us." });

        Assert.Equal(
            $"{{{author.UserId}}}",
            await hub.Database.ScalarAsync<string>(
                $"select addressed::text from activities where kind = 'COMMENTED' and topic_id = {NodeId.KeyOf(id, "Study")}",
                Cancel
            )
        );
    }
}
