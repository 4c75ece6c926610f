using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Who reported a comment may be a reviewer: curators with a part in the work do not learn it, whatever about the work the comment is written on.</summary>
public sealed class UnknownReportersTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("wrote it")]
    [InlineData("worked on it once")]
    [InlineData("is named in the next version")]
    [InlineData("reviews the next version")]
    [InlineData("has a conflict of interest")]
    public async Task Curators_learn_who_reported_a_comment_where_they_have_no_part_in_what_it_is_about(string how)
    {
        var key = how.Split(' ')[0] + how.Split(' ')[^1];
        var curator = await hub.PersonAsync($"Unknowing{key}", Role.Curator);
        var author = how == "wrote it" ? curator : await hub.PersonAsync($"Unknownauthor{key}", Role.Researcher);
        var (reviewer, editor) = (
            await hub.PersonAsync($"Unknownreviewer{key}", Role.Researcher),
            await hub.TokenAsync($"unknown-editor-{key}", Role.Curator)
        );
        var id = await hub.InReviewAsync(author, editor);
        var review = await hub.InviteAsync(editor, id, reviewer, "OPEN");
        var invitation = await hub.Database.ScalarAsync<long>($"select id from requests where receiver_id = {reviewer.UserId}", Cancel);
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review);
        await hub.DecideAsync(editor, id, "ACCEPT");
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var version = await NextAsync(author, editor, id);
        await PartAsync(how, curator, editor, id, version);
        var correction = await hub.DoneAsync(
            reviewer.Token,
            "requestCorrection",
            new
            {
                output = id,
                field = "TITLE",
                message = "Wrong.",
            },
            "request { id }"
        );
        var list = await hub.DoneAsync(
            curator.Token,
            "createReadingList",
            new { title = "Read", visibility = "PUBLIC" },
            "readingList { id }"
        );
        (string Kind, string Id)[] subjects =
        [
            ("output", id),
            ("version", version),
            ("review", review),
            ("request", Reviewing.IdOf(correction, "request")),
            ("request for a review", NodeId.Encode("Request", invitation)),
            ("community", await hub.CommunityAsync(curator.Token, $"Circle {key}")),
            ("list", Reviewing.IdOf(list, "readingList")),
            ("call", await hub.OpenCallAsync(curator.Token, $"Call {key}")),
        ];
        var reports = new List<string>();
        foreach (var (_, subject) in subjects)
        {
            reports.Add(await ReportedAsync(subject, reviewer.UserId));
        }

        var seen = subjects.Select(one => one.Kind).Zip(await ReportersAsync(curator.Token, reports)).ToDictionary();
        var known = subjects.Select(one => one.Kind).Zip(await ReportersAsync(editor, reports)).ToDictionary();

        Assert.All(known, one => Assert.Equal((one.Key, true), (one.Key, one.Value)));
        Assert.Equal(["community", "list", "call"], seen.Where(one => one.Value).Select(one => one.Key));
    }

    [Fact]
    public async Task Curators_do_not_learn_who_reported_what_they_wrote_by_whatever_account()
    {
        var (writer, second) = (
            await hub.PersonAsync("Reportedwriter", Role.Curator),
            await hub.PersonAsync("Reportedsecond", Role.Curator)
        );
        var (reporter, other) = (
            await hub.PersonAsync("Reportingreader", Role.Reader),
            await hub.TokenAsync("reported-other", Role.Curator)
        );
        await hub.SamePersonAsync(writer, second);
        var subject = NodeId.Encode("Study", 101);
        var written = await hub.DoneAsync(writer.Token, "postComment", new { subject, body = "Rude" }, "comment { id }");
        var made = await hub.DoneAsync(
            reporter.Token,
            "reportComment",
            new { id = Reviewing.IdOf(written, "comment"), reason = "Rude." },
            "report { id }"
        );
        string[] reports = [Reviewing.IdOf(made, "report")];

        Assert.Equal([true], await ReportersAsync(other, reports));
        Assert.Equal([false], await ReportersAsync(writer.Token, reports));
        Assert.Equal([false], await ReportersAsync(second.Token, reports));
    }

    private async Task PartAsync(string how, Person curator, string editor, string id, string version)
    {
        if (how == "worked on it once")
        {
            await hub.Database.ExecuteAsync(
                $"insert into former_collaborators (work_id, user_id, had_part) values ({Reviewing.Key(id)}, {curator.UserId}, true)",
                Cancel
            );
        }
        else if (how == "is named in the next version")
        {
            await hub.Database.ExecuteAsync(
                $"""
                insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles)
                values ({Reviewing.Key(version)}, 1, {curator.ResearcherId}, 'Named', array[]::text[])
                """,
                Cancel
            );
        }
        else if (how != "wrote it")
        {
            var own = await hub.InviteAsync(editor, version, curator, "ANONYMOUS");
            await hub.AgreeAsync(curator);
            if (how == "has a conflict of interest")
            {
                await hub.DeclareConflictAsync(curator, own);
            }
        }
    }

    /// <summary>The next version, in review.</summary>
    private async Task<string> NextAsync(Person author, string editor, string id)
    {
        var made = await hub.DoneAsync(author.Token, "createVersion", new { id }, "output { id }");
        var next = Reviewing.IdOf(made, "output");
        await hub.DoneAsync(author.Token, "submitOutput", new { id = next });
        await hub.DoneAsync(editor, "startReview", new { id = next });
        return next;
    }

    /// <summary>A report of a comment on a record, by an account.</summary>
    private async Task<string> ReportedAsync(string subject, long reporter)
    {
        Assert.True(NodeId.TryDecode(subject, out var type, out var key));
        var report = await hub.Database.ScalarAsync<long>(
            $"""
            with said as (
              insert into comments (subject_type, subject_id, body, created_at) values ('{type}', {key}, 'Rude', now()) returning id)
            insert into comment_reports (comment_id, reporter_id, reason, created_at, body)
            select id, {reporter}, 'Rude.', now(), 'Rude' from said returning id
            """,
            Cancel
        );
        return NodeId.Encode("CommentReport", report);
    }

    private async Task<IEnumerable<bool>> ReportersAsync(string token, IReadOnlyList<string> reports)
    {
        var seen = await hub.DataAsAsync(
            token,
            "query ($ids: [ID!]!) { nodes(ids: $ids) { ... on CommentReport { reason reporter { name } } } }",
            new { ids = reports }
        );
        return seen.GetProperty("nodes")
            .EnumerateArray()
            .Select(one => one.GetProperty("reporter").ValueKind == JsonValueKind.Object)
            .ToArray();
    }
}
