using GraphQL;
using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

/// <summary>One comment by its key, and what its reports say.</summary>
internal static class CommentNode
{
    /// <summary>Who made a report, for themselves, and for curators who see the comment and did not write it, may know all names there and have no part in what it is about.</summary>
    public static object? Reporter(IResolveFieldContext context, CommentReport report) =>
        report.ReporterId is not { } reporter ? null
        : reporter == context.Caller().UserId ? context.Loader<UserLoader>().LoadAsync(reporter)
        : !context.Caller().IsCurator ? null
        : Of(
            context,
            report.CommentId,
            (row, standing) =>
                standing.HidesNames
                    ? null
                    : new Derived<bool>(
                        context.Loader<ReportersKnownLoader>().LoadAsync(context.Caller(), row.Id),
                        known => known ? context.Loader<UserLoader>().LoadAsync(reporter) : null
                    )
        );

    /// <summary>What a comment said when it was reported, for those who decide on the report.</summary>
    public static object? ReportedBody(IResolveFieldContext context, CommentReport report) =>
        report.Body is not { } body
            ? null
            : Of(
                context,
                report.CommentId,
                (_, standing) =>
                    !standing.MayHide ? null
                    : standing.HidesNames ? CommentMarkdown.WithoutMentions(body)
                    : body
            );

    /// <summary>The comment; null when there is none, or when what it is written on does not exist for the caller.</summary>
    public static IDataLoaderResult Load(IResolveFieldContext context, long key) =>
        Of(context, key, (row, standing) => new ShownComment(row, standing, row.Subject, context.Caller().UserId));

    /// <summary>Something of a comment, by how the caller stands to it; null when it does not exist for them.</summary>
    private static Derived<CommentRow> Of(IResolveFieldContext context, long key, Func<CommentRow, CommentStanding, object?> what) =>
        new(
            context.Loader<CommentRowLoader>().LoadAsync(key),
            row =>
                row is null
                    ? null
                    : new Derived<CommentStanding?>(
                        context.Loader<StandingLoader>().LoadAsync(context.Caller(), row.Subject),
                        standing => standing is { } found ? what(row, found) : null
                    )
        );
}
