using Npgsql;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>What one person does in many places at the same time waits for itself, and never for ever.</summary>
public sealed class InvitationsAtOnceTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const int Many = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_editor_asks_for_many_reviews_at_once_and_each_is_asked_for()
    {
        var (author, editor) = (await hub.PersonAsync("Onceauthor", Role.Researcher), await hub.PersonAsync("Onceeditor", Role.Curator));
        var asked = new List<(string Output, Person Reviewer)>();
        for (var n = 0; n < Many; n++)
        {
            asked.Add((await hub.InReviewAsync(author, editor.Token), await hub.PersonAsync($"Oncereviewer{n}", Role.Researcher)));
        }

        await Task.WhenAll(asked.Select(one => hub.InviteAsync(editor.Token, one.Output, one.Reviewer, "ANONYMOUS")));

        Assert.Equal(
            Many,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from reviews v join requests r on r.topic_id = v.id and r.topic_type = 'Review' where v.invited_by = {editor.UserId} and r.status = 'SUBMITTED'",
                Cancel
            )
        );
    }

    [Fact]
    public async Task Two_editors_who_ask_each_other_at_once_do_not_wait_for_each_other()
    {
        var author = await hub.PersonAsync("Eachauthor", Role.Researcher);
        var (one, other) = (await hub.PersonAsync("Eachone", Role.Curator), await hub.PersonAsync("Eachother", Role.Curator));
        var (first, second) = (await hub.InReviewAsync(author, one.Token), await hub.InReviewAsync(author, other.Token));
        await using var source = NpgsqlDataSource.Create(hub.Database.ConnectionString);
        await using var held = await source.OpenConnectionAsync(Cancel);
        await using var transaction = await held.BeginTransactionAsync(Cancel);
        await using (var command = new NpgsqlCommand("lock table reviews in share mode", held, transaction))
        {
            await command.ExecuteNonQueryAsync(Cancel);
        }

        var asked = Task.WhenAll(
            hub.InviteAsync(one.Token, first, other, "ANONYMOUS"),
            hub.InviteAsync(other.Token, second, one, "ANONYMOUS")
        );
        // Each holds its own account, and is about to name the other's.
        await hub.UntilAsync(
            "select (count(*) >= 2)::text from pg_locks where relation = 'reviews'::regclass and not granted and database = (select oid from pg_database where datname = current_database())",
            "true"
        );
        await transaction.RollbackAsync(Cancel);

        Assert.Equal(2, (await asked).Distinct().Count());
    }
}
