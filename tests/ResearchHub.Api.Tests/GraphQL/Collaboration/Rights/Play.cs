using System.Globalization;
using System.Text;
using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>
/// What happens next: a deed that is drawn from dice, once perhaps that the community is deleted; or days go by, and it may be that Cid becomes a curator meanwhile or
/// is none any more.
/// </summary>
/// <param name="Kin">Whose account Kurt's becomes meanwhile too; null for no change.</param>
internal readonly record struct Step(int Dice, int Days, bool IsTurn = false, bool IsDeletion = false, string? Kin = null);

/// <summary>
/// Plays sequences side by side, each on a stage of its own, by the same people and under the same clock. In each step all act at the same time, and then everybody
/// looks at all of it: what they may do here must not count there.
/// </summary>
internal sealed class Play(HubServerFixture hub)
{
    // Nobody writes more comments in this time than anybody may.
    private static readonly TimeSpan Between = TimeSpan.FromHours(2);

    /// <summary>How often each mutation was done, and refused.</summary>
    public Dictionary<string, int> Done { get; } = new(StringComparer.Ordinal);
    public Dictionary<string, int> Refused { get; } = new(StringComparer.Ordinal);

    /// <summary>Plays sequences whose days go by at the same time.</summary>
    /// <returns>What was done and what went wrong; null when nothing did.</returns>
    public async Task<string?> RunAsync(IReadOnlyList<(int Seed, Step[] Steps)> sequences, int refusals)
    {
        var cast = await Cast.MakeAsync(hub);
        var stages = await Task.WhenAll(sequences.Select(one => Stage.MakeAsync(cast, one.Seed)));
        var done = new StringBuilder();
        foreach (var stage in stages)
        {
            done.AppendLine(
                CultureInfo.InvariantCulture,
                $"{stage.Facts.Versions[0].State} {stage.Facts.Versions[0].Access} {stage.Facts.Mode}"
            );
        }
        for (var at = 0; at < sequences[0].Steps.Length; at++)
        {
            var days = sequences[0].Steps[at].Days;
            await WaitAsync(cast, stages, days > 0 ? TimeSpan.FromDays(days) : Between);
            Step[] steps = [.. sequences.Select(one => one.Steps[at])];
            Random[] dice = [.. steps.Select(step => new Random(step.Dice))];
            if (days > 0)
            {
                done.AppendLine(CultureInfo.InvariantCulture, $"{days} days go by");
                await TurnAsync(cast, sequences[0].Steps[at], done);
            }
            var problem =
                (days > 0 ? null : await ActAsync(cast, stages, steps, dice, refusals, done))
                ?? stages.Select(stage => TenRules.Broken(stage.Facts)).FirstOrDefault(broken => broken is not null)
                ?? await DownloadAsync(cast, stages, dice)
                ?? await LookAsync(cast, stages, at)
                ?? (days > 0 ? await Trace.HearAsync(cast, stages) : null)
                ?? cast.Leak;
            if (problem is not null)
            {
                return $"{done}{problem}";
            }
        }
        return await Trace.SearchAsync(cast, stages) is { } trace ? $"{done}{trace}" : null;
    }

    private static async Task TurnAsync(Cast cast, Step step, StringBuilder done)
    {
        if (step.IsTurn)
        {
            await cast.TurnCuratorAsync(Facts.Cid);
            done.AppendLine(
                CultureInfo.InvariantCulture,
                $"cid {(cast.Curators.Has(Facts.Cid) ? "becomes a curator" : "is no curator any more")}"
            );
        }
        if (step.Kin is { } kin)
        {
            await cast.LinkAsync(Facts.Kurt, kin);
            done.AppendLine(CultureInfo.InvariantCulture, $"kurt is {kin} too");
        }
    }

    private static async Task WaitAsync(Cast cast, Stage[] stages, TimeSpan time)
    {
        var now = await cast.AdvanceAsync(time);
        foreach (var stage in stages)
        {
            stage.Facts.Now = now;
            Deeds.Expire(stage.Facts);
        }
        if (time > Between)
        {
            await cast.AnnouncedAsync();
        }
        await cast.ReadRevisionsAsync(stages);
    }

    private async Task<string?> ActAsync(Cast cast, Stage[] stages, Step[] steps, Random[] dice, int refusals, StringBuilder done)
    {
        var state = await cast.StateAsync(stages);
        var deeds = stages.Select((stage, n) => Deeds.On(stage, dice[n]).Some(refusals, steps[n].IsDeletion).ToArray()).ToArray();
        foreach (var deed in deeds.SelectMany(some => some))
        {
            done.AppendLine(deed.ToString());
            var tried = deed.IsAllowed ? Done : Refused;
            tried[deed.Mutation] = tried.GetValueOrDefault(deed.Mutation) + 1;
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
        await cast.ExpireAsync();
        foreach (var stage in stages)
        {
            Deeds.Expire(stage.Facts);
        }
        await cast.ReadRevisionsAsync(stages);
        return problem;
    }

    /// <summary>Tries those deeds that must be done, or those that must be refused: on all stages at the same time, on each in order.</summary>
    public static async Task<string?> TryAsync(Cast cast, Deed[][] deeds, bool isAllowed)
    {
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
            new { i = deed.Input },
            deed.File
        );
        var payload = answer.TryGetProperty("errors", out _) ? default : answer.GetProperty("data").GetProperty(deed.Mutation);
        var isDone = payload.ValueKind == JsonValueKind.Object && payload.GetProperty("errors").GetArrayLength() == 0;
        if (isDone != deed.IsAllowed)
        {
            return $"{deed} must {(deed.IsAllowed ? "be done" : "be refused")}: {answer.GetRawText()}";
        }
        if (isDone && !deed.IsLet)
        {
            return $"{deed} is done, against the ten rules.";
        }
        if (isDone)
        {
            await deed.Then(payload);
        }
        return null;
    }

    /// <summary>On each stage somebody asks for a file.</summary>
    private static async Task<string?> DownloadAsync(Cast cast, Stage[] stages, Random[] dice)
    {
        var problems = await Task.WhenAll(
            stages.Select(
                async (stage, n) =>
                {
                    var version = stage.Facts.Versions[dice[n].Next(stage.Facts.Versions.Count)];
                    Actor[] everybody = [.. stage.Facts.Everybody(version)];
                    var (actor, rules) = (everybody[dice[n].Next(everybody.Length)], new Rules(stage.Facts, version));
                    DataFile[] files = [.. version.Files, .. stage.Facts.GoneFiles];
                    if (files.Length == 0)
                    {
                        return null;
                    }
                    var file = files[dice[n].Next(files.Length)];
                    var isGiven = await cast.DownloadAsync(actor, file.Path);
                    if (isGiven && actor.Name is { } name && !rules.IsUnnamed(actor))
                    {
                        version.Downloaders.Add(name);
                    }
                    return isGiven == (stage.Facts.IsLetIn(actor) && rules.ReadsFiles(actor) && version.Files.Contains(file))
                        ? null
                        : $"{actor} {(isGiven ? "gets" : "does not get")} {file.Name} of version {version.Number}.";
                }
            )
        );
        return problems.FirstOrDefault(problem => problem is not null);
    }

    /// <summary>Half of the people look at everything, after the next step the others do; of those who hold links to a version one after the other.</summary>
    private static async Task<string?> LookAsync(Cast cast, Stage[] stages, int step)
    {
        var everywhere = Facts
            .Anywhere.Where((_, n) => n % 2 == step % 2)
            .SelectMany(actor => stages.Chunk(Probe.Together).Select(some => (actor, some)));
        var holders = stages.SelectMany(stage =>
            stage
                .Facts.Versions.Select(version => stage.Facts.Holders(version).ToArray())
                .Where(some => some.Length > 0)
                .Select(some => (actor: some[step % some.Length], some: new[] { stage }))
        );
        var differences = await Task.WhenAll(everywhere.Concat(holders).Select(one => Probe.DifferenceAsync(cast, one.actor, one.some)));
        return differences.FirstOrDefault(difference => difference is not null);
    }
}
