using GraphQL;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Connections below many parents: pages and counts are read for all parents of a level at once.</summary>
/// <typeparam name="TArguments">Record of what the list depends on besides its parent; those with equal ones share a statement.</typeparam>
internal abstract class ChildrenLoader<TArguments, T>(Func<TArguments, ChildrenQuery<T>> list) : IRequestLoader
    where TArguments : notnull
{
    private readonly PageLoader _pages = new(list);
    private readonly CountLoader _counts = new(list);

    /// <summary>The connection that a field was asked for below one parent.</summary>
    public Connection<T> Of(IResolveFieldContext context, TArguments arguments, long parent) =>
        new(_pages.LoadAsync((arguments, context.Page()), parent), _counts.LoadAsync(arguments, parent), context.CancellationToken);

    /// <inheritdoc />
    public void Clear()
    {
        _pages.Clear();
        _counts.Clear();
    }

    private sealed class PageLoader(Func<TArguments, ChildrenQuery<T>> list)
        : OneForLoader<(TArguments Arguments, PageRequest Page), Page<T>>(
            (keys, asked, cancellationToken) => list(asked.Arguments).PagesAsync(keys, asked.Page, cancellationToken)
        );

    private sealed class CountLoader(Func<TArguments, ChildrenQuery<T>> list)
        : OneForLoader<TArguments, int>((keys, arguments, cancellationToken) => list(arguments).CountsAsync(keys, cancellationToken));
}

/// <summary>Connections that depend on nothing but their parent.</summary>
internal abstract class ChildrenLoader<T>(Func<ChildrenQuery<T>> list) : ChildrenLoader<ValueTuple, T>(_ => list())
{
    /// <summary>The connection that a field was asked for below one parent.</summary>
    public Connection<T> Of(IResolveFieldContext context, long parent) => Of(context, default, parent);
}
