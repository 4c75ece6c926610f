using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Nobody writes to thousands of people through invitations: those of all kinds are counted, for a day.</summary>
public sealed class InvitationLimitTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_account_makes_so_many_invitations_a_day_and_those_taken_back_count()
    {
        var (ana, author) = (await hub.PersonAsync("Manyana", Role.Curator), await hub.PersonAsync("Manyauthor", Role.Researcher));
        var reviewer = await hub.PersonAsync("Manyreviewer", Role.Researcher);
        var (id, reviewed) = (await hub.DraftAsync(ana.Token), await hub.InReviewAsync(author, ana.Token));
        var made = await hub.DoneAsync(
            ana.Token,
            "createCommunity",
            new { kind = "NETWORK", names = new[] { new { language = "en", text = "Many people" } } },
            "community { id }"
        );
        var community = made.GetProperty("community").GetProperty("id").GetString();
        await hub.Database.ExecuteAsync(
            $"""
            insert into counted_invitations (inviter_id, person, made_at)
            select {ana.UserId}, n::text, '{hub.Clock.GetUtcNow().AddHours(-1):O}' from generate_series(1, {InvitationLimit.MostInADay
                - 1}) n
            """,
            Cancel
        );
        var listed = await hub.DoneAsync(ana.Token, "createReadingList", new { title = "Many" }, "readingList { id }");
        var list = listed.GetProperty("readingList").GetProperty("id").GetString();
        var asked = await hub.DoneAsync(
            author.Token,
            "requestCorrection",
            new
            {
                output = NodeId.Encode("Dataset", 201),
                field = "TITLE",
                message = "It is wrong.",
            },
            "request { id }"
        );
        object Draft(string email) =>
            new
            {
                id,
                email,
                role = "READ",
            };
        var last = await hub.DoneAsync(ana.Token, "inviteCollaborator", Draft("last@ministry.example"), "collaborator { id }");
        await hub.DoneAsync(ana.Token, "removeCollaborator", new { id = last.GetProperty("collaborator").GetProperty("id").GetString() });
        (string Mutation, object Input)[] all =
        [
            ("inviteCollaborator", Draft("more@ministry.example")),
            (
                "inviteToCommunity",
                new
                {
                    community,
                    invitee = new { email = "more@ministry.example" },
                    role = "READER",
                }
            ),
            (
                "inviteReviewer",
                new
                {
                    id = reviewed,
                    email = reviewer.Email,
                    method = "OPEN",
                    dueOn = hub.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", null),
                }
            ),
            (
                "shareReadingList",
                new
                {
                    id = list,
                    person = NodeId.Encode("User", author.UserId),
                    level = "VIEW",
                }
            ),
            (
                "inviteToReadingList",
                new
                {
                    id = list,
                    email = "more@ministry.example",
                    level = "VIEW",
                }
            ),
            ("transferOwnership", new { id, to = NodeId.Encode("User", author.UserId) }),
            (
                "assignRequestReviewers",
                new
                {
                    id = asked.GetProperty("request").GetProperty("id").GetString(),
                    reviewers = new[] { NodeId.Encode("User", reviewer.UserId) },
                }
            ),
        ];
        const string Written =
            "select (select count(*) from mails) + (select count(*) from requests) + (select count(*) from reviews) + (select count(*) from reading_list_members) + (select count(*) from request_events) + (select count(*) from request_reviewers)";
        await hub.AllAreToldAsync();
        var before = await hub.Database.ScalarAsync<long>(Written, Cancel);

        foreach (var (mutation, input) in all)
        {
            var refused = await hub.RunAsync(ana.Token, mutation, input);

            Assert.Equal(["RATE_LIMITED input"], refused.Problems());
            Assert.Equal("TooManyError", refused.GetProperty("errors")[0].GetProperty("__typename").GetString());
        }

        Assert.Equal(before, await hub.Database.ScalarAsync<long>(Written, Cancel));
        // Whoever is asked no more reads no more: that does not wait for another day.
        var request = asked.GetProperty("request").GetProperty("id").GetString();
        var key = NodeId.KeyOf(request!, "Request");
        await hub.Database.ExecuteAsync($"insert into request_reviewers (request_id, user_id) values ({key}, {reviewer.UserId})", Cancel);
        await hub.DoneAsync(ana.Token, "assignRequestReviewers", new { id = request, reviewers = Array.Empty<string>() });
        Assert.Equal(
            0,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from request_reviewers where request_id = {key} and removed_at is null",
                Cancel
            )
        );
        hub.Clock.Advance(TimeSpan.FromHours(23) + TimeSpan.FromMinutes(1));
        foreach (var (mutation, input) in all)
        {
            await hub.DoneAsync(ana.Token, mutation, input);
        }
    }

    [Theory]
    [InlineData("inviteReviewer")]
    [InlineData("inviteCollaborator")]
    [InlineData("shareReadingList")]
    [InlineData("assignRequestReviewers")]
    public async Task One_person_is_invited_so_often_a_day_whatever_is_taken_back(string mutation)
    {
        var key = mutation.ToLowerInvariant();
        var (ana, author) = (
            await hub.PersonAsync($"Againana{key}", Role.Curator),
            await hub.PersonAsync($"Againauthor{key}", Role.Researcher)
        );
        var (whom, other) = (await hub.PersonAsync($"Againwhom{key}", Role.Reader), await hub.PersonAsync($"Againother{key}", Role.Reader));
        var second = await hub.TokenAsync($"again-second-{key}", Role.Curator);
        var reviewed = await hub.InReviewAsync(author, ana.Token);
        var listed = await hub.DoneAsync(ana.Token, "createReadingList", new { title = "Again" }, "readingList { id }");
        var list = listed.GetProperty("readingList").GetProperty("id").GetString()!;
        var wrong = new
        {
            output = NodeId.Encode("Dataset", 201),
            field = "TITLE",
            message = "It is wrong.",
        };
        var asked = await hub.DoneAsync(author.Token, "requestCorrection", wrong, "request { id }");
        var request = asked.GetProperty("request").GetProperty("id").GetString()!;
        object Input(Person person, string by) =>
            mutation switch
            {
                "inviteReviewer" => new
                {
                    id = reviewed,
                    email = person.Email,
                    method = "OPEN",
                    dueOn = hub.Clock.GetUtcNow().AddDays(9).ToString("yyyy-MM-dd", null),
                },
                "inviteCollaborator" => new
                {
                    id = reviewed,
                    email = person.Email,
                    role = "READ",
                },
                "assignRequestReviewers" => new { id = request, reviewers = new[] { NodeId.Encode("User", person.UserId) } },
                _ => new
                {
                    id = list,
                    person = NodeId.Encode("User", person.UserId),
                    level = "VIEW",
                },
            };
        var first = hub.Clock.GetUtcNow();
        for (var n = 0; n < InvitationLimit.MostToOnePerson; n++)
        {
            await InviteAndTakeBackAsync(mutation, ana.Token, Input(whom, ana.Token), list, whom);
            hub.Clock.Advance(TimeSpan.FromMinutes(1));
        }
        var written = $"""
            select (select count(*) from mails) + (select count(*) from requests) + (select count(*) from reviews)
              + (select count(*) from output_collaborators) + (select count(*) from reading_list_members)
              + (select count(*) from counted_invitations) + (select count(*) from activities where kind <> 'DRAFT_CHANGED')
            """;
        await hub.AllAreToldAsync();
        var before = await hub.Database.ScalarAsync<long>(written, Cancel);

        var refused = await hub.RunAsync(ana.Token, mutation, Input(whom, ana.Token), "errors { ... on TooManyError { retryAt } }");

        Assert.Equal(["RATE_LIMITED input"], refused.Problems());
        Assert.InRange(
            refused.GetProperty("errors")[0].GetProperty("retryAt").GetDateTimeOffset(),
            first.AddDays(1),
            first.AddDays(1).AddSeconds(50)
        );
        Assert.Equal(before, await hub.Database.ScalarAsync<long>(written, Cancel));
        await InviteAndTakeBackAsync(mutation, ana.Token, Input(other, ana.Token), list, other);
        if (mutation != "shareReadingList")
        {
            await InviteAndTakeBackAsync(mutation, second, Input(whom, second), list, whom);
        }
        hub.Clock.Advance(TimeSpan.FromDays(1));
        await InviteAndTakeBackAsync(mutation, ana.Token, Input(whom, ana.Token), list, whom);
    }

    [Fact]
    public async Task Each_of_those_whose_opinion_is_asked_counts_and_who_is_asked_no_more_does_not()
    {
        var ana = await hub.PersonAsync("Opinionana", Role.Curator);
        var author = await hub.TokenAsync("opinion-author", Role.Researcher);
        var people = new List<string>();
        foreach (var n in Enumerable.Range(0, 4))
        {
            await hub.TokenAsync($"opinion-{n}", Role.Reader);
            people.Add(NodeId.Encode("User", await hub.AccountAsync($"opinion-{n}")));
        }
        var wrong = new
        {
            output = NodeId.Encode("Dataset", 201),
            field = "TITLE",
            message = "It is wrong.",
        };
        var asked = await hub.DoneAsync(author, "requestCorrection", wrong, "request { id }");
        var id = asked.GetProperty("request").GetProperty("id").GetString();
        await hub.Database.ExecuteAsync(
            $"""
            insert into counted_invitations (inviter_id, person, made_at)
            select {ana.UserId}, n::text, '{hub.Clock.GetUtcNow().AddHours(-1):O}' from generate_series(1, {InvitationLimit.MostInADay
                - 3}) n
            """,
            Cancel
        );
        var state = $"""
            select (select count(*) from request_reviewers where request_id = {NodeId.KeyOf(id, "Request")} and removed_at is null) || ' '
              || (select count(*) from request_events where request_id = {NodeId.KeyOf(id, "Request")}) || ' '
              || (select count(*) from counted_invitations where inviter_id = {ana.UserId})
            """;

        var refused = await hub.RunAsync(ana.Token, "assignRequestReviewers", new { id, reviewers = people });
        var before = await hub.Database.ScalarAsync<string>(state, Cancel);
        await hub.DoneAsync(ana.Token, "assignRequestReviewers", new { id, reviewers = people.Take(2) });
        await hub.DoneAsync(ana.Token, "assignRequestReviewers", new { id, reviewers = people.Take(1) });
        await hub.DoneAsync(ana.Token, "assignRequestReviewers", new { id, reviewers = people.Take(1).Append(people[2]) });

        Assert.Equal(["RATE_LIMITED input"], refused.Problems());
        Assert.Equal($"0 2 {InvitationLimit.MostInADay - 3}", before);
        Assert.Equal($"2 5 {InvitationLimit.MostInADay}", await hub.Database.ScalarAsync<string>(state, Cancel));
    }

    private async Task InviteAndTakeBackAsync(string mutation, string token, object input, string list, Person person)
    {
        var (part, back) = mutation switch
        {
            "inviteReviewer" => ("review", "cancelReview"),
            "inviteCollaborator" => ("collaborator", "removeCollaborator"),
            "assignRequestReviewers" => ("request", "assignRequestReviewers"),
            _ => ("readingList", "unshareReadingList"),
        };
        var made = await hub.DoneAsync(token, mutation, input, $"{part} {{ id }}");
        object id =
            part == "readingList" ? new { id = list, person = NodeId.Encode("User", person.UserId) }
            : part == "request" ? new { id = made.GetProperty(part).GetProperty("id").GetString(), reviewers = Array.Empty<string>() }
            : new { id = made.GetProperty(part).GetProperty("id").GetString() };
        await hub.DoneAsync(token, back, id);
    }
}
