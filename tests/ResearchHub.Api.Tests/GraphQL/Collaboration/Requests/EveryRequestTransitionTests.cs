using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Requests;

/// <summary>
/// The table of the life cycle of requests is what the commands do: every status, action and caller is asked for; what the table does not allow
/// is refused and changes nothing.
/// </summary>
public sealed class EveryRequestTransitionTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_command_does_what_the_table_says()
    {
        var (creator, receiver, reviewer) = (await CallerAsync("creator"), await CallerAsync("receiver"), await CallerAsync("reviewer"));
        var callers = new (Caller Caller, RequestStanding[] Standings)[]
        {
            (Caller.Anonymous, []),
            (await CallerAsync("stranger"), []),
            (creator, [RequestStanding.Creator]),
            (receiver, [RequestStanding.Receiver]),
            (reviewer, [RequestStanding.Reviewer]),
            (await CallerAsync("curator", Role.Curator), [RequestStanding.Receiver]),
            (await CallerAsync("admin", Role.Admin), [RequestStanding.Receiver, RequestStanding.Admin]),
        };
        var asked = 0;
        foreach (var status in Enum.GetValues<RequestStatus>())
        {
            foreach (var action in Enum.GetValues<RequestAction>().Where(action => action != RequestAction.Expire))
            {
                foreach (var (caller, standings) in callers)
                {
                    var id = await RowAsync(status, creator, receiver, reviewer);
                    await AskAsync(id, status, action, caller, standings);
                    asked++;
                }
            }
        }
        Assert.Equal(6 * 7 * 7, asked);
    }

    [Fact]
    public async Task Who_asks_decides_only_as_administrator()
    {
        var (curator, admin) = (await CallerAsync("asking-curator", Role.Curator), await CallerAsync("asking-admin", Role.Admin));
        var nobody = await CallerAsync("nobody");

        var own = await Service.AcceptAsync(
            await RowAsync(RequestStatus.Submitted, curator, curator, nobody),
            "Done.",
            null,
            curator,
            Cancel
        );
        var admins = await Service.AcceptAsync(await RowAsync(RequestStatus.Submitted, admin, admin, nobody), "Done.", null, admin, Cancel);

        Assert.Equal("FORBIDDEN", Assert.Single(own.Errors).Code);
        Assert.Empty(admins.Errors);
    }

    [Fact]
    public async Task Of_two_decisions_at_once_one_holds()
    {
        var (creator, receiver, reviewer) = (
            await CallerAsync("two-creator"),
            await CallerAsync("two-receiver"),
            await CallerAsync("two-reviewer")
        );
        var id = await RowAsync(RequestStatus.Submitted, creator, receiver, reviewer);

        var results = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    n % 2 == 0
                        ? Service.AcceptAsync(id, $"Yes {n}.", null, receiver, Cancel)
                        : Service.DeclineAsync(id, $"No {n}.", receiver, Cancel)
                )
        );

        var winner = Assert.Single(results, one => one.Errors.Count == 0);
        Assert.All(results.Where(one => one != winner), one => Assert.Equal("STATE", Assert.Single(one.Errors).Code));
        Assert.Equal($"{ConstantCase.Of(winner.Value!.Status)} {winner.Value.Outcome} 2", await StateAsync(id));
    }

    [Fact]
    public async Task A_request_whose_time_is_over_expires_once_and_cannot_be_accepted_meanwhile()
    {
        var (creator, receiver, reviewer) = (
            await CallerAsync("late"),
            await CallerAsync("late-receiver"),
            await CallerAsync("late-reviewer")
        );
        var (over, open) = (
            await RowAsync(RequestStatus.Submitted, creator, receiver, reviewer),
            await RowAsync(RequestStatus.Submitted, creator, receiver, reviewer)
        );
        await hub.Database.ExecuteAsync($"update requests set expires_at = '2000-01-01' where id = {over}", Cancel);

        var late = await Service.AcceptAsync(over, "Yes.", null, receiver, Cancel);
        var due = hub.Services.GetRequiredService<RequestExpirations>();
        var counts = await Task.WhenAll(due.ExpireDueAsync(Cancel), due.ExpireDueAsync(Cancel));

        Assert.Equal("STATE", Assert.Single(late.Errors).Code);
        Assert.Equal(1, counts.Sum());
        Assert.Equal("EXPIRED  2", await StateAsync(over));
        Assert.Equal("SUBMITTED  1", await StateAsync(open));
    }

    private RequestService Service => hub.Services.GetRequiredService<RequestService>();

    private async Task AskAsync(long id, RequestStatus status, RequestAction action, Caller caller, RequestStanding[] standings)
    {
        var what = $"{status} {action} by {caller.Name} {string.Join(',', standings)}";
        var before = await StateAsync(id);

        var result = await RunAsync(id, action, caller);

        var after = await StateAsync(id);
        if (RequestRules.Next(status, action, standings) is not { } next)
        {
            var code =
                !RequestRules.MaySee(status != RequestStatus.Created, standings) ? "NOT_FOUND"
                : RequestRules.IsPossible(status, action) ? "FORBIDDEN"
                : "STATE";
            Assert.True(result.Errors is [{ } error] && error.Code == code, $"{what}: {result.Errors.FirstOrDefault()?.Code}, not {code}");
            Assert.True(before == after, what);
            return;
        }
        Assert.True(result.Errors.Count == 0, $"{what}: {result.Errors.FirstOrDefault()?.Message}");
        Assert.True(after!.StartsWith(ConstantCase.Of(next), StringComparison.Ordinal), $"{what}: {after}");
        Assert.True(await LatestAsync(id) == caller.UserId, what);
    }

    private async Task<CommandResult<RequestRow>> RunAsync(long id, RequestAction action, Caller caller) =>
        action switch
        {
            RequestAction.Submit => await Service.SubmitAsync(id, caller, Cancel),
            RequestAction.Accept => await Service.AcceptAsync(id, "Done.", null, caller, Cancel),
            RequestAction.Decline => await Service.DeclineAsync(id, "No.", caller, Cancel),
            RequestAction.Cancel => await Service.CancelAsync(id, null, caller, Cancel),
            RequestAction.Comment => await Service.CommentAsync(id, "I say.", caller, Cancel),
            RequestAction.AskForMore => await Service.AskForMoreAsync(id, "How so?", caller, Cancel),
            RequestAction.AssignReviewers => await Service.AssignReviewersAsync(id, [], caller, Cancel),
            _ => throw new NotSupportedException(action.ToString()),
        };

    private async Task<Caller> CallerAsync(string who, Role role = Role.Reader)
    {
        await hub.TokenAsync($"request-{who}", role);
        var id = await hub.Database.ScalarAsync<long>($"select id from users where email = 'request-{who}@example.org'", Cancel);
        return new Caller(id, who, $"request-{who}@example.org", role, [TokenScope.Read, TokenScope.Write]);
    }

    /// <summary>A correction of a study of the receiver's.</summary>
    private Task<long> RowAsync(RequestStatus status, Caller creator, Caller receiver, Caller reviewer) =>
        hub.Database.ScalarAsync<long>(
            $$"""
            with study as (
              insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, owner_id, study_type)
              select id, 'STUDY', 'asked-' || id, 'PUBLISHED', 1, 'T', '[{"language":"en","text":"T"}]', '[]', '{en}', 'OPEN', 'asked', id::text, now(), now(), {{receiver.UserId}}, 'REPORT'
              from (select nextval('node_ids') as id) one returning id),
            request as (
              insert into requests (kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, details, created_at, submitted_at, updated_at)
              select 'CORRECTION', '{{ConstantCase.Of(
                status
            )}}', 'Study', id, {{creator.UserId}}, 'OUTPUT', id, '', 'T', '{"field":"Title"}', now(), {{(
                status == RequestStatus.Created ? "null" : "now()"
            )}}, now() from study returning id),
            reviewers as (insert into request_reviewers (request_id, user_id) select id, {{reviewer.UserId}} from request)
            select id from request
            """,
            Cancel
        );

    private Task<string?> StateAsync(long id) =>
        hub.Database.ScalarAsync<string?>(
            $"select status || ' ' || coalesce(outcome, '') || ' ' || revision from requests where id = {id}",
            Cancel
        );

    /// <summary>Who wrote the latest entry of a timeline.</summary>
    private Task<long?> LatestAsync(long id) =>
        hub.Database.ScalarAsync<long?>($"select actor_id from request_events where request_id = {id} order by id desc limit 1", Cancel);
}
