using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Queries;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Conditions on coded fields. They select and do not score.</summary>
internal sealed class FieldConditions(IndexSnapshot snapshot, WordCache cache)
{
    private const int FirstYear = 1000;
    private const int LastYear = 2200;
    private static readonly FacetField[] ConceptFacets =
    [
        FacetField.Topic,
        FacetField.GcmObjective,
        FacetField.SdgTarget,
        FacetField.Population,
    ];

    public Query Years(YearsNode years)
    {
        var from = Math.Clamp(years.From ?? FirstYear, FirstYear, LastYear);
        var to = Math.Clamp(years.To ?? LastYear, FirstYear, LastYear);
        return Keys(
            FacetField.Year,
            Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(year => year.ToString(CultureInfo.InvariantCulture))
        );
    }

    /// <summary>A type or kind by its name: <c>report</c>, <c>working paper</c>, <c>JOURNAL_ARTICLE</c>.</summary>
    public Query Type(string text)
    {
        var key = text.Trim().ToUpperInvariant().Replace(' ', '_').Replace('-', '_');
        return Any([Keys(FacetField.Type, [key]), Keys(FacetField.Kind, [key]), Keys(FacetField.Design, [key])]);
    }

    /// <summary>A concept by notation or by any of its names.</summary>
    public Query Topic(string text)
    {
        var keys = Named(text)
            .Where(entry => !entry.IsPlace)
            .Select(entry => entry.Key[(entry.Key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
        var all = keys.Append(text.Trim()).Append(text.Trim().ToLowerInvariant()).Distinct(StringComparer.Ordinal).ToList();
        return Any(ConceptFacets.Select(field => Keys(field, all)));
    }

    /// <summary>A place by code or by any of its names.</summary>
    public Query Place(string text)
    {
        var keys = Named(text).Where(entry => entry.IsPlace).Select(entry => entry.Key[VocabularyEntry.PlacePrefix.Length..]);
        return Keys(FacetField.Place, keys.Append(text.Trim().ToUpperInvariant()));
    }

    private IEnumerable<VocabularyEntry> Named(string text)
    {
        var words = QueryWords.Split(text).Take(Thesaurus.MostWords).Select(word => cache[word]).ToList();
        return Enum.GetValues<TextLanguage>().SelectMany(language => snapshot.Vocabulary.Thesaurus.Find(words, language)).Distinct();
    }

    private static Query Keys(FacetField field, IEnumerable<string> keys)
    {
        var terms = keys.Where(key => key.Length > 0).Distinct(StringComparer.Ordinal).Select(key => new BytesRef(key)).ToList();
        return terms.Count == 0
            ? new BooleanQuery()
            : new ConstantScoreQuery(new TermsFilter(FacetValues.TermField(field), terms)) { Boost = 0f };
    }

    private static BooleanQuery Any(IEnumerable<Query> queries)
    {
        var query = new BooleanQuery(disableCoord: true);
        foreach (var each in queries)
        {
            query.Add(each, Occur.SHOULD);
        }
        return query;
    }
}
