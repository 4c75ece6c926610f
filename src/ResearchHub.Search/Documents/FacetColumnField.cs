using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Documents;

/// <summary>The column of a facet: paths in the tree of its values. Lucene's writer takes a field object for each.</summary>
internal sealed class FacetColumnField(string name)
{
    private readonly List<IndexTerm> paths = [];
    private readonly List<SortedSetDocValuesField> fields = [];

    public string Name => name;
    public IReadOnlyList<IndexTerm> Paths => paths;

    public void Clear() => paths.Clear();

    public void Add(IndexTerm path) => paths.Add(path);

    public void AddTo(List<IIndexableField> document)
    {
        for (var i = 0; i < paths.Count; i++)
        {
            if (i == fields.Count)
            {
                fields.Add(new SortedSetDocValuesField(name, new BytesRef()));
            }
            fields[i].SetBytesValue(paths[i].Utf8);
            document.Add(fields[i]);
        }
    }
}
