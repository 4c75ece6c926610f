using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A connection whose page is read when nodes, edges or pageInfo are selected, and counted when totalCount is.</summary>
public sealed class Connection<T>(Func<Task<Page<T>>> page, Func<Task<int>> count)
{
    private Task<Page<T>>? _page;

    /// <summary>A connection below a parent: page and count come from loaders, for all parents at once.</summary>
    public Connection(IDataLoaderResult<Page<T>> page, IDataLoaderResult<int> count, CancellationToken cancellationToken)
        : this(() => page.GetResultAsync(cancellationToken), () => count.GetResultAsync(cancellationToken))
    {
        (BatchedPage, BatchedCount) = (page, count);
    }

    /// <summary>The page of a list that a field was asked for.</summary>
    public Connection(ListQuery<T> list, IResolveFieldContext context)
        : this(list, context.Page(), context.CancellationToken) { }

    private Connection(ListQuery<T> list, PageRequest page, CancellationToken cancellationToken)
        : this(() => list.PageAsync(page, cancellationToken), () => list.CountAsync(cancellationToken)) { }

    /// <summary>A connection without entries.</summary>
    public static Connection<T> None() => new(() => Task.FromResult(Page<T>.Empty), () => Task.FromResult(0));

    private IDataLoaderResult<Page<T>>? BatchedPage { get; }

    private IDataLoaderResult<int>? BatchedCount { get; }

    internal object Select(Func<Page<T>, object?> part) =>
        BatchedPage is { } batched ? new Derived<Page<T>>(batched, part) : new Awaited(() => SelectAsync(part));

    internal object Count() => BatchedCount is { } batched ? batched : new Awaited(CountAsync);

    private async Task<object?> SelectAsync(Func<Page<T>, object?> part) => part(await (_page ??= page()));

    private async Task<object?> CountAsync() => await count();
}

/// <summary>A task in the one form that the engine awaits, whatever type the resolver declares: a plain task of an object it would not.</summary>
internal sealed class Awaited(Func<Task<object?>> start) : IDataLoaderResult
{
    /// <inheritdoc />
    public Task<object?> GetResultAsync(CancellationToken cancellationToken = default) => start();
}

/// <summary>Something of another type worked out from what a loader will bring.</summary>
internal sealed class Mapped<TFrom, T>(IDataLoaderResult<TFrom> source, Func<TFrom, T> map) : IDataLoaderResult<T>
{
    /// <inheritdoc />
    public async Task<T> GetResultAsync(CancellationToken cancellationToken = default) =>
        map(await source.GetResultAsync(cancellationToken));

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
}

/// <summary>Something worked out from what a loader will bring.</summary>
internal sealed class Derived<T>(IDataLoaderResult<T> source, Func<T, object?> part) : IDataLoaderResult
{
    /// <inheritdoc />
    public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) =>
        part(await source.GetResultAsync(cancellationToken));
}

/// <summary>Type of a connection: edges, nodes, pageInfo and totalCount.</summary>
internal abstract class ConnectionGraph<T, TGraph, TEdge> : ObjectGraphType<Connection<T>>
    where TGraph : IGraphType
    where TEdge : IGraphType
{
    /// <param name="name">Name of the connected type; the connection adds its suffix.</param>
    /// <param name="things">What the nodes are, in the plural.</param>
    protected ConnectionGraph(string name, string things)
    {
        Name = $"{name}Connection";
        Description = $"A page of {things}.";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TEdge>>>>("edges")
            .Description("The page's entries with their cursors.")
            .Resolve(context => context.Source.Select(page => page.Items));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<TGraph>>>>("nodes")
            .Description($"The {things} of the page, in order.")
            .Resolve(context => context.Source.Select(page => page.Items.Select(item => item.Value)));
        Field<NonNullGraphType<PageInfoGraph>>("pageInfo")
            .Description("Where the page stands in the list.")
            .Resolve(context => context.Source.Select(PageInfo.Of));
        Field<NonNullGraphType<IntGraphType>>("totalCount")
            .Description($"Number of {things} in the whole list. Counted only when it is selected.")
            .Resolve(context => context.Source.Count());
    }
}

/// <summary>Type of an edge: a node and its cursor.</summary>
internal abstract class EdgeGraph<T, TGraph> : ObjectGraphType<PageItem<T>>
    where TGraph : IGraphType
{
    protected EdgeGraph(string name, string thing)
    {
        Name = $"{name}Edge";
        Description = $"An entry of a page: one {thing} and its place in the list.";
        this.Required<PageItem<T>, StringGraphType>("cursor", "Place of the entry in the list; opaque.", item => item.Cursor);
        this.Required<PageItem<T>, TGraph>("node", $"The {thing}.", item => item.Value);
    }
}

/// <summary>Where a page stands in its list.</summary>
public sealed record PageInfo(bool HasNextPage, bool HasPreviousPage, string? StartCursor, string? EndCursor)
{
    /// <summary>The info of a page.</summary>
    public static PageInfo Of<T>(Page<T> page) =>
        new(
            page.HasNextPage,
            page.HasPreviousPage,
            page.Items.Count == 0 ? null : page.Items[0].Cursor,
            page.Items.Count == 0 ? null : page.Items[^1].Cursor
        );
}

internal sealed class PageInfoGraph : ObjectGraphType<PageInfo>
{
    public PageInfoGraph()
    {
        Name = "PageInfo";
        Description = "Where a page stands in its list (Relay).";
        this.Required<PageInfo, BooleanGraphType>("hasNextPage", "Whether entries follow.", info => info.HasNextPage);
        this.Required<PageInfo, BooleanGraphType>("hasPreviousPage", "Whether entries precede.", info => info.HasPreviousPage);
        this.Optional<PageInfo, StringGraphType>(
            "startCursor",
            "Cursor of the first entry; null on an empty page.",
            info => info.StartCursor
        );
        this.Optional<PageInfo, StringGraphType>("endCursor", "Cursor of the last entry; null on an empty page.", info => info.EndCursor);
    }
}

/// <summary>Arguments of connections.</summary>
internal static class ConnectionArguments
{
    /// <summary>Adds first and after.</summary>
    public static global::GraphQL.Builders.FieldBuilder<TSource, object> PagesForward<TSource>(
        this global::GraphQL.Builders.FieldBuilder<TSource, object> field
    ) =>
        field
            .Takes<TSource, IntGraphType>("first", "Number of entries from the start; 20 unless said, at most 100.")
            .Takes<TSource, StringGraphType>("after", "Cursor of the entry behind which the page starts.");

    /// <summary>Adds first, after, last and before.</summary>
    public static global::GraphQL.Builders.FieldBuilder<TSource, object> Pages<TSource>(
        this global::GraphQL.Builders.FieldBuilder<TSource, object> field
    ) =>
        field
            .PagesForward()
            .Takes<TSource, IntGraphType>("last", "Number of entries from the end, instead of `first`; at most 100.")
            .Takes<TSource, StringGraphType>("before", "Cursor of the entry before which the page ends.");

    /// <summary>The page that a field was asked for, checked.</summary>
    public static PageRequest Page(this IResolveFieldContext context)
    {
        var arguments = PagingArguments.Read(context);
        return arguments.IsBackward
            ? new PageRequest(arguments.Size, Backward: true, Before: arguments.Cursor)
            : new PageRequest(arguments.Size, After: arguments.Cursor);
    }
}
