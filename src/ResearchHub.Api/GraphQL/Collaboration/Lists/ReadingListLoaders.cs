using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Lists;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Collaboration.Lists;

/// <summary>Lists as far as they exist for a caller.</summary>
internal sealed class ReadingListLoader(ReadingListQueries queries) : ArgumentLoader<Caller, long, ListAccess?>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<long, ListAccess?>> FetchAsync(
        Caller arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => (await queries.ByIdAsync([.. keys], arguments, cancellationToken)).ToDictionary(one => one.Key, one => (ListAccess?)one.Value);
}

internal sealed class ReadingListItemsLoader(ReadingListQueries queries)
    : ChildPageLoader<PageRequest, ReadingListItem>((page, keys, cancellationToken) => queries.ItemsAsync(keys, page, cancellationToken));

internal sealed class ReadingListItemCountLoader(ReadingListQueries queries) : OneLoader<long, int>(queries.CountItemsAsync);

internal sealed class ReadingListMembersLoader(ReadingListQueries queries) : ChildrenLoader<ReadingListMember>(queries.Members);

/// <summary>Lists as files, in one format.</summary>
internal sealed class ReadingListExportLoader(ReadingListExport export) : ArgumentLoader<CitationStyle, long, string>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<long, string>> FetchAsync(
        CitationStyle arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) =>
        await export.TextsAsync(keys, arguments, cancellationToken)
        ?? throw new LimitError(
            ErrorCodes.SizeLimit,
            $"Lists with at most {ReadingListExport.MaximumItems} items together are exported at once: ask for fewer, or download them.",
            ReadingListExport.MaximumItems
        );
}
