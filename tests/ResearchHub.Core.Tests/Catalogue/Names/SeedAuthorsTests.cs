using System.Text.Json;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Names;

/// <summary>All 2,724 seed records: the counts were reviewed name by name when they were written down.</summary>
public sealed class SeedAuthorsTests
{
    [Fact]
    public void Every_author_of_the_seed_falls_into_a_class()
    {
        var counts = new SortedDictionary<string, int>(StringComparer.Ordinal);
        foreach (var line in File.ReadLines(RepositoryFiles.Shared("bibliographic/_combined/seed_migration_demography.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            var source = record.RootElement.GetProperty("source").GetString()!;
            foreach (var author in record.RootElement.GetProperty("authors").EnumerateArray().Select(author => author.GetString()))
            {
                var names = source == "iom-evaluation" ? PersonName.ParseList(author).Names : [PersonName.Parse(author)];
                foreach (var name in names)
                {
                    var key = $"{source} {name.Kind}";
                    counts[key] = counts.GetValueOrDefault(key) + 1;
                }
            }
        }

        Assert.Equal(
            "abel Person 127; iom-evaluation Organization 296; iom-evaluation Person 549; nber Person 2977; worldbank-okr Person 1005; worldbank-prwp Person 347",
            string.Join("; ", counts.Select(pair => $"{pair.Key} {pair.Value}"))
        );
    }
}
