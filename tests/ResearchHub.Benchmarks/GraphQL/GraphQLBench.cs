using System.Globalization;
using ResearchHub.Core.Data.Embedded;
using ResearchHub.Testing;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>
/// <c>./hub bench graphql [--records N] [--rounds N] [--seconds N] [--data DIR]</c>: this server beside PostGraphile over the same
/// database, in turns. The ratios count; the rates depend on the machine and on what else runs on it.
/// </summary>
internal static class GraphQLBench
{
    private const double Wanted = 1.5;
    private const int WarmUpSeconds = 5;
    private const int Slugs = 500;

    public static async Task<int> RunAsync(string[] arguments)
    {
        try
        {
            return await MeasureAsync(arguments) ? 0 : 1;
        }
        catch (Exception exception) when (exception is BenchException or EmbeddedPostgresException)
        {
            Console.Error.WriteLine($"bench: {exception.Message}");
            return 2;
        }
    }

    private static async Task<bool> MeasureAsync(string[] arguments)
    {
        var rounds = Option(arguments, "--rounds", 5);
        var seconds = Option(arguments, "--seconds", 5);
        var studies = Option(arguments, "--records", 100_000);
        var kept = Text(arguments, "--data");
        await Wrk.EnsureInstalledAsync();
        using var folder = new TestFolder();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Making {studies} studies and indexing them"));
        await using var database = await BenchDatabase.StartAsync(kept is null ? null : Path.Combine(kept, "postgres"), studies);
        using var ours = await BenchServer.StartOursAsync(database, kept is null ? folder.File("hub") : Path.Combine(kept, "hub"));
        using var theirs = await BenchServer.StartPostGraphileAsync(database);
        var slugs = await database.SlugsAsync(Slugs);
        await CheckAsync(ours, theirs, slugs);

        var wrk = new Wrk(folder.Path);
        var table = new RatioTable(ours.Name, theirs.Name);
        foreach (var query in BenchQueries.All)
        {
            await wrk.MeasureAsync(ours, query, query.Ours, slugs, WarmUpSeconds);
            await wrk.MeasureAsync(theirs, query, query.Theirs, slugs, WarmUpSeconds);
        }
        for (var round = 1; round <= rounds; round++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"Round {round} of {rounds}"));
            foreach (var query in BenchQueries.All)
            {
                var mine = await wrk.MeasureAsync(ours, query, query.Ours, slugs, seconds);
                table.Add(query.Name, mine, await wrk.MeasureAsync(theirs, query, query.Theirs, slugs, seconds));
            }
        }
        await CheckAsync(ours, theirs, slugs);
        table.Print();
        var ratio = table.Median(BenchQueries.NestedList);
        var holds = ratio >= Wanted;
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{(holds ? "OK" : "FAILED")}: {BenchQueries.NestedList} at {ratio:F2} times PostGraphile's throughput (wanted: at least {Wanted:F1})"
            )
        );
        return holds;
    }

    /// <summary>Both servers answer each question, without errors and with the same texts in the same lists.</summary>
    private static async Task CheckAsync(BenchServer ours, BenchServer theirs, IReadOnlyList<string> slugs)
    {
        using var client = new BenchClient();
        foreach (var query in BenchQueries.All)
        {
            foreach (var slug in slugs.Take(query.BySlug ? 25 : 1))
            {
                var mine = BenchClient.Texts(await client.AskAsync(ours, query.Ours, query.BySlug ? slug : null));
                var other = BenchClient.Texts(await client.AskAsync(theirs, query.Theirs, query.BySlug ? slug : null));
                if (query.CompareData && !mine.SequenceEqual(other))
                {
                    var place = mine.Zip(other).TakeWhile(pair => pair.First == pair.Second).Count();
                    throw new BenchException(
                        $"the answers to '{query.Name}' differ: '{mine.ElementAtOrDefault(place)}' here, '{other.ElementAtOrDefault(place)}' there."
                    );
                }
                if (query.Name == BenchQueries.NestedList && mine[0] != "0: 20 items")
                {
                    throw new BenchException($"the list has {mine[0]} instead of 20; make more records.");
                }
            }
        }
        Console.WriteLine("Both servers answer without errors and with the same data");
    }

    private static string? Text(string[] arguments, string name)
    {
        var place = Array.IndexOf(arguments, name);
        return place >= 0 && place + 1 < arguments.Length ? Path.GetFullPath(arguments[place + 1]) : null;
    }

    private static int Option(string[] arguments, string name, int otherwise)
    {
        var place = Array.IndexOf(arguments, name);
        if (place < 0)
        {
            return otherwise;
        }
        return
            place + 1 < arguments.Length
            && int.TryParse(arguments[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number > 0
            ? number
            : throw new BenchException($"{name} takes a number above zero.");
    }
}
