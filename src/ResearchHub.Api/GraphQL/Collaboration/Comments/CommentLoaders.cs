using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

/// <summary>Arguments of a list of threads below a record.</summary>
internal sealed record ThreadArguments(bool NewestFirst, PageRequest Page);

internal sealed class CommentRowLoader(CommentQueries queries) : OneLoader<long, CommentRow>(queries.ByIdAsync);

internal sealed class ThreadsLoader(CommentQueries queries)
    : ChildPageLoader<ThreadArguments, CommentRow>(
        (arguments, keys, cancellationToken) => queries.ThreadsAsync(keys, arguments.NewestFirst, arguments.Page, cancellationToken)
    );

internal sealed class ThreadCountLoader(CommentQueries queries) : OneLoader<long, int>(queries.CountThreadsAsync);

internal sealed class RepliesLoader(CommentQueries queries)
    : ChildPageLoader<PageRequest, CommentRow>((page, keys, cancellationToken) => queries.RepliesAsync(keys, page, cancellationToken));

internal sealed class ReplyCountLoader(CommentQueries queries) : OneLoader<long, int>(queries.CountRepliesAsync);

internal sealed class MentionsLoader(CommentQueries queries) : ManyLoader<long>(queries.MentionsAsync);

/// <summary>Which reports of comments on what a community has.</summary>
internal sealed record ReportArguments(bool IsOpen, Caller Caller);

internal sealed class CommunityReportsLoader(CommentReports reports)
    : ChildPageLoader<(ReportArguments Which, PageRequest Page), CommentReport>(
        (arguments, keys, cancellationToken) =>
            reports.OfCommunitiesAsync(keys, arguments.Which.IsOpen, arguments.Which.Caller, arguments.Page, cancellationToken)
    );

/// <summary>Reports that the caller made or, as a curator, decides on.</summary>
internal sealed class CommentReportLoader(CommentReports reports) : OneForLoader<Caller, CommentReport>(reports.VisibleAsync);

internal sealed class CommunityReportCountLoader(CommentReports reports)
    : ChildCountLoader<ReportArguments>(
        (which, keys, cancellationToken) => reports.CountOfCommunitiesAsync(keys, which.IsOpen, which.Caller, cancellationToken)
    );

/// <summary>How a caller stands to the comments on records; null where one does not exist for them.</summary>
internal sealed class StandingLoader(CommentGate gate) : ArgumentLoader<Caller, SubjectKey, CommentStanding?>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<SubjectKey, CommentStanding?>> FetchAsync(
        Caller arguments,
        IReadOnlyList<SubjectKey> keys,
        CancellationToken cancellationToken
    ) => (await gate.StandingAsync(keys, arguments, cancellationToken)).ToDictionary(one => one.Key, one => (CommentStanding?)one.Value);
}

/// <summary>Whether the caller, a curator, may know who reported comments.</summary>
internal sealed class ReportersKnownLoader(CommentReports reports) : ArgumentLoader<Caller, long, bool>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<long, bool>> FetchAsync(
        Caller arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => (await reports.ReportersKnownAsync(keys, arguments, cancellationToken)).ToDictionary(one => one, _ => true);
}

/// <summary>The texts of records that anchors are looked for in.</summary>
internal sealed class AnchorTextsLoader(AnchorTexts texts) : BatchLoader<AnchorSource, IReadOnlyList<AnchorText>>
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<AnchorSource, IReadOnlyList<AnchorText>>> FetchAsync(
        IReadOnlyList<AnchorSource> keys,
        CancellationToken cancellationToken
    ) => texts.OfAsync(keys, cancellationToken);

    /// <inheritdoc />
    protected override IReadOnlyList<AnchorText> Absent(AnchorSource key) => [];
}

/// <summary>A page of comments as far as their reader may see them; empty where the record does not exist for the reader.</summary>
internal sealed class ShownComments(
    IDataLoaderResult<Page<CommentRow>> rows,
    IDataLoaderResult<CommentStanding?> standing,
    SubjectKey within,
    long? reader
) : IDataLoaderResult<Page<ShownComment>>
{
    /// <inheritdoc />
    public async Task<Page<ShownComment>> GetResultAsync(CancellationToken cancellationToken = default)
    {
        // Both are asked for before either is awaited, so that each is fetched for the whole level at once.
        var (reading, asking) = (rows.GetResultAsync(cancellationToken), standing.GetResultAsync(cancellationToken));
        var page = await reading;
        return await asking is { } found ? page.Shown(found, within, reader) : Page<ShownComment>.Empty;
    }

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
}

/// <summary>How many comments there are, for those for whom they are.</summary>
internal sealed class ShownCount(IDataLoaderResult<int> count, IDataLoaderResult<CommentStanding?> standing) : IDataLoaderResult<int>
{
    /// <inheritdoc />
    public async Task<int> GetResultAsync(CancellationToken cancellationToken = default)
    {
        var (counting, asking) = (count.GetResultAsync(cancellationToken), standing.GetResultAsync(cancellationToken));
        var all = await counting;
        return await asking is null ? 0 : all;
    }

    async Task<object?> IDataLoaderResult.GetResultAsync(CancellationToken cancellationToken) => await GetResultAsync(cancellationToken);
}

internal static class CommentPages
{
    /// <summary>A page as one reader may see it.</summary>
    public static Page<ShownComment> Shown(this Page<CommentRow> page, CommentStanding standing, SubjectKey within, long? reader) =>
        page.Shown(_ => standing, within, reader);

    /// <summary>A page of comments on several records as one reader may see it.</summary>
    public static Page<ShownComment> Shown(
        this Page<CommentRow> page,
        Func<CommentRow, CommentStanding> standing,
        SubjectKey within,
        long? reader
    ) =>
        new(
            [
                .. page.Items.Select(item => new PageItem<ShownComment>(
                    new ShownComment(item.Value, standing(item.Value), within, reader),
                    item.Cursor
                )),
            ],
            page.HasNextPage,
            page.HasPreviousPage
        );
}
