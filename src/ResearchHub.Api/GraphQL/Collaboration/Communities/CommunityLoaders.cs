using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

internal sealed class CommunityLoader(CommunityQueries queries) : ArgumentLoader<Caller, long, CommunityRow>
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<long, CommunityRow>> FetchAsync(
        Caller arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) => queries.ByIdAsync([.. keys], arguments, cancellationToken);
}

internal sealed class CommunitiesOfOutputLoader(CommunityQueries queries) : ArgumentLoader<Caller, long, IReadOnlyList<CommunityRow>>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<long, IReadOnlyList<CommunityRow>>> FetchAsync(
        Caller arguments,
        IReadOnlyList<long> keys,
        CancellationToken cancellationToken
    ) =>
        (await queries.OfOutputsAsync([.. keys], arguments, cancellationToken)).ToDictionary(
            group => group.Key,
            group => (IReadOnlyList<CommunityRow>)[.. group]
        );

    /// <inheritdoc />
    protected override IReadOnlyList<CommunityRow> Absent(Caller arguments, long key) => [];
}

internal sealed class CommunityConceptsLoader(CommunityQueries queries) : ManyLoader<ConceptRow>(queries.ConceptsAsync);

internal sealed class CommunityMemberCountLoader(CommunityQueries queries) : OneLoader<long, int>(queries.CountMembersAsync);

internal sealed class CommunityOutputsLoader(CommunityQueries queries)
    : ChildPageLoader<PageRequest, OutputRow>((page, keys, cancellationToken) => queries.OutputsAsync(keys, page, cancellationToken));

internal sealed class CommunityOutputCountLoader(CommunityQueries queries)
    : ChildCountLoader<string>((_, keys, cancellationToken) => queries.CountOutputsAsync(keys, cancellationToken));
