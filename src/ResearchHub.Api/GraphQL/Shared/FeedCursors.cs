using GraphQL;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Cursors of feeds, as clients give them back.</summary>
internal static class FeedCursors
{
    /// <summary>Where a subscription starts: after the last event that an EventSource had, or the argument <c>after</c>; null for now.</summary>
    /// <exception cref="InvalidInputException">CURSOR_INVALID, CURSOR_EXPIRED.</exception>
    public static Task<FeedPosition?> ResumeAsync<T>(this IResolveFieldContext context)
        where T : IFeedEntry =>
        context.PositionAsync<T>((context.UserContext as OperationContext)?.ResumeFrom ?? context.GetArgument<string?>("after"));

    /// <summary>As <see cref="ResumeAsync"/>, or now.</summary>
    /// <exception cref="InvalidInputException">CURSOR_INVALID, CURSOR_EXPIRED.</exception>
    public static async Task<FeedStart> StartAsync<T>(this IResolveFieldContext context)
        where T : IFeedEntry =>
        await context.ResumeAsync<T>() is { } after
            ? new FeedStart(after, null)
            : await context.Service<FeedTail<T>>().StartAsync(context.CancellationToken);

    /// <summary>Position that a cursor names, where the feed still goes back so far; null for none.</summary>
    /// <exception cref="InvalidInputException">CURSOR_INVALID, CURSOR_EXPIRED.</exception>
    public static async Task<FeedPosition?> PositionAsync<T>(this IResolveFieldContext context, string? cursor)
        where T : IFeedEntry
    {
        if (cursor is null)
        {
            return null;
        }
        if (!FeedPosition.TryParse(cursor, out var position))
        {
            throw new InvalidInputException(ErrorCodes.CursorInvalid, "after", "'after' must be a cursor that this feed returned.");
        }
        return await context.Service<IFeedSource<T>>().HoldsAsync(position, context.CancellationToken)
            ? position
            : throw new InvalidInputException(
                ErrorCodes.CursorExpired,
                "after",
                "The feed does not go back to this cursor: read the records anew, then follow from a new cursor."
            );
    }
}
