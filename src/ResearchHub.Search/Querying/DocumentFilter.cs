using System.Globalization;
using Lucene.Net.Index;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Facets;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>
/// A filter as sets of documents, one a segment, kept with the segment under <see cref="Key"/>. Deleted documents may be in a set:
/// the search leaves them out.
/// </summary>
internal sealed class DocumentFilter
{
    private const int MostCached = 256;
    private readonly Func<Segment, FixedBitSet> build;

    private DocumentFilter(string key, Func<Segment, FixedBitSet> build)
    {
        Key = key;
        this.build = build;
    }

    public string Key { get; }

    /// <summary>The documents of a segment that pass. Shared: not to be changed.</summary>
    public FixedBitSet In(Segment segment)
    {
        var cache = segment.Columns.Filters;
        if (!cache.TryGetValue(Key, out var documents))
        {
            documents = build(segment);
            if (cache.Count >= MostCached)
            {
                cache.Clear();
            }
            cache[Key] = documents;
        }
        return documents;
    }

    /// <summary>Documents with any of these values of a facet.</summary>
    public static DocumentFilter Facet(FacetSelection selection)
    {
        var keys = selection.Keys.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal).ToList();
        return new DocumentFilter(
            $"{selection.Field}={Joined(keys)}",
            segment =>
            {
                var documents = new FixedBitSet(segment.MaxDoc);
                foreach (var key in keys)
                {
                    if (segment.Reader.GetTermDocsEnum(new Term(FacetValues.TermField(selection.Field), key)) is { } matches)
                    {
                        documents.Or(matches);
                    }
                }
                return documents;
            }
        );
    }

    /// <summary>Documents of these records.</summary>
    public static DocumentFilter Records(IReadOnlyList<long> ids) =>
        new(
            $"id={string.Join(',', ids)}",
            segment =>
            {
                var documents = new FixedBitSet(segment.MaxDoc);
                foreach (var id in ids)
                {
                    var term = new Term(IndexFields.Id, id.ToString(CultureInfo.InvariantCulture));
                    if (segment.Reader.GetTermDocsEnum(term) is { } matches)
                    {
                        documents.Or(matches);
                    }
                }
                return documents;
            }
        );

    /// <summary>Documents whose number lies between both ends, which are in; unknown (-1) never passes.</summary>
    public static DocumentFilter Between(string name, Func<Segment, long[]> column, long from, long to) =>
        new(
            string.Create(CultureInfo.InvariantCulture, $"{name}:{from}..{to}"),
            segment =>
            {
                var documents = new FixedBitSet(segment.MaxDoc);
                var numbers = column(segment);
                for (var doc = 0; doc < numbers.Length; doc++)
                {
                    if (numbers[doc] >= 0 && numbers[doc] >= from && numbers[doc] <= to)
                    {
                        documents.Set(doc);
                    }
                }
                return documents;
            }
        );

    public static DocumentFilter? All(IReadOnlyList<DocumentFilter> parts) =>
        parts.Count switch
        {
            0 => null,
            1 => parts[0],
            _ => Combine("and", parts, (documents, other) => documents.And(other)),
        };

    public static DocumentFilter Any(IReadOnlyList<DocumentFilter> parts) =>
        parts.Count == 1 ? parts[0] : Combine("or", parts, (documents, other) => documents.Or(other));

    /// <summary>No document: what is not everything.</summary>
    public static DocumentFilter Nothing { get; } = new("nothing", segment => new FixedBitSet(segment.MaxDoc));

    public static DocumentFilter Not(DocumentFilter part) =>
        new(
            $"not={part.Key}",
            segment =>
            {
                var documents = part.In(segment).Clone();
                documents.Flip(0, segment.MaxDoc);
                return documents;
            }
        );

    /// <summary>Each with its length: no two lists make the same text, whatever people put into their values.</summary>
    private static string Joined(IEnumerable<string> keys) =>
        string.Concat(keys.Select(key => string.Create(CultureInfo.InvariantCulture, $"{key.Length}:{key}")));

    private static DocumentFilter Combine(string name, IReadOnlyList<DocumentFilter> parts, Action<FixedBitSet, FixedBitSet> step) =>
        new(
            $"{name}={Joined(parts.Select(part => part.Key))}",
            segment =>
            {
                var documents = parts[0].In(segment).Clone();
                foreach (var part in parts.Skip(1))
                {
                    step(documents, part.In(segment));
                }
                return documents;
            }
        );
}
