using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Communities;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Communities;

/// <summary>No sequence of acts on members does what a model of few lines does not allow, or shows a hidden community to who is no member.</summary>
public sealed class CommunityModelTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const int People = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_acts_end_as_the_model_says(int seed)
    {
        var random = new Random(seed);
        var (members, queries) = (hub.Services.GetRequiredService<MemberService>(), hub.Services.GetRequiredService<CommunityQueries>());
        var callers = new List<Caller>();
        for (var n = 0; n < People; n++)
        {
            callers.Add(await CallerAsync($"model-{seed}-{n}"));
        }
        var community = await CommunityAsync(seed, callers);
        var model = new Dictionary<int, CommunityRole>
        {
            [0] = CommunityRole.Owner,
            [1] = CommunityRole.Manager,
            [2] = CommunityRole.Reader,
        };

        for (var step = 0; step < 150; step++)
        {
            var (actor, target) = (random.Next(People), random.Next(People));
            CommunityRole? next = random.Next(6) is var drawn and < 4 ? (CommunityRole)drawn : null;
            var before = new Dictionary<int, CommunityRole>(model);
            var isAllowed = IsAllowed(model, actor, target, next);

            var result = next is { } role
                ? await members.SetRoleAsync(community, callers[target].UserId!.Value, role, callers[actor], Cancel)
                : await members.RemoveAsync(community, callers[target].UserId!.Value, callers[actor], Cancel);

            Assert.True(
                isAllowed == (result.Errors.Count == 0),
                $"step {step}: {actor} makes {target} {next} of {string.Join(',', before)}: {result.Errors.FirstOrDefault()?.Message}"
            );
            if (isAllowed && next is { } given)
            {
                model[target] = given;
            }
            else if (isAllowed)
            {
                model.Remove(target);
            }
            Assert.Equal(Text(model, callers), await RolesAsync(community));
            for (var n = 0; n < People; n++)
            {
                Assert.Equal(model.ContainsKey(n), (await queries.ByIdAsync([community], callers[n], Cancel)).ContainsKey(community));
            }
            if (model.Count < 2)
            {
                var back = Enumerable.Range(0, People).First(one => !model.ContainsKey(one));
                await JoinAsync(community, callers[back].UserId!.Value);
                model[back] = CommunityRole.Manager;
            }
        }
    }

    /// <summary>The model: owners place everybody, managers those below them, everybody steps down; somebody stays owner.</summary>
    private static bool IsAllowed(Dictionary<int, CommunityRole> roles, int actor, int target, CommunityRole? next)
    {
        if (!roles.TryGetValue(actor, out var mine) || !roles.TryGetValue(target, out var present))
        {
            return false;
        }
        var may =
            mine == CommunityRole.Owner
            || (mine == CommunityRole.Manager && present < CommunityRole.Manager && !(next >= CommunityRole.Manager))
            || (actor == target && !(next >= present));
        var keepsOwner = next == CommunityRole.Owner || roles.Any(one => one.Key != target && one.Value == CommunityRole.Owner);
        return may && keepsOwner;
    }

    private static string Text(Dictionary<int, CommunityRole> model, List<Caller> callers) =>
        string.Join(',', model.Select(one => $"{callers[one.Key].UserId}:{one.Value}".ToUpperInvariant()).Order(StringComparer.Ordinal));

    private async Task<string> RolesAsync(long community) =>
        await hub.Database.ScalarAsync<string?>(
            $"""select string_agg(user_id || ':' || role, ',' order by (user_id || ':' || role) collate "C") from community_members where community_id = {community}""",
            Cancel
        ) ?? "";

    private async Task<Caller> CallerAsync(string who)
    {
        await hub.TokenAsync(who, Role.Researcher);
        var id = await hub.Database.ScalarAsync<long>($"select id from users where email = '{who}@example.org'", Cancel);
        return new Caller(id, who, $"{who}@example.org", Role.Researcher, [TokenScope.Read, TokenScope.Write]);
    }

    private Task<long> CommunityAsync(int seed, List<Caller> callers) =>
        hub.Database.ScalarAsync<long>(
            $$"""
            with one as (
              insert into communities (slug, kind, name, all_names, names, descriptions, links, visibility, policy, created_at, updated_at)
              values ('model-{{seed}}', 'NETWORK', 'Model', 'Model', '[{"language":"en","text":"Model"}]', '[]', '[]', 'HIDDEN', 'CLOSED', now(), now()) returning id),
            members as (
              insert into community_members (community_id, user_id, role, joined_at)
              select id, v.user_id, v.role, now() from one, (values ({{callers[0].UserId}}, 'OWNER'), ({{callers[1].UserId}}, 'MANAGER'), ({{callers[
                2
            ].UserId}}, 'READER')) v(user_id, role))
            select id from one
            """,
            Cancel
        );

    private Task<int> JoinAsync(long community, long user) =>
        hub.Database.ExecuteAsync(
            $"insert into community_members (community_id, user_id, role, joined_at) values ({community}, {user}, 'MANAGER', now())",
            Cancel
        );
}
