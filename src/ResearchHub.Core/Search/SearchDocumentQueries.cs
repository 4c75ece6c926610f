using System.Runtime.CompilerServices;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Search;

/// <summary>Reads records in the form that the text index takes. A batch costs a fixed number of statements.</summary>
public sealed class SearchDocumentQueries(
    ReadDatabase database,
    OutputQueries outputs,
    OutputPartQueries parts,
    PeopleQueries people,
    VocabularyQueries vocabularies
)
{
    private const int BatchSize = 500;

    /// <summary>The public records among these keys. Keys that are missing in the answer are to be taken out of the index.</summary>
    public async Task<IReadOnlyList<SearchDocument>> ByIdAsync(long[] ids, CancellationToken cancellationToken)
    {
        var rows = await outputs.ByIdAsync(ids, cancellationToken);
        var listed = rows.Values.Where(row => row is { State: not PublicationState.Withdrawn, LatestVersionId: null }).ToArray();
        var documents = new List<SearchDocument>(ids.Length);
        if (listed.Length > 0)
        {
            documents.AddRange(await OutputsAsync(listed, cancellationToken));
        }
        var rest = ids.Where(id => !rows.ContainsKey(id)).ToArray();
        if (rest.Length > 0)
        {
            documents.AddRange(await ResearchersAsync(rest, cancellationToken));
            documents.AddRange(await OrganizationsAsync(rest, cancellationToken));
        }
        return documents;
    }

    /// <summary>A public output as it is or, when it was withdrawn or is not the latest version, as it was; null when there is none.</summary>
    public async Task<SearchDocument?> LastKnownAsync(long id, CancellationToken cancellationToken)
    {
        var rows = await outputs.ByIdAsync([id], cancellationToken);
        return rows.Count == 0 ? null : (await OutputsAsync([.. rows.Values], cancellationToken)).First();
    }

    /// <summary>Number of records that <see cref="AllAsync"/> yields.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken) =>
        database.ScalarAsync<int>(
            $"""
            select ((select count(*) from research_outputs o where {OutputRow.Listed})
              + (select count(*) from researchers where merged_into_id is null) + (select count(*) from organizations))::int
            """,
            [],
            cancellationToken
        );

    /// <summary>Every public record, batch by batch.</summary>
    public async IAsyncEnumerable<SearchDocument> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var last = 0L;
        while (true)
        {
            var ids = await database.ListAsync(
                $"""
                select id from (
                  (select o.id from research_outputs o where o.id > $1 and {OutputRow.Listed} order by o.id limit $2)
                  union all (select id from researchers where id > $1 and merged_into_id is null order by id limit $2)
                  union all (select id from organizations where id > $1 order by id limit $2)) n
                order by id limit $2
                """,
                [last, BatchSize],
                reader => reader.GetInt64(0),
                cancellationToken
            );
            if (ids.Count == 0)
            {
                yield break;
            }
            foreach (var document in await ByIdAsync([.. ids], cancellationToken))
            {
                yield return document;
            }
            last = ids[^1];
        }
    }

    private async Task<IEnumerable<SearchDocument>> OutputsAsync(OutputRow[] rows, CancellationToken cancellationToken)
    {
        var ids = rows.Select(row => row.Id).ToArray();
        var abstracts = await outputs.AbstractsAsync(ids, cancellationToken);
        var contributions = await parts.ContributionsAsync(ids, cancellationToken);
        var funding = await parts.FundingAsync(ids, cancellationToken);
        var identifiers = await parts.IdentifiersAsync(ids, cancellationToken);
        var links = await parts.LinksAsync(ids, cancellationToken);
        var concepts = await vocabularies.OfOutputsAsync(ids, cancellationToken);
        var places = await vocabularies.PlacesOfOutputsAsync(ids, cancellationToken);
        var variables = await parts.VariablesAsync(ids, cancellationToken);
        return rows.Select(row => new SearchDocument
        {
            Id = row.Id,
            Kind = row.Kind,
            Slug = row.Slug,
            IsRetracted = row.State == PublicationState.Retracted,
            Titles = row.Titles,
            Abstracts = abstracts[row.Id],
            Contributors =
            [
                .. contributions[row.Id]
                    .Select(one => new SearchName(
                        one.Researcher?.Id ?? one.Organization?.Id,
                        one.Researcher?.Name ?? one.Organization?.Name ?? one.NameAsPrinted
                    )),
            ],
            Funders =
            [
                .. funding[row.Id].Where(one => one.Funder is not null).Select(one => new SearchName(one.Funder!.Id, one.Funder.Name)),
            ],
            Concepts = [.. concepts[row.Id].Select(SearchConcept.Of)],
            Places = [.. places[row.Id].Select(SearchPlace.Of)],
            Identifiers =
            [
                .. identifiers[row.Id]
                    .SelectMany(Identifiers)
                    .Concat(links[row.Id].Select(one => IndexedIdentifier.Address(one.Url)).OfType<string>()),
            ],
            Type =
                row.StudyType is { } study ? ConstantCase.Of(study)
                : row.LearningFormat is { } format ? ConstantCase.Of(format)
                : null,
            Design = row.StudyDesign is { } design ? ConstantCase.Of(design) : null,
            Languages = row.Languages,
            Year = row.PublishedYear,
            PublishedOn = row.PublishedOn ?? (row.PublishedYear is { } year ? new DateOnly(year, 1, 1) : null),
            Access = ConstantCase.Of(row.Access),
            License = row.LicenseId,
            Source = row.Source,
            Citations = row.CitationCount,
            Text = string.Join(
                ' ',
                variables[row.Id].SelectMany(one => new[] { one.Name, one.Label }).Distinct(StringComparer.Ordinal).OfType<string>()
            ),
        });
    }

    private static IEnumerable<string> Identifiers(IdentifierRow one)
    {
        yield return $"{ConstantCase.Of(one.Type).ToLowerInvariant()}:{one.Value}";
        var further = one.Type switch
        {
            IdentifierType.Local => IndexedIdentifier.Number(one.Value),
            IdentifierType.Url or IdentifierType.Purl or IdentifierType.W3id => IndexedIdentifier.Address(one.Value),
            _ => null,
        };
        if (further is not null)
        {
            yield return further;
        }
    }

    private async Task<IEnumerable<SearchDocument>> ResearchersAsync(long[] ids, CancellationToken cancellationToken)
    {
        // A record that was merged is found as the one that it was merged into, not as itself.
        var rows = (await people.ResearchersByIdAsync(ids, cancellationToken)).Where(one => one.Key == one.Value.Id).ToDictionary();
        if (rows.Count == 0)
        {
            return [];
        }
        var keys = rows.Keys.ToArray();
        var affiliations = await people.AffiliationsAsync(keys, cancellationToken);
        var expertise = await vocabularies.OfResearchersAsync(keys, cancellationToken);
        var places = await vocabularies.PlacesByIdAsync(
            [.. affiliations.SelectMany(one => one).Select(one => one.Organization.PlaceId).OfType<long>().Distinct()],
            cancellationToken
        );
        return rows.Values.Select(row => new SearchDocument
        {
            Id = row.Id,
            Kind = RecordKind.Researcher,
            Slug = row.Slug,
            Titles = [new LocalizedText("und", row.Name)],
            Concepts = [.. expertise[row.Id].Where(_ => IsPublic(row, ProfileField.Expertise)).Select(SearchConcept.Of)],
            Places =
            [
                .. affiliations[row.Id]
                    .Where(one => one.EndedOn is null && IsPublic(row, ProfileField.Affiliations))
                    .Select(one => one.Organization.PlaceId)
                    .OfType<long>()
                    .Distinct()
                    .Select(place => SearchPlace.Of(places[place])),
            ],
            Languages = IsPublic(row, ProfileField.Languages) ? row.Languages : [],
            Identifiers = row.Orcid is { } orcid ? [$"orcid:{orcid}"] : [],
            Type = IsPublic(row, ProfileField.Sector) ? Known(row.Sector) : null,
            Text = string.Join(
                ' ',
                affiliations[row.Id].Where(_ => IsPublic(row, ProfileField.Affiliations)).Select(one => one.Organization.Name)
            ),
        });
    }

    /// <summary>Not to know a sector is no type to choose by.</summary>
    private static string? Known(Sector sector) => sector == Sector.Unknown ? null : ConstantCase.Of(sector);

    private static bool IsPublic(ResearcherRow row, ProfileField field) => row.Visibility[field] == Visibility.Public;

    private async Task<IEnumerable<SearchDocument>> OrganizationsAsync(long[] ids, CancellationToken cancellationToken)
    {
        var rows = await people.OrganizationsByIdAsync(ids, cancellationToken);
        var places = await vocabularies.PlacesByIdAsync([.. rows.Values.Select(row => row.PlaceId).OfType<long>()], cancellationToken);
        return rows.Values.Select(row => new SearchDocument
        {
            Id = row.Id,
            Kind = RecordKind.Organization,
            Slug = row.Slug,
            Titles = [.. row.Names, .. Acronym(row), .. row.AlternativeNames],
            Places = row.PlaceId is { } place ? [SearchPlace.Of(places[place])] : [],
            Identifiers = [.. new[] { row.Ror is { } ror ? $"ror:{ror}" : null, IndexedIdentifier.Address(row.Url) }.OfType<string>()],
            Type = Known(row.Sector),
        });
    }

    private static IEnumerable<LocalizedText> Acronym(OrganizationRow row) =>
        row.Acronym is { } acronym ? [new LocalizedText("und", acronym)] : [];
}
