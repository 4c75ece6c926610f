using System.Text.Json;
using System.Text.Json.Serialization;

namespace ResearchHub.Core.Seeding;

/// <summary>The folder <c>seed/</c> as the product ships it. <c>seed/SOURCES.md</c> says where each file comes from.</summary>
public sealed class SeedFiles(string folder)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseUpper) },
    };

    /// <summary>The <c>seed</c> folder beside the program (in a container) or in a folder above it (in the repository); null when there is none.</summary>
    public static string? FindShipped()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            var folder = Path.Combine(at.FullName, "seed");
            if (File.Exists(Path.Combine(folder, "SOURCES.md")))
            {
                return folder;
            }
        }
        return null;
    }

    /// <summary>The files of <see cref="FindShipped"/>.</summary>
    /// <exception cref="DirectoryNotFoundException">There are none.</exception>
    public static SeedFiles Shipped() =>
        new(FindShipped() ?? throw new DirectoryNotFoundException($"No folder seed/ is beside or above {AppContext.BaseDirectory}."));

    /// <summary>Absolute path of the folder.</summary>
    public string Folder { get; } = Path.GetFullPath(folder);

    /// <summary>Record files in the order they are loaded.</summary>
    public IReadOnlyList<string> RecordFiles => Sorted("records", "*.jsonl.gz");

    public string PathOf(string relative) => Path.Combine(Folder, relative);

    internal async Task<List<SeedScheme>> SchemesAsync(CancellationToken cancellationToken)
    {
        var schemes = new List<SeedScheme>();
        foreach (var file in Sorted("vocabularies", "*.json"))
        {
            schemes.Add(await ReadAsync<SeedScheme>(file, cancellationToken));
        }
        return schemes;
    }

    internal async Task<IReadOnlyList<SeedPlace>> PlacesAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<SeedPlaces>(PathOf("places.json"), cancellationToken)).Places;

    internal async Task<IReadOnlyList<SeedLicense>> LicensesAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<SeedLicenses>(PathOf("licenses.json"), cancellationToken)).Licenses;

    internal async Task<IReadOnlyList<SeedOrganization>> OrganizationsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<SeedOrganizations>(PathOf("organizations.json"), cancellationToken)).Organizations;

    internal async Task<IReadOnlyList<SeedDataset>> DatasetsAsync(CancellationToken cancellationToken) =>
        (await ReadAsync<SeedDatasets>(PathOf("datasets.json"), cancellationToken)).Datasets;

    internal Task<SeedThemeMappings> ThemeMappingsAsync(CancellationToken cancellationToken) =>
        ReadAsync<SeedThemeMappings>(PathOf("mappings/theme-to-gcm.json"), cancellationToken);

    internal Task<SeedTopicMappings> TopicMappingsAsync(CancellationToken cancellationToken) =>
        ReadAsync<SeedTopicMappings>(PathOf("mappings/topic-to-goals.json"), cancellationToken);

    private List<string> Sorted(string folder, string pattern) =>
        [.. Directory.EnumerateFiles(PathOf(folder), pattern).Order(StringComparer.Ordinal)];

    private static async Task<T> ReadAsync<T>(string path, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(path);
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(file, Json, cancellationToken)
                ?? throw new InvalidDataException($"{path} holds no data.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"{path} is not the JSON expected: {exception.Message}", exception);
        }
    }
}
