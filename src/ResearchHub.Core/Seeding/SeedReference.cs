using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>What records are described with, and the keys of it in the database.</summary>
internal sealed record SeedReference(
    IReadOnlyList<SeedOrganization> Organizations,
    ConceptTagger Tagger,
    PlaceFinder Places,
    TitleText Titles,
    Dictionary<ConceptKey, long> ConceptIds,
    Dictionary<string, long> PlaceIds,
    HashSet<string> Licenses
)
{
    public static async Task<SeedReference> LoadAsync(NpgsqlConnection connection, SeedFiles files, CancellationToken cancellationToken)
    {
        var themes = await files.ThemeMappingsAsync(cancellationToken);
        var topics = await files.TopicMappingsAsync(cancellationToken);
        var places = await files.PlacesAsync(cancellationToken);
        var licenses = await Statements.ListAsync(
            connection,
            "select id from licenses",
            [],
            reader => reader.GetString(0),
            cancellationToken
        );
        return new SeedReference(
            await files.OrganizationsAsync(cancellationToken),
            new ConceptTagger(await files.SchemesAsync(cancellationToken), themes, topics),
            new PlaceFinder(places),
            TitleText.WithPlaces(places),
            await VocabularyStage.ConceptIdsAsync(connection, cancellationToken),
            await VocabularyStage.PlaceIdsAsync(connection, cancellationToken),
            licenses.ToHashSet(StringComparer.OrdinalIgnoreCase)
        );
    }

    /// <summary>SPDX id of a licence as sources write it ("CC BY 3.0 IGO"); null when it is none.</summary>
    public string? License(string? text) =>
        text is null ? null
        : Licenses.TryGetValue(text.Replace(' ', '-'), out var id) || Licenses.TryGetValue(text.Replace(' ', '-') + "-1.0", out id) ? id
        : null;
}
