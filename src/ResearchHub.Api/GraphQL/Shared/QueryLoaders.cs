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

/// <summary>Loads the same page of the lists of many parents.</summary>
/// <typeparam name="TArguments">Record of the arguments that the page depends on; parents with equal arguments share a statement.</typeparam>
internal abstract class ChildPageLoader<TArguments, T>(
    Func<TArguments, long[], CancellationToken, Task<IReadOnlyDictionary<long, Page<T>>>> query
) : ArgumentLoader<TArguments, long, Page<T>>
    where TArguments : notnull
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<long, Page<T>>> FetchAsync(
        TArguments arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => query(arguments, [.. keys], cancellationToken);
}

/// <summary>Counts the lists of many parents.</summary>
internal abstract class ChildCountLoader<TArguments>(
    Func<TArguments, long[], CancellationToken, Task<IReadOnlyDictionary<long, int>>> query
) : ArgumentLoader<TArguments, long, int>
    where TArguments : notnull
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<long, int>> FetchAsync(
        TArguments arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => query(arguments, [.. keys], cancellationToken);
}
