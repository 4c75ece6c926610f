using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>
/// The table of the life cycle is what the commands do: every state, action and caller is asked for, for every kind of output; what the
/// table does not allow is refused and changes nothing.
/// </summary>
public sealed class EveryTransitionTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(RecordKind.Study, "study_type", "REPORT")]
    [InlineData(RecordKind.Dataset, "access_mode", "OPEN")]
    [InlineData(RecordKind.LearningResource, "learning_format", "GUIDE")]
    public async Task Each_command_does_what_the_table_says(RecordKind kind, string column, string value)
    {
        var callers = new (Caller Caller, Standing Standing)[]
        {
            (Caller.Anonymous, Standing.Stranger),
            (await CallerAsync("every-owner", Role.Researcher), Standing.Owner),
            (await CallerAsync("every-stranger", Role.Researcher), Standing.Stranger),
            (await CallerAsync("every-read", Role.Researcher), Standing.Reader),
            (await CallerAsync("every-comment", Role.Researcher), Standing.Reader),
            (await CallerAsync("every-edit", Role.Researcher), Standing.CoAuthor),
            (await CallerAsync("every-lead", Role.Researcher), Standing.LeadAuthor),
            (await CallerAsync("every-curator", Role.Curator), Standing.Curator),
            (await CallerAsync("every-admin", Role.Admin), Standing.Curator),
        };
        var owner = callers[1].Caller.UserId!.Value;
        var asked = 0;
        foreach (var state in Enum.GetValues<PublicationState>())
        {
            foreach (var action in Enum.GetValues<OutputAction>().Where(action => action != OutputAction.Release))
            {
                foreach (var (caller, standing) in callers)
                {
                    var id = await RowAsync(kind, column, value, state, owner);
                    await AskAsync(kind, id, state, action, caller, standing);
                    asked++;
                }
            }
        }
        Assert.Equal(10 * 12 * 9, asked);
    }

    [Fact]
    public void Only_the_server_ends_an_embargo() =>
        Assert.All(
            Enum.GetValues<PublicationState>(),
            state =>
                Assert.All(
                    Enum.GetValues<Standing>().Where(standing => standing != Standing.Server),
                    standing => Assert.Null(LifeCycle.Next(state, OutputAction.Release, standing))
                )
        );

    private async Task AskAsync(RecordKind kind, long id, PublicationState state, OutputAction action, Caller caller, Standing standing)
    {
        var what = $"{kind} {state} {action} by {caller.Role} {caller.UserId}";
        var before = await StateAsync(id);

        var result = await RunAsync(kind, id, action, caller);

        var after = await StateAsync(id);
        if (LifeCycle.Next(state, action, standing) is not { } next)
        {
            var code =
                standing == Standing.Stranger && !LifeCycle.IsPublic(state) ? "NOT_FOUND"
                : LifeCycle.IsPossible(state, action) ? "FORBIDDEN"
                : "STATE";
            Assert.True(result.Errors is [{ } error] && error.Code == code, $"{what}: {result.Errors.FirstOrDefault()?.Code}, not {code}");
            Assert.True(before == after, what);
            return;
        }
        Assert.True(result.Errors.Count == 0, $"{what}: {result.Errors.FirstOrDefault()?.Message}");
        switch (action)
        {
            case OutputAction.Delete:
                Assert.True(after is null, what);
                break;
            case OutputAction.CreateVersion:
                Assert.True(before == after && result.Output is { State: PublicationState.Draft, Version: 2 }, what);
                break;
            default:
                Assert.True(after == $"{ConstantCase.Of(next)} 2", $"{what}: {after}");
                break;
        }
    }

    private Task<PublishingResult> RunAsync(RecordKind kind, long id, OutputAction action, Caller caller)
    {
        var publishing = hub.Services.GetRequiredService<PublishingService>();
        var tomorrow = DateOnly.FromDateTime(hub.Clock.GetUtcNow().UtcDateTime).AddDays(1);
        return action switch
        {
            OutputAction.Revise => publishing.ReviseAsync(
                kind,
                id,
                1,
                new OutputContent { Publisher = Given<string>.Of("New") },
                caller,
                Cancel
            ),
            OutputAction.Publish => publishing.PublishAsync(id, null, caller, Cancel),
            OutputAction.PublishUnderEmbargo => publishing.PublishAsync(id, tomorrow, caller, Cancel),
            OutputAction.CreateVersion => hub.Services.GetRequiredService<VersionService>().CreateAsync(id, caller, Cancel),
            OutputAction.Delete => hub.Services.GetRequiredService<DraftDeletion>().DeleteAsync(id, caller, Cancel),
            _ => publishing.MoveAsync(id, action, "Because.", caller, Cancel),
        };
    }

    private async Task<Caller> CallerAsync(string who, Role role)
    {
        await hub.TokenAsync(who, role);
        var id = await hub.Database.ScalarAsync<long>($"select id from users where email = '{who}@example.org'", Cancel);
        return new Caller(id, who, $"{who}@example.org", role, [TokenScope.Read, TokenScope.Write]);
    }

    private Task<long> RowAsync(RecordKind kind, string column, string value, PublicationState state, long owner) =>
        hub.Database.ScalarAsync<long>(
            $$"""
            with one as (select nextval('node_ids') as id),
            team as (
              insert into output_collaborators (work_id, user_id, role, is_bibliographic, invited_at, expires_at, accepted_at)
              select one.id, u.id, v.role, true, now(), now(), now() from one,
                (values ('read', 'READ'), ('comment', 'COMMENT'), ('edit', 'EDIT'), ('lead', 'ADMIN')) v(who, role)
                join users u on u.email = 'every-' || v.who || '@example.org')
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at,
              owner_id, audience, {{column}})
            select id, '{{ConstantCase.Of(kind)}}', 'every-' || id, '{{ConstantCase.Of(
                state
            )}}', 1, 'T', '[{"language":"en","text":"T"}]', '[]', '{en}', 'OPEN', 'every',
              id::text, now(), now(), {{owner}}, '{}', '{{value}}' from one
            returning id
            """,
            Cancel
        );

    private Task<string?> StateAsync(long id) =>
        hub.Database.ScalarAsync<string?>($"select (select state || ' ' || revision from research_outputs where id = {id})", Cancel);
}
