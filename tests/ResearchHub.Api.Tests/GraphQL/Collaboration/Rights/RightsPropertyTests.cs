using System.Globalization;
using System.Text;
using System.Text.Json;
using CsCheck;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>
/// No sequence of what people do with a draft, a community, links, reviews, requests and time ever lets anybody see or change what <see cref="Rules"/> deny. A step is
/// a number, from which a deed is drawn; when a sequence fails, steps are left out as long as it still does. RIGHTS_SEEDS=500 plays that many sequences, and
/// RIGHTS_FIRST=37 begins with another one.
/// </summary>
public sealed class RightsPropertyTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const int UsualSeeds = 20;
    private const int Steps = 40;
    private const int MostKinds = 30;
    private const int TimeGoesBy = 12;
    private const int MostRefusals = 3;
    private const int MostReplays = 40;
    private static readonly Gen<uint[]> Sequences = Gen.UInt.Array[Steps];
    private readonly Dictionary<string, int> _done = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _refused = new(StringComparer.Ordinal);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_sequence_of_deeds_lets_anybody_see_or_change_what_the_rules_deny()
    {
        var (first, seeds) = (Number("RIGHTS_FIRST", 1), Number("RIGHTS_SEEDS", UsualSeeds));
        for (var seed = first; seed < first + seeds; seed++)
        {
            var steps = Sequences.Generate(new PCG(1, (ulong)seed), null, out _);
            if (await PlayAsync(seed, steps) is { } problem)
            {
                Assert.Fail($"Seed {seed}:\n{await ShrinkAsync(seed, steps, problem)}");
            }
        }

        TestContext.Current.SendDiagnosticMessage($"{_done.Values.Sum()} deeds done, {_refused.Values.Sum()} refused.");
        // What is only ever refused would show little.
        Assert.True(
            seeds < UsualSeeds || (_done.Count >= MostKinds && _refused.Keys.All(_done.ContainsKey)),
            $"{_done.Count} kinds of deeds were done; only refused were: {string.Join(' ', _refused.Keys.Except(_done.Keys))}."
        );
    }

    /// <summary>Plays a sequence with new people; says what was done and what went wrong, null when nothing did.</summary>
    private async Task<string?> PlayAsync(int seed, uint[] steps, int refusals = MostRefusals)
    {
        var (stage, facts) = await Stage.MakeAsync(hub, new Random(seed));
        var rules = new Rules(facts);
        var (done, state) = (new StringBuilder($"{facts.Access} {facts.Mode}\n"), await stage.StateAsync());
        foreach (var dice in steps.Select(step => new Random((int)step)))
        {
            var deeds = new Deeds(facts, rules, stage, dice);
            if (dice.Next(TimeGoesBy) == 0)
            {
                var days = new[] { 1, 4, 20, 40 }[dice.Next(4)];
                facts.Now = await stage.AdvanceAsync(TimeSpan.FromDays(days));
                deeds.Expire();
                done.AppendLine(CultureInfo.InvariantCulture, $"{days} days go by");
            }
            else
            {
                foreach (var deed in deeds.UntilSomethingHappens(refusals))
                {
                    done.AppendLine(deed.ToString());
                    if (await TryAsync(stage, deed, state) is { } problem)
                    {
                        return $"{done}{problem}";
                    }
                }
            }
            facts.Revision = await stage.RevisionAsync();
            state = await stage.StateAsync();
            if (await CompareAsync(facts, new Probe(facts, rules, stage)) is { } difference)
            {
                return $"{done}{difference}";
            }
        }
        return null;
    }

    private static async Task<string?> CompareAsync(Facts facts, Probe probe)
    {
        var actors = facts.Everybody().ToArray();
        var seen = await Task.WhenAll(actors.Select(probe.SeenAsync));
        return actors
            .Zip(seen, (actor, sees) => probe.Expected(actor) is var told && told == sees ? null : $"{actor} sees\n{sees}\nand not\n{told}")
            .FirstOrDefault(difference => difference is not null);
    }

    private async Task<string?> TryAsync(Stage stage, Deed deed, string state)
    {
        var type = char.ToUpperInvariant(deed.Mutation[0]) + deed.Mutation[1..] + "Input";
        var answer = await stage.SendAsync(
            deed.By,
            $"mutation ($i: {type}!) {{ {deed.Mutation}(input: $i) {{ {deed.Selection} errors {{ code message }} }} }}",
            new { i = deed.Input }
        );
        var payload = answer.TryGetProperty("errors", out _) ? default : answer.GetProperty("data").GetProperty(deed.Mutation);
        var isDone = payload.ValueKind == JsonValueKind.Object && payload.GetProperty("errors").GetArrayLength() == 0;
        if (isDone != deed.IsAllowed)
        {
            return $"must {(deed.IsAllowed ? "be done" : "be refused")}: {answer.GetRawText()}";
        }
        if (isDone)
        {
            _done[deed.Mutation] = _done.GetValueOrDefault(deed.Mutation) + 1;
            await deed.Then(payload);
            return null;
        }
        _refused[deed.Mutation] = _refused.GetValueOrDefault(deed.Mutation) + 1;
        return await stage.StateAsync() == state ? null : $"was refused and changed something: {answer.GetRawText()}";
    }

    /// <summary>Leaves out steps, many at once and then fewer, as long as something goes wrong.</summary>
    private async Task<string> ShrinkAsync(int seed, uint[] steps, string problem)
    {
        var (replays, refusals) = (0, MostRefusals);
        if (await PlayAsync(seed, steps, refusals: 0) is { } plain)
        {
            (problem, refusals) = (plain, 0);
        }
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at < steps.Length && replays++ < MostReplays; )
            {
                uint[] fewer = [.. steps[..at], .. steps[Math.Min(at + size, steps.Length)..]];
                if (await PlayAsync(seed, fewer, refusals) is { } still)
                {
                    (steps, problem) = (fewer, still);
                }
                else
                {
                    at += size;
                }
            }
        }
        return problem;
    }

    private static int Number(string variable, int usual) =>
        int.TryParse(Environment.GetEnvironmentVariable(variable), CultureInfo.InvariantCulture, out var given) ? given : usual;
}
