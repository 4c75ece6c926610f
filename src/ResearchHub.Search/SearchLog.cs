using Microsoft.Extensions.Logging;

namespace ResearchHub.Search;

internal static partial class SearchLog
{
    [LoggerMessage(3001, LogLevel.Information, "Search index {Generation} opened at {Position}.")]
    public static partial void IndexOpened(this ILogger logger, string generation, string position);

    [LoggerMessage(3002, LogLevel.Warning, "Search index {Generation} cannot be used and will be rebuilt.")]
    public static partial void IndexUnusable(this ILogger logger, string generation, Exception error);

    [LoggerMessage(3003, LogLevel.Information, "Search index {Generation} rebuilt with {Documents} records in {Seconds:F1} s.")]
    public static partial void IndexRebuilt(this ILogger logger, string generation, int documents, double seconds);

    [LoggerMessage(3004, LogLevel.Error, "Refreshing the search index failed.")]
    public static partial void RefreshFailed(this ILogger logger, Exception error);

    [LoggerMessage(3005, LogLevel.Warning, "Search index {Generation} can be written again and goes on from {Position}.")]
    public static partial void IndexRestored(this ILogger logger, string generation, string position);

    [LoggerMessage(
        3007,
        LogLevel.Error,
        "Search index {Generation} could not be finished: its segments are not joined, or it has no new model of meanings."
    )]
    public static partial void FinishFailed(this ILogger logger, string generation, Exception error);

    [LoggerMessage(3008, LogLevel.Error, "Building the suggester failed; the one before it stays.")]
    public static partial void SuggesterFailed(this ILogger logger, Exception error);

    [LoggerMessage(3006, LogLevel.Warning, "The model of meanings of search index {Generation} is in use but could not be kept.")]
    public static partial void ModelNotKept(this ILogger logger, string generation, Exception error);
}
