using GraphQL;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>The checked paging arguments of a connection field.</summary>
/// <param name="Size">Nodes wanted: <c>first</c>, <c>last</c> or the default; 0 asks for counts only.</param>
/// <param name="Cursor"><c>after</c> when going forward, <c>before</c> when going backward; null from the end of the list.</param>
/// <param name="IsBackward">Whether <c>last</c> / <c>before</c> were given.</param>
public readonly record struct PagingArguments(int Size, string? Cursor, bool IsBackward)
{
    /// <summary>Reads <c>first</c>, <c>after</c>, <c>last</c>, <c>before</c>, whichever the field has.</summary>
    /// <param name="context">The field being resolved.</param>
    /// <param name="max">Most nodes of a page; null takes <see cref="GraphQLLimits.MaxPageSize"/>.</param>
    /// <param name="defaultSize">Size when the client does not say; null takes <see cref="GraphQLLimits.DefaultPageSize"/>.</param>
    /// <exception cref="LimitError">PAGE_LIMIT: the page is larger than <paramref name="max"/>.</exception>
    /// <exception cref="ExecutionError">INVALID: both directions at once.</exception>
    /// <exception cref="InvalidInputException">INVALID: a negative size.</exception>
    public static PagingArguments Read(IResolveFieldContext context, int? max = null, int? defaultSize = null)
    {
        var first = Number(context, "first");
        var last = Number(context, "last");
        var after = Text(context, "after");
        var before = Text(context, "before");
        if ((first is not null || after is not null) && (last is not null || before is not null))
        {
            throw Invalid("Page either forward with first and after, or backward with last and before.");
        }
        var limits = context.RequestServices!.GetRequiredService<GraphQLLimits>();
        var limit = max ?? limits.MaxPageSize;
        var name = first is null ? "last" : "first";
        if ((first ?? last ?? 0) < 0)
        {
            throw new InvalidInputException(ErrorCodes.Invalid, name, $"'{name}' is the size of a page: give 0 to {limit}.");
        }
        var size = first ?? last ?? Math.Min(defaultSize ?? limits.DefaultPageSize, limit);
        if (size > limit)
        {
            throw new LimitError(ErrorCodes.PageLimit, $"'{name}' is the size of a page: give at most {limit}, not {size}.", limit, size);
        }
        return new PagingArguments(size, after ?? before, last is not null || before is not null);
    }

    private static int? Number(IResolveFieldContext context, string name) =>
        context.Arguments is { } all && all.TryGetValue(name, out var argument) ? (int?)argument.Value : null;

    private static string? Text(IResolveFieldContext context, string name) =>
        context.Arguments is { } all && all.TryGetValue(name, out var argument) ? (string?)argument.Value : null;

    private static ExecutionError Invalid(string message) => new(message) { Code = ErrorCodes.Invalid };
}
