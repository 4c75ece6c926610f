using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Reading lists as files for reference managers: BibTeX, RIS, CSL-JSON.</summary>
public sealed class ReadingListExport(ReadingListQueries lists, OutputQueries outputs, OutputPartQueries parts)
{
    /// <summary>Writes what is public of a list, in its order, a part at a time.</summary>
    /// <param name="style">One of the exchange formats.</param>
    public async Task WriteAsync(long list, CitationStyle style, TextWriter writer, CancellationToken cancellationToken)
    {
        var keys = new HashSet<string>(StringComparer.Ordinal);
        var isFirst = true;
        await writer.WriteAsync(style == CitationStyle.CslJson ? "[" : "");
        for (string? after = null; ; )
        {
            var page = await lists.ItemsOf(list).PageAsync(new PageRequest(PageRequest.MaximumSize, After: after), cancellationToken);
            long[] ids = [.. page.Items.Select(item => item.Value.OutputId)];
            var rows = await outputs.ByIdAsync(ids, cancellationToken);
            var (contributions, links) = (
                await parts.ContributionsAsync(ids, cancellationToken),
                await parts.LinksAsync(ids, cancellationToken)
            );
            foreach (var id in ids.Where(rows.ContainsKey))
            {
                var source = CitationSources.Of(rows[id], contributions[id], links[id], language: null);
                var entry = CitationFormatter.Format(source with { Key = Unique(source, keys) }, style, "en");
                if (!isFirst)
                {
                    await writer.WriteAsync(style == CitationStyle.CslJson ? ",\n" : "\n");
                }
                await writer.WriteAsync(style == CitationStyle.CslJson ? entry.Trim()[1..^1] : entry);
                isFirst = false;
            }
            if (!page.HasNextPage)
            {
                break;
            }
            after = page.Items[^1].Cursor;
        }
        await writer.WriteAsync(style == CitationStyle.CslJson ? "]\n" : "");
    }

    private static string Unique(CitationSource source, HashSet<string> taken)
    {
        var key = source.CitationKey;
        for (var n = 2; !taken.Add(key); n++)
        {
            key = $"{source.CitationKey}-{n}";
        }
        return key;
    }
}
