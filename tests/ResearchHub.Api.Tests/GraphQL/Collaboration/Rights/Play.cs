using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What happens next: a deed that is drawn from dice, or days go by.</summary>
internal readonly record struct Step(int Dice, int Days);

/// <summary>
/// Plays sequences side by side, each on a stage of its own, by the same people and under the same clock. In each step all act at the same time, and then everybody
/// looks at all of it: what they may do here must not count there.
/// </summary>
internal sealed class Play(HubServerFixture hub)
{
    /// <summary>How often each mutation was done, and refused.</summary>
    public Dictionary<string, int> Done { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays sequences whose days go by at the same time.</summary>
    /// <returns>What was done and what went wrong; null when nothing did.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<(int Seed, Step[] Steps)> sequences, int refusals)
    {
        var cast = await Cast.MakeAsync(hub);
        var stages = await Task.WhenAll(sequences.Select(one => Stage.MakeAsync(cast, one.Seed)));
        var (done, state) = (new StringBuilder(), await cast.StateAsync(stages));
        foreach (var stage in stages)
        {
            done.AppendLine(CultureInfo.InvariantCulture, $"{stage.Facts.Access} {stage.Facts.Mode}");
        }
        for (var at = 0; at < sequences[0].Steps.Length; at++)
        {
            var days = sequences[0].Steps[at].Days;
            var problem =
                days > 0
                    ? await WaitAsync(cast, stages, days, done)
                    : await ActAsync(cast, stages, [.. sequences.Select(one => one.Steps[at].Dice)], refusals, state, done);
            if (problem is not null)
            {
                return $"{done}{problem}";
            }
            state = await cast.StateAsync(stages);
            if (await LookAsync(cast, stages) is { } difference)
            {
                return $"{done}{difference}";
            }
        }
        return null;
    }

    private static async Task<string?> WaitAsync(Cast cast, Stage[] stages, int days, StringBuilder done)
    {
        var now = await cast.AdvanceAsync(TimeSpan.FromDays(days));
        foreach (var stage in stages)
        {
            stage.Facts.Now = now;
            Deeds.Expire(stage.Facts);
        }
        await Task.WhenAll(stages.Select(stage => stage.ReadRevisionAsync()));
        done.AppendLine(CultureInfo.InvariantCulture, $"{days} days go by");
        return null;
    }

    private async Task<string?> ActAsync(Cast cast, Stage[] stages, int[] dice, int refusals, string state, StringBuilder done)
    {
        var deeds = stages
            .Select((stage, n) => new Deeds(stage.Facts, stage.Rules, stage, new Random(dice[n])).UntilSomethingHappens(refusals).ToArray())
            .ToArray();
        foreach (var deed in deeds.SelectMany(some => some))
        {
            done.AppendLine(deed.ToString());
        }
        var refused = await TryAsync(cast, deeds, isAllowed: false);
        if (refused is not null)
        {
            return refused;
        }
        if (deeds.Any(some => some.Any(deed => !deed.IsAllowed)) && await cast.StateAsync(stages) != state)
        {
            return "What was refused last changed something.";
        }
        var problem = await TryAsync(cast, deeds, isAllowed: true);
        await Task.WhenAll(stages.Where((_, n) => deeds[n].Any(deed => deed.IsAllowed)).Select(stage => stage.ReadRevisionAsync()));
        return problem;
    }

    /// <summary>Tries those deeds that must be done, or those that must be refused: on all stages at the same time, on each in order.</summary>
    private async Task<string?> TryAsync(Cast cast, Deed[][] deeds, bool isAllowed)
    {
        var tried = isAllowed ? Done : Refused;
        foreach (var deed in deeds.SelectMany(some => some).Where(deed => deed.IsAllowed == isAllowed))
        {
            tried[deed.Mutation] = tried.GetValueOrDefault(deed.Mutation) + 1;
        }
        var problems = await Task.WhenAll(
            deeds.Select(async some =>
            {
                foreach (var deed in some.Where(deed => deed.IsAllowed == isAllowed))
                {
                    if (await TryAsync(cast, deed) is { } problem)
                    {
                        return problem;
                    }
                }
                return null;
            })
        );
        return problems.FirstOrDefault(problem => problem is not null);
    }

    private static async Task<string?> TryAsync(Cast cast, Deed deed)
    {
        var type = char.ToUpperInvariant(deed.Mutation[0]) + deed.Mutation[1..] + "Input";
        var answer = await cast.SendAsync(
            deed.By,
            $"mutation ($i: {type}!) {{ {deed.Mutation}(input: $i) {{ {deed.Selection} errors {{ code message }} }} }}",
            new { i = deed.Input }
        );
        var payload = answer.TryGetProperty("errors", out _) ? default : answer.GetProperty("data").GetProperty(deed.Mutation);
        var isDone = payload.ValueKind == JsonValueKind.Object && payload.GetProperty("errors").GetArrayLength() == 0;
        if (isDone != deed.IsAllowed)
        {
            return $"{deed} must {(deed.IsAllowed ? "be done" : "be refused")}: {answer.GetRawText()}";
        }
        if (isDone)
        {
            await deed.Then(payload);
        }
        return null;
    }

    private static async Task<string?> LookAsync(Cast cast, Stage[] stages)
    {
        var everywhere = Facts.Anywhere.SelectMany(actor => stages.Chunk(Probe.Together).Select(some => (actor, some)));
        var holders = stages.SelectMany(stage => stage.Facts.Holders().Select(actor => (actor, some: new[] { stage })));
        var differences = await Task.WhenAll(everywhere.Concat(holders).Select(one => Probe.DifferenceAsync(cast, one.actor, one.some)));
        return differences.FirstOrDefault(difference => difference is not null);
    }
}
