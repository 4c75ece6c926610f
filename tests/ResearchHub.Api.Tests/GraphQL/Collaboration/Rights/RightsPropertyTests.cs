using System.Globalization;
using CsCheck;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>
/// No sequence of what people do with a draft, a community, links, reviews, requests and time ever lets anybody see or change what <see cref="Rules"/> deny. A step is
/// a number, from which a deed is drawn. Sequences are played side by side; when something goes wrong the one that is to blame is played alone, and its steps are left
/// out as long as it still fails. RIGHTS_SEEDS=500 plays that many sequences, RIGHTS_FIRST=37 begins with another one, and RIGHTS_QUICK=1
/// says what went wrong without looking for the one that is to blame.
/// </summary>
public sealed class RightsPropertyTests(ReviewHubFixture hub) : IClassFixture<ReviewHubFixture>
{
    private const int UsualSeeds = 20;
    private const int Deeds = 40;
    private const int DeedsAfterDeletion = 6;
    private const int DeletedIn = 3;
    private const int MostKinds = 57;
    private const int MostOnlyRefused = 3;
    private const int TimeGoesBy = 10;
    private const int MostRefusals = 3;
    private const int MostReplays = 40;
    private static readonly Gen<uint[]> Sequences = Gen.UInt.Array[Deeds + 1 + DeedsAfterDeletion];
    private readonly bool _isQuick = Environment.GetEnvironmentVariable("RIGHTS_QUICK") is not null;
    private readonly Play _play = new(hub);

    [Fact]
    public async Task No_sequence_of_deeds_lets_anybody_see_or_change_what_the_rules_deny()
    {
        var (first, seeds) = (Number("RIGHTS_FIRST", 1), Number("RIGHTS_SEEDS", UsualSeeds));
        foreach (var together in Enumerable.Range(first, seeds).GroupBy(GroupOf))
        {
            var sequences = together.Select(seed => (Seed: seed, Steps: StepsOf(seed))).ToArray();
            if (await _play.RunAsync(sequences, MostRefusals) is { } problem)
            {
                Assert.Fail(_isQuick ? problem : await BlameAsync(sequences, problem));
            }
        }

        TestContext.Current.SendDiagnosticMessage(
            $"{_play.Done.Values.Sum()} deeds done, {_play.Refused.Values.Sum()} refused: {string.Join(", ", _play.Done.OrderBy(one => one.Value).Select(one => $"{one.Key} {one.Value}"))}."
        );
        // What is only ever refused would show little; a few can be done only at the end of a long sequence, so that not always one gets there.
        string[] refused = [.. _play.Refused.Keys.Except(_play.Done.Keys)];
        Assert.True(
            seeds < UsualSeeds || (_play.Done.Count >= MostKinds && refused.Length <= MostOnlyRefused),
            $"{_play.Done.Count} kinds of deeds were done; only refused were: {string.Join(' ', refused)}."
        );
    }

    private static int GroupOf(int seed) => (seed - 1) / UsualSeeds;

    /// <summary>Deeds by the seed, near the end of some that the community is deleted; when days go by, by the group, because all live under one clock.</summary>
    private static Step[] StepsOf(int seed)
    {
        var time = new Random(GroupOf(seed));
        return
        [
            .. Sequences
                .Generate(new PCG(1, (ulong)seed), null, out _)
                .Select((dice, at) => new Step((int)dice, 0, IsDeletion: at == Deeds && seed % DeletedIn == 0))
                .SelectMany(step => time.Next(TimeGoesBy) == 0 ? new[] { step, Between(time) } : [step]),
        ];
    }

    private static Step Between(Random time)
    {
        var days = new[] { 1, 4, 20, 40 }[time.Next(4)];
        var kin = time.Next(2) == 0 ? new[] { Facts.Kurt, "ana", "ben", Facts.Cid }[time.Next(4)] : null;
        return new Step(0, days, time.Next(2) == 0, Kin: kin);
    }

    private async Task<string> BlameAsync((int Seed, Step[] Steps)[] sequences, string problem)
    {
        foreach (var (seed, steps) in sequences)
        {
            if (await _play.RunAsync([(seed, steps)], MostRefusals) is { } own)
            {
                return $"Seed {seed}:\n{await ShrinkAsync(seed, steps, own)}";
            }
        }
        return $"All of them together, and none alone:\n{problem}";
    }

    /// <summary>Leaves out steps, many at once and then fewer, as long as something goes wrong.</summary>
    private async Task<string> ShrinkAsync(int seed, Step[] steps, string problem)
    {
        var (replays, refusals) = (0, MostRefusals);
        if (await _play.RunAsync([(seed, steps)], refusals: 0) is { } plain)
        {
            (problem, refusals) = (plain, 0);
        }
        for (var size = steps.Length / 2; size > 0; size /= 2)
        {
            for (var at = 0; at < steps.Length && replays++ < MostReplays; )
            {
                Step[] fewer = [.. steps[..at], .. steps[Math.Min(at + size, steps.Length)..]];
                if (fewer.Length > 0 && await _play.RunAsync([(seed, fewer)], refusals) is { } still)
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
