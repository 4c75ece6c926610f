using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Loads one row by key with a query that takes many keys.</summary>
internal abstract class OneLoader<TKey, T>(Func<TKey[], CancellationToken, Task<IReadOnlyDictionary<TKey, T>>> query) : BatchLoader<TKey, T>
    where TKey : notnull
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<TKey, T>> FetchAsync(IReadOnlyList<TKey> keys, CancellationToken cancellationToken) =>
        query([.. keys], cancellationToken);
}

/// <summary>Loads the rows of a parent with a query that takes many parents; a parent without rows gets an empty list.</summary>
internal abstract class ManyLoader<T>(Func<long[], CancellationToken, Task<ILookup<long, T>>> query) : BatchLoader<long, IReadOnlyList<T>>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<long, IReadOnlyList<T>>> FetchAsync(
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => (await query([.. keys], cancellationToken)).ToDictionary(group => group.Key, group => (IReadOnlyList<T>)[.. group]);

    /// <inheritdoc />
    protected override IReadOnlyList<T> Absent(long key) => [];
}

/// <summary>Loads one row by key and by the field's arguments, or for a caller, with a query that takes many keys.</summary>
/// <typeparam name="TArguments">Record of what the row depends on; keys with equal ones share a statement.</typeparam>
internal abstract class OneForLoader<TArguments, T>(Func<long[], TArguments, CancellationToken, Task<IReadOnlyDictionary<long, T>>> query)
    : ArgumentLoader<TArguments, long, T>
    where TArguments : notnull
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<long, T>> FetchAsync(
        TArguments arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => query([.. keys], arguments, cancellationToken);
}

/// <summary>Loads the rows of a parent by the field's arguments, or for a caller; a parent without rows gets an empty list.</summary>
/// <inheritdoc cref="OneForLoader{TArguments, T}" path="/typeparam"/>
internal abstract class ManyForLoader<TArguments, T>(Func<long[], TArguments, CancellationToken, Task<ILookup<long, T>>> query)
    : OneForLoader<TArguments, IReadOnlyList<T>>(
        async (keys, arguments, cancellationToken) =>
            (await query(keys, arguments, cancellationToken)).ToDictionary(group => group.Key, group => (IReadOnlyList<T>)[.. group])
    )
    where TArguments : notnull
{
    /// <inheritdoc />
    protected override IReadOnlyList<T> Absent(TArguments arguments, long key) => [];
}

/// <summary>Loads the same page of the lists of many parents.</summary>
/// <inheritdoc cref="OneForLoader{TArguments, T}" path="/typeparam"/>
internal abstract class ChildPageLoader<TArguments, T>(
    Func<TArguments, long[], CancellationToken, Task<IReadOnlyDictionary<long, Page<T>>>> query
) : OneForLoader<TArguments, Page<T>>((keys, arguments, cancellationToken) => query(arguments, keys, cancellationToken))
    where TArguments : notnull;

/// <summary>Counts the lists of many parents.</summary>
internal abstract class ChildCountLoader<TArguments>(
    Func<TArguments, long[], CancellationToken, Task<IReadOnlyDictionary<long, int>>> query
) : OneForLoader<TArguments, int>((keys, arguments, cancellationToken) => query(arguments, keys, cancellationToken))
    where TArguments : notnull;
