using System.Text.Json;
using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>
/// Tries to find out who is hidden: asks for everything the schema reaches from what is reviewed, from the reader's own account and from the
/// lists of the catalogue, and looks for any trace.
/// </summary>
public sealed class AnonymityTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private static readonly string[] Kinds = ["Study", "Review", "Request", "Collaborator"];

    // Profiles and accounts are public or for curators, whoever reviews what.
    private static readonly string[] NotOfReviews = ["researchers", "user", "users", "node", "nodes", "suggest", "repository"];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("ANONYMOUS")]
    [InlineData("DOUBLE_ANONYMOUS")]
    public async Task Authors_find_no_trace_of_their_reviewer_before_and_after_the_decision_and_the_publication(string method)
    {
        var name = method == "ANONYMOUS" ? "Single" : "Double";
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}writer", Role.Researcher),
            await hub.PersonAsync($"{name}referee", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"{name}-curator".ToLowerInvariant(), Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, method);
        await AssertNoTraceAsync(author.Token, reviewer, id, review);
        await hub.AgreeAsync(reviewer);
        await hub.SeenAsync(reviewer.Token, id);
        await hub.SubmitAsync(reviewer, review, mayPublish: true);
        await AssertNoTraceAsync(author.Token, reviewer, id, review);

        await hub.DecideAsync(curator, id, "ACCEPT");
        await AssertNoTraceAsync(author.Token, reviewer, id, review);
        await hub.DoneAsync(author.Token, "publishOutput", new { id });
        var published = await hub.DoneAsync(curator, "publishReview", new { id = review }, "study { id }");

        var record = published.GetProperty("study").GetProperty("id").GetString()!;
        await AssertNoTraceAsync(author.Token, reviewer, id, review, record);
        await AssertNoTraceAsync(null, reviewer, id, review, record);
    }

    [Fact]
    public async Task Reviewers_find_no_trace_of_authors_whom_they_may_not_know()
    {
        var (author, friend) = (
            await hub.PersonAsync("Hiddenwriter", Role.Researcher),
            await hub.PersonAsync("Hiddenfriend", Role.Researcher)
        );
        var reviewer = await hub.PersonAsync("Blindreferee", Role.Researcher);
        var curator = await hub.TokenAsync("blind-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.JoinAsync(author.Token, id, friend.Token, friend.Email, "EDIT");
        var review = await hub.InviteAsync(curator, id, reviewer, "DOUBLE_ANONYMOUS");
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
        await hub.AgreeAsync(reviewer);

        Assert.Equal("VIEW", await hub.LevelAsync(reviewer.Token, id));
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
        await AssertNoTraceAsync(reviewer.Token, friend, id, review);
        await hub.SubmitAsync(reviewer, review);
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
        await hub.DecideAsync(curator, id, "PENDING_REVISIONS");
        await AssertNoTraceAsync(reviewer.Token, author, id, review);
    }

    [Fact]
    public async Task Who_may_know_is_found_by_the_same_questions()
    {
        var (author, reviewer) = (
            await hub.PersonAsync("Controlwriter", Role.Researcher),
            await hub.PersonAsync("Controlreferee", Role.Researcher)
        );
        var curator = await hub.TokenAsync("control-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        var review = await hub.InviteAsync(curator, id, reviewer, "ANONYMOUS");
        await hub.AgreeAsync(reviewer);
        await hub.SubmitAsync(reviewer, review);

        Assert.NotEmpty(await TracesAsync(curator, reviewer, id, review));
        Assert.NotEmpty(await TracesAsync(reviewer.Token, author, id, review));
    }

    private async Task AssertNoTraceAsync(string? token, Person hidden, params string[] ids) =>
        Assert.Empty(await TracesAsync(token, hidden, ids));

    /// <summary>Questions whose answers hold a trace of somebody.</summary>
    private async Task<List<string>> TracesAsync(string? token, Person hidden, params string[] ids)
    {
        var found = new List<string>();
        var (asked, answered) = (0, 0);
        foreach (var query in Questions(ids, token is not null))
        {
            var answer = await hub.SendAsync(token, query);
            asked++;
            answered += answer.TryGetProperty("errors", out _) ? 0 : 1;
            var text = answer.GetRawText();
            found.AddRange(
                hidden
                    .Traces.Where(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase))
                    .Select(trace => $"{trace} in {query[..Math.Min(200, query.Length)]}: {Around(text, trace)}")
            );
        }
        Assert.True(answered > asked * 0.6, $"{answered} of {asked} questions were answered.");
        return found;
    }

    private IEnumerable<string> Questions(string[] ids, bool isSignedIn)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var whole = new WholeSchema(schema, 3);
        foreach (var id in ids)
        {
            Assert.True(NodeId.TryDecode(id, out var type, out _));
            foreach (var field in whole.FieldsOf(whole.Type(type), Kinds.Contains(type) ? [type] : []))
            {
                yield return $"{{ node(id: \"{id}\") {{ ... on {type} {{ {field} }} }} }}";
            }
        }
        if (isSignedIn)
        {
            foreach (var field in whole.FieldsOf(whole.Type("Viewer"), "User"))
            {
                yield return $"{{ viewer {{ {field} }} }}";
            }
        }
        var roots = new WholeSchema(schema, 2);
        foreach (
            var field in roots
                .FieldsOf(schema.Query, "Researcher")
                .Where(field => !NotOfReviews.Contains(field.Split('(', ' ')[0], StringComparer.Ordinal))
        )
        {
            yield return $"{{ {field} }}";
        }
    }

    private static string Around(string text, string trace)
    {
        var at = text.IndexOf(trace, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + 60)];
    }
}
