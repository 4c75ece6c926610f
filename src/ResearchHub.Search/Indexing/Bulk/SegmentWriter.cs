using Lucene.Net.Index;
using ResearchHub.Core.Search;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Indexing.Bulk;

/// <summary>Gathers the records of one thread and writes a segment whenever the buffer is full.</summary>
internal sealed class SegmentWriter(IndexWriter writer, VocabularyFile vocabulary, long bufferSize) : IBatchWriter
{
    private readonly SegmentBuffer buffer = new(new DocumentBuilder());

    public void Write(SearchDocument[] batch)
    {
        foreach (var record in batch)
        {
            vocabulary.Learn(record);
            buffer.Add(record);
        }
        if (buffer.Size >= bufferSize)
        {
            Complete();
        }
    }

    public void Complete()
    {
        if (buffer.Count > 0)
        {
            buffer.Empty(writer);
        }
    }
}
