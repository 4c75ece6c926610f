using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Reading lists for reference managers: BibTeX, RIS, CSL-JSON; what is public of a list, in its order, with what the list says of each.</summary>
public sealed class ReadingListExport(ReadingListQueries lists, OutputQueries outputs, OutputPartQueries parts)
{
    /// <summary>Most items of all lists that are written into memory at once: as many as a list may have.</summary>
    public const int MaximumItems = ListRules.MostItems;

    /// <summary>Writes a list, a part at a time.</summary>
    /// <param name="style">One of the exchange formats.</param>
    public async Task WriteAsync(long list, CitationStyle style, TextWriter writer, CancellationToken cancellationToken)
    {
        var file = new ExportFile(style, writer);
        await file.BeginAsync();
        for (string? after = null; ; )
        {
            var page = await lists.ItemsOf(list).PageAsync(new PageRequest(PageRequest.MaximumSize, After: after), cancellationToken);
            var items = page.Items.Select(item => item.Value).ToArray();
            var sources = await SourcesAsync([.. items.Select(item => item.OutputId)], cancellationToken);
            foreach (var item in items.Where(item => sources.ContainsKey(item.OutputId)))
            {
                await file.AddAsync(sources[item.OutputId] with { Remark = item.Note });
            }
            if (!page.HasNextPage)
            {
                break;
            }
            after = page.Items[^1].Cursor;
        }
        await file.EndAsync();
    }

    /// <summary>
    /// Lists as texts, each the same as <see cref="WriteAsync"/> writes; four statements, however many they are. Null when there is more on them
    /// than <see cref="MaximumItems"/>.
    /// </summary>
    public async Task<IReadOnlyDictionary<long, string>?> TextsAsync(
        IReadOnlyList<long> keys,
        CitationStyle style,
        CancellationToken cancellationToken
    )
    {
        var items = await lists.OutputsOfAsync([.. keys], MaximumItems + 1, cancellationToken);
        if (items.Count > MaximumItems)
        {
            return null;
        }
        var sources = await SourcesAsync([.. items.Select(item => item.Output).Distinct()], cancellationToken);
        var byList = items.ToLookup(item => item.List);
        var texts = new Dictionary<long, string>();
        foreach (var key in keys)
        {
            await using var writer = new StringWriter();
            var file = new ExportFile(style, writer);
            await file.BeginAsync();
            foreach (var item in byList[key].Where(item => sources.ContainsKey(item.Output)))
            {
                await file.AddAsync(sources[item.Output] with { Remark = item.Note });
            }
            await file.EndAsync();
            texts[key] = writer.ToString();
        }
        return texts;
    }

    /// <summary>What is written of these outputs, without those that are not public.</summary>
    private async Task<Dictionary<long, CitationSource>> SourcesAsync(long[] ids, CancellationToken cancellationToken)
    {
        var rows = await outputs.ByIdAsync(ids, cancellationToken);
        var contributions = await parts.ContributionsAsync(ids, cancellationToken);
        var links = await parts.LinksAsync(ids, cancellationToken);
        return rows.ToDictionary(
            row => row.Key,
            row => CitationSources.Of(row.Value, contributions[row.Key], links[row.Key], language: null)
        );
    }

    /// <summary>One file: entries with keys of their own, and what stands between them.</summary>
    private sealed class ExportFile(CitationStyle style, TextWriter writer)
    {
        private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
        private bool _isFirst = true;

        private bool IsJson => style == CitationStyle.CslJson;

        public Task BeginAsync() => writer.WriteAsync(IsJson ? "[" : "");

        public async Task AddAsync(CitationSource source)
        {
            var entry = CitationFormatter.Format(source with { Key = Unique(source) }, style, "en");
            if (!_isFirst)
            {
                await writer.WriteAsync(IsJson ? ",\n" : "\n");
            }
            await writer.WriteAsync(IsJson ? entry.Trim()[1..^1] : entry);
            _isFirst = false;
        }

        public Task EndAsync() => writer.WriteAsync(IsJson ? "]\n" : "");

        private string Unique(CitationSource source)
        {
            var key = source.CitationKey;
            for (var n = 2; !_keys.Add(key); n++)
            {
                key = $"{source.CitationKey}-{n}";
            }
            return key;
        }
    }
}
