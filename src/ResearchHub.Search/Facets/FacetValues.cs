using System.Globalization;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Facets;

/// <summary>The values a record has in each facet.</summary>
internal static class FacetValues
{
    /// <summary>Stands between the keys of a path; no key holds it.</summary>
    public const char PathSeparator = '\u001f';

    private static readonly string[] Columns = [.. Enum.GetValues<FacetField>().Select(field => $"column.{field}")];
    private static readonly string[] Terms = [.. Enum.GetValues<FacetField>().Select(field => $"facet.{field}")];

    /// <summary>Name of the doc-values field that holds paths.</summary>
    public static string ColumnField(FacetField field) => Columns[(int)field];

    /// <summary>Name of the indexed field that holds keys, ancestors included.</summary>
    public static string TermField(FacetField field) => Terms[(int)field];

    public static bool IsTree(FacetField field) => field is FacetField.Topic or FacetField.Place;

    /// <summary>The scheme behind a facet of concepts.</summary>
    public static FacetField? FieldOf(ConceptScheme scheme) =>
        scheme switch
        {
            ConceptScheme.GcmObjective => FacetField.GcmObjective,
            ConceptScheme.SdgTarget => FacetField.SdgTarget,
            ConceptScheme.Topic => FacetField.Topic,
            ConceptScheme.Population => FacetField.Population,
            _ => null,
        };

    /// <summary>
    /// Each value once, with its key as a term and its path in the tree; trees list every ancestor too. A language alone, of tags with
    /// a script or a country, is a term without a path: it is found and not counted.
    /// </summary>
    public static IEnumerable<(FacetField Field, string Term, string? Path)> Of(SearchDocument record)
    {
        yield return Flat(FacetField.Kind, ConstantCase.Of(record.Kind));
        foreach (var (field, value) in Single(record))
        {
            if (!string.IsNullOrEmpty(value))
            {
                yield return Flat(field, value);
            }
        }
        foreach (var language in record.Languages.Distinct(StringComparer.Ordinal))
        {
            yield return Flat(FacetField.Language, language);
        }
        foreach (var language in record.Languages.Select(tag => tag.Split('-')[0]).Except(record.Languages, StringComparer.Ordinal))
        {
            yield return (FacetField.Language, language, null);
        }
        foreach (var id in record.Funders.Select(funder => funder.Id).OfType<long>().Distinct())
        {
            yield return Flat(FacetField.Funder, id.ToString(CultureInfo.InvariantCulture));
        }
        foreach (var id in record.Contributors.Select(contributor => contributor.Id).OfType<long>().Distinct())
        {
            yield return Flat(FacetField.Contributor, id.ToString(CultureInfo.InvariantCulture));
        }
        var paths = new HashSet<(FacetField, string)>();
        foreach (var concept in record.Concepts)
        {
            if (FieldOf(concept.Scheme) is { } field && concept.Path.Count > 0)
            {
                var keys = IsTree(field) ? concept.Path : [concept.Path[^1]];
                foreach (var value in Ancestors(field, keys, paths))
                {
                    yield return value;
                }
            }
        }
        foreach (var place in record.Places)
        {
            foreach (var value in Ancestors(FacetField.Place, place.Path, paths))
            {
                yield return value;
            }
        }
    }

    private static IEnumerable<(FacetField, string?)> Single(SearchDocument record) =>
        [
            (FacetField.Type, record.Type),
            (FacetField.Year, (record.Year ?? record.PublishedOn?.Year)?.ToString(CultureInfo.InvariantCulture)),
            (FacetField.Design, record.Design),
            (FacetField.Access, record.Access),
            (FacetField.License, record.License),
            (FacetField.Source, record.Source),
        ];

    private static (FacetField, string, string) Flat(FacetField field, string key) => (field, key, key);

    private static IEnumerable<(FacetField, string, string)> Ancestors(
        FacetField field,
        IReadOnlyList<string> keys,
        HashSet<(FacetField, string)> seen
    )
    {
        for (var depth = 1; depth <= keys.Count; depth++)
        {
            var path = string.Join(PathSeparator, keys.Take(depth));
            if (seen.Add((field, path)))
            {
                yield return (field, keys[depth - 1], path);
            }
        }
    }
}
