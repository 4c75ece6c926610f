using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Queries;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Core.Search;
using ResearchHub.Core.Vocabularies;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Conditions on coded fields. They select and do not score.</summary>
internal sealed class FieldConditions(IndexSnapshot snapshot, WordCache cache)
{
    private const int FirstYear = 1000;
    private const int LastYear = 2200;
    public static readonly FacetField[] ConceptFacets =
    [
        FacetField.Topic,
        FacetField.GcmObjective,
        FacetField.SdgTarget,
        FacetField.Population,
    ];

    private static readonly ILookup<string, string> TypeNames = CodeLabels
        .All.SelectMany(code => code.Value.Select(label => (Name: TextFolding.Fold(label.Text), code.Key)))
        .ToLookup(name => name.Name, name => name.Key, StringComparer.Ordinal);

    public Query Years(YearsNode years)
    {
        var from = Math.Clamp(years.From ?? FirstYear, FirstYear, LastYear);
        var to = Math.Clamp(years.To ?? LastYear, FirstYear, LastYear);
        return Keys(
            FacetField.Year,
            Enumerable.Range(from, Math.Max(0, to - from + 1)).Select(year => year.ToString(CultureInfo.InvariantCulture))
        );
    }

    /// <summary>A type or kind by its code or name: <c>JOURNAL_ARTICLE</c>, <c>working paper</c>, <c>izveštaj</c>.</summary>
    public Query Type(string text, bool isBeginning)
    {
        var keys = TypeKeys(text, isBeginning);
        return Any([Keys(FacetField.Type, keys), Keys(FacetField.Kind, keys), Keys(FacetField.Design, keys)]);
    }

    /// <summary>A concept by notation or by any of its names.</summary>
    public Query Topic(string text)
    {
        var keys = TopicKeys(text, snapshot.Vocabulary.Thesaurus, cache);
        return Any(ConceptFacets.Select(field => Keys(field, keys)));
    }

    /// <summary>A place by code or by any of its names.</summary>
    public Query Place(string text) => Keys(FacetField.Place, PlaceKeys(text, snapshot.Vocabulary.Thesaurus, cache));

    /// <summary>Whether a text is a name of a type, a topic or a place.</summary>
    public bool Names(QueryField field, string text) => Names(field, text, snapshot.Vocabulary.Thesaurus, cache);

    /// <inheritdoc cref="Names(QueryField, string)" />
    public static bool Names(QueryField field, string text, Thesaurus thesaurus, WordCache cache) =>
        field switch
        {
            QueryField.Type => TypeNames.Contains(TextFolding.Fold(text)),
            QueryField.Topic => thesaurus.Named(text, cache, places: false).Any(),
            QueryField.Place => thesaurus.Named(text, cache, places: true).Any(),
            _ => false,
        };

    /// <summary>Keys of facets that <c>topic:</c> with this text stands for.</summary>
    public static List<string> TopicKeys(string text, Thesaurus thesaurus, WordCache cache) =>
        [
            .. thesaurus
                .Named(text, cache, places: false)
                .Append(text.Trim())
                .Append(text.Trim().ToLowerInvariant())
                .Distinct(StringComparer.Ordinal),
        ];

    /// <summary>Keys of facets that <c>place:</c> with this text stands for.</summary>
    public static List<string> PlaceKeys(string text, Thesaurus thesaurus, WordCache cache) =>
        [.. thesaurus.Named(text, cache, places: true).Append(text.Trim().ToUpperInvariant()).Distinct(StringComparer.Ordinal)];

    /// <summary>Keys of facets that <c>type:</c> with this text stands for.</summary>
    /// <param name="isBeginning">The text is only the beginning of a name.</param>
    public static List<string> TypeKeys(string text, bool isBeginning)
    {
        var name = text.Trim();
        if (isBeginning)
        {
            var beginning = TextFolding.Fold(name);
            return [.. TypeNames.Where(one => one.Key.StartsWith(beginning, StringComparison.Ordinal)).SelectMany(codes => codes)];
        }
        return [.. TypeNames[TextFolding.Fold(name)], name.ToUpperInvariant().Replace(' ', '_').Replace('-', '_')];
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
