using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
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

internal sealed class ReadingListMembersLoader(ReadingListQueries queries) : ManyLoader<ReadingListMember>(queries.MembersAsync);
