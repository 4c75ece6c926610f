using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.ToyServer;

/// <summary>The data of the toy schema, which counts how often it is asked.</summary>
public sealed class ToyLibrary : IDisposable
{
    private readonly Book[] _books;
    private readonly Author[] _authors;
    private int _count;
    private int _fetches;
    private volatile bool _isClosed;

    public ToyLibrary()
    {
        _authors = [.. Enumerable.Range(0, 50).Select(id => new Author(id, $"Author {id}"))];
        _books = [.. Enumerable.Range(0, 100).Select(id => new Book(id, $"Book {id}", [id % 50, (id + 1) % 50, (id + 2) % 50]))];
    }

    public int Count => Volatile.Read(ref _count);

    /// <summary>How many batches the loaders fetched.</summary>
    public int Fetches => Volatile.Read(ref _fetches);

    /// <summary>How often from now on the copies of a book cannot be counted.</summary>
    public int Failures { get; set; }

    /// <summary>Who looks for a book waits for this.</summary>
    public Task Search { get; set; } = Task.CompletedTask;

    /// <summary>Done as soon as somebody looks for a book.</summary>
    public TaskCompletionSource Searched { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Whether the library was open still when the first book was found.</summary>
    public TaskCompletionSource<bool> Found { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Broadcast<Book> Added { get; } = new();

    public Book[] Books(int first) => _books[..Math.Min(first, _books.Length)];

    public Book Book(int id) => _books[id];

    public int Copies(int id) => Failures-- > 0 ? throw new IOException("the shelves are dark") : id;

    /// <summary>Looks for a book.</summary>
    public async Task<int> FindAsync(int id)
    {
        Searched.TrySetResult();
        await Search;
        Found.TrySetResult(!_isClosed);
        return id;
    }

    public void Dispose() => _isClosed = true;

    public int Increment() => Interlocked.Increment(ref _count);

    public void RenameFirst(string name) => _authors[0] = _authors[0] with { Name = name };

    public Task<IReadOnlyDictionary<int, Author>> AuthorsAsync(IReadOnlyList<int> ids)
    {
        Interlocked.Increment(ref _fetches);
        return Task.FromResult<IReadOnlyDictionary<int, Author>>(ids.Where(id => id < 50).ToDictionary(id => id, id => _authors[id]));
    }

    public Task<IReadOnlyList<(int, Author)>> AuthorsOfBooksAsync(IReadOnlyList<int> ids)
    {
        Interlocked.Increment(ref _fetches);
        return Task.FromResult<IReadOnlyList<(int, Author)>>([
            .. ids.SelectMany(id => _books[id].AuthorIds.Select(x => (id, _authors[x]))),
        ]);
    }

    public Task<IReadOnlyDictionary<int, IReadOnlyList<Book>>> BooksOfAuthorsAsync(int first, IReadOnlyList<int> ids)
    {
        Interlocked.Increment(ref _fetches);
        return Task.FromResult<IReadOnlyDictionary<int, IReadOnlyList<Book>>>(
            ids.ToDictionary(id => id, IReadOnlyList<Book> (id) => [.. _books.Where(book => book.AuthorIds.Contains(id)).Take(first)])
        );
    }
}

public sealed class AuthorLoader(ToyLibrary library) : BatchLoader<int, Author?>
{
    protected override async Task<IReadOnlyDictionary<int, Author?>> FetchAsync(
        IReadOnlyList<int> keys,
        CancellationToken cancellationToken
    ) => (await library.AuthorsAsync(keys)).ToDictionary(pair => pair.Key, pair => (Author?)pair.Value);
}

public sealed class BookAuthorsLoader(ToyLibrary library) : GroupLoader<int, Author>
{
    protected override Task<IReadOnlyList<(int Key, Author Item)>> FetchItemsAsync(
        IReadOnlyList<int> keys,
        CancellationToken cancellationToken
    ) => library.AuthorsOfBooksAsync(keys);
}

public sealed class LatestBooksLoader(ToyLibrary library) : ArgumentLoader<int, int, IReadOnlyList<Book>>
{
    protected override Task<IReadOnlyDictionary<int, IReadOnlyList<Book>>> FetchAsync(
        int arguments,
        IReadOnlyList<int> keys,
        CancellationToken cancellationToken
    ) => library.BooksOfAuthorsAsync(arguments, keys);
}
