using GraphQL;
using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

/// <summary>One comment by its key, and who reported it.</summary>
internal static class CommentNode
{
    /// <summary>Who made a report, for themselves, and for curators who see the comment and may know all names there.</summary>
    public static object? Reporter(IResolveFieldContext context, CommentReport report) =>
        report.ReporterId is not { } reporter ? null
        : reporter == context.Caller().UserId ? context.Loader<UserLoader>().LoadAsync(reporter)
        : !context.Caller().IsCurator ? null
        : new Derived<CommentRow>(
            context.Loader<CommentRowLoader>().LoadAsync(report.CommentId),
            row =>
                row is null
                    ? null
                    : new Derived<CommentStanding?>(
                        context.Loader<StandingLoader>().LoadAsync(context.Caller(), row.Subject),
                        standing => standing is { HidesNames: false } ? context.Loader<UserLoader>().LoadAsync(reporter) : null
                    )
        );

    /// <summary>The comment; null when there is none, or when what it is written on does not exist for the caller.</summary>
    public static IDataLoaderResult Load(IResolveFieldContext context, long key) =>
        new Derived<CommentRow>(
            context.Loader<CommentRowLoader>().LoadAsync(key),
            row =>
                row is null
                    ? null
                    : new Derived<CommentStanding?>(
                        context.Loader<StandingLoader>().LoadAsync(context.Caller(), row.Subject),
                        standing => standing is { } found ? new ShownComment(row, found, row.Subject, context.Caller().UserId) : null
                    )
        );
}
