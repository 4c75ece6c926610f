using System.Text;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

/// <summary>
/// As <see cref="RightsPropertyTests"/>, of reading lists: no sequence of sharing, inviting, leaving and hiding ever lets anybody see or change what
/// <see cref="ListRules"/> deny. RIGHTS_FIRST=37 plays the sequences of another number.
/// </summary>
public sealed class ListRightsPropertyTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const int Lists = 12;
    private const int Deeds = 24;
    private const int DeedsAfterDeletion = 3;
    private const int DeletedIn = 3;
    private const int MostRefusals = 3;
    private const int Kinds = 14;

    private static readonly TimeSpan Between = TimeSpan.FromHours(4);

    [Fact]
    public async Task No_sequence_of_deeds_lets_anybody_see_or_change_what_the_rules_deny()
    {
        var first = int.TryParse(Environment.GetEnvironmentVariable("RIGHTS_FIRST"), out var given) ? given : 1;
        var (cast, told) = (await Cast.MakeAsync(hub), new StringBuilder());
        var stages = await Task.WhenAll(Enumerable.Range(0, Lists).Select(number => ListStage.MakeAsync(cast, number)));
        Random[] dice = [.. stages.Select((_, number) => new Random((first * Lists) + number))];
        var done = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var at = 0; at < Deeds + DeedsAfterDeletion; at++)
        {
            await WaitAsync(cast, stages);
            var deeds = stages
                .Select((stage, n) => ListDeeds.On(stage, dice[n]).Some(MostRefusals, at == Deeds && n % DeletedIn == 0).ToArray())
                .ToArray();
            foreach (var deed in deeds.SelectMany(some => some))
            {
                told.AppendLine(deed.ToString());
                done[deed.Mutation] = done.GetValueOrDefault(deed.Mutation) + (deed.IsAllowed ? 1 : 0);
            }
            var problem = await ActAsync(cast, stages, deeds) ?? await LookAsync(cast, stages, at) ?? cast.Leak;
            Assert.True(problem is null, $"{told}{problem}");
        }
        TestContext.Current.SendDiagnosticMessage(
            string.Join(", ", done.OrderBy(one => one.Value).Select(one => $"{one.Key} {one.Value}"))
        );
        Assert.Equal(Kinds, done.Count(one => one.Value > 0));
    }

    private static async Task WaitAsync(Cast cast, ListStage[] stages)
    {
        var now = await cast.AdvanceAsync(Between);
        foreach (var f in stages.Select(one => one.Facts))
        {
            f.Now = now;
            foreach (var one in f.Invitations.Where(one => one.Status == "SUBMITTED" && (one.Until <= now || f.IsDeleted)))
            {
                one.Status = "EXPIRED";
            }
        }
    }

    private static async Task<string?> ActAsync(Cast cast, ListStage[] stages, Deed[][] deeds)
    {
        var state = await ListStage.StateAsync(cast, stages);
        if (await Play.TryAsync(cast, deeds, isAllowed: false) is { } done)
        {
            return done;
        }
        if (await ListStage.StateAsync(cast, stages) != state)
        {
            return "What was refused last changed something.";
        }
        var problem = await Play.TryAsync(cast, deeds, isAllowed: true);
        await cast.ExpireAsync();
        foreach (var one in stages.Where(one => one.Facts.IsDeleted).SelectMany(one => one.Facts.Invitations))
        {
            one.Status = one.Status == "SUBMITTED" ? "EXPIRED" : one.Status;
        }
        return problem;
    }

    private static async Task<string?> LookAsync(Cast cast, ListStage[] stages, int step)
    {
        var everybody = Facts.Anywhere.ToArray();
        var differences = await Task.WhenAll(
            everybody
                .Select(actor => ListProbe.DifferenceAsync(cast, actor, stages))
                .Concat(stages.Select((stage, n) => ListProbe.FilesAsync(cast, everybody[(step + n) % everybody.Length], stage.Facts)))
        );
        return differences.FirstOrDefault(one => one is not null);
    }
}
