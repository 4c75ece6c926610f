using System.Collections.Concurrent;

namespace ResearchHub.Api.Transport;

/// <summary>Valid documents by their exact text, bounded by bytes; those unused for longest go first.</summary>
internal sealed class DocumentCache
{
    private const int AnswersKept = 16;

    private readonly long _maxBytes;
    private readonly ConcurrentDictionary<string, CachedDocument> _documents = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, CachedDocument>.AlternateLookup<ReadOnlySpan<char>> _bySpan;
    private readonly ConcurrentDictionary<string, Lazy<CachedDocument>> _arriving = new(StringComparer.Ordinal);
    private readonly Lock _evicting = new();
    private readonly Queue<CachedDocument> _answered = new();
    private long _bytes;
    private long _clock;

    public DocumentCache(long maxBytes)
    {
        _maxBytes = maxBytes;
        _bySpan = _documents.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Estimated memory of all documents.</summary>
    public long Bytes => Interlocked.Read(ref _bytes);

    public int Count => _documents.Count;

    public CachedDocument? Find(ReadOnlySpan<char> text)
    {
        if (!_bySpan.TryGetValue(text, out var document))
        {
            return null;
        }
        document.Touch(Volatile.Read(ref _clock));
        return document;
    }

    /// <summary>
    /// A document that is not kept yet. Whoever brings the same text until <see cref="Arrived"/> gets the same, so that a crowd that subscribes at
    /// once is known to have asked the same.
    /// </summary>
    public CachedDocument Arriving(string text, Func<string, CachedDocument> make)
    {
        var arriving = _arriving.GetOrAdd(text, key => new Lazy<CachedDocument>(() => Find(key) ?? make(key)));
        try
        {
            return arriving.Value;
        }
        catch
        {
            _arriving.TryRemove(new KeyValuePair<string, Lazy<CachedDocument>>(text, arriving));
            throw;
        }
    }

    /// <summary>It is kept from now on, or was not worth it.</summary>
    public void Arrived(CachedDocument document) => _arriving.TryRemove(document.Text, out _);

    /// <summary>Keeps a document, unless it alone would take more than an eighth of the memory.</summary>
    public void Add(CachedDocument document)
    {
        if (document.Bytes > _maxBytes / 8)
        {
            return;
        }
        document.Touch(Interlocked.Increment(ref _clock));
        if (_documents.TryAdd(document.Text, document) && Interlocked.Add(ref _bytes, document.Bytes) > _maxBytes)
        {
            Evict();
        }
    }

    /// <summary>Keeps the answer of a document that only asks for the schema; of the last few, because each is large and anybody can write a new one.</summary>
    public void Keep(CachedDocument document, byte[] answer)
    {
        lock (_answered)
        {
            if (document.IntrospectionAnswer is not null)
            {
                return;
            }
            document.IntrospectionAnswer = new KnownAnswer(answer);
            _answered.Enqueue(document);
            if (_answered.Count > AnswersKept)
            {
                _answered.Dequeue().IntrospectionAnswer = null;
            }
        }
    }

    private void Evict()
    {
        lock (_evicting)
        {
            if (Bytes <= _maxBytes)
            {
                return;
            }
            var goal = _maxBytes / 4 * 3;
            foreach (var document in _documents.Values.OrderBy(document => document.LastUse))
            {
                if (Bytes <= goal)
                {
                    return;
                }
                if (_documents.TryRemove(document.Text, out _))
                {
                    Interlocked.Add(ref _bytes, -document.Bytes);
                }
            }
        }
    }
}
