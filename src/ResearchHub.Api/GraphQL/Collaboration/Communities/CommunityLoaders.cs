using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Collaboration.Communities;

internal sealed class CommunityLoader(CommunityQueries queries) : OneForLoader<Caller, CommunityRow>(queries.ByIdAsync);

internal sealed class CommunitiesOfOutputLoader(CommunityQueries queries) : ChildrenLoader<Caller, CommunityRow>(queries.OfOutputs);

/// <summary>Loads the paths of the caller's own feeds.</summary>
internal sealed class CommunityFeedLoader(CommunityQueries queries)
    : OneForLoader<Caller, string>(
        async (keys, caller, cancellationToken) =>
            (await queries.FeedSecretsAsync(keys, caller, cancellationToken)).ToDictionary(
                own => own.Key,
                own => $"/feeds/members/{own.Value}"
            )
    );

internal sealed class CommunityConceptsLoader(CommunityQueries queries) : ManyLoader<ConceptRow>(queries.ConceptsAsync);

internal sealed class CommunityMembersLoader(CommunityQueries queries)
    : ChildrenLoader<ListArguments, CommunityMemberRow>(arguments => queries.MembersOf(arguments.Where, arguments.Order));

internal sealed class CommunityMemberCountLoader(CommunityQueries queries) : OneLoader<long, int>(queries.CountMembersAsync);

internal sealed class CommunityInvitationsLoader(RequestQueries queries)
    : ChildrenLoader<(Caller Caller, ListArguments Arguments), RequestRow>(asked =>
        queries.About(CommunityRow.TypeName, RequestKind.CommunityInvitation, asked.Caller, asked.Arguments.Where, asked.Arguments.Order)
    );

internal sealed class CommunityOutputsLoader(CommunityQueries queries)
    : ChildPageLoader<OutputsArguments, OutputRow>(
        (arguments, keys, cancellationToken) => queries.OutputsAsync(keys, arguments.Where, arguments.Page, cancellationToken)
    );

internal sealed class CommunityOutputCountLoader(CommunityQueries queries)
    : ChildCountLoader<OutputsArguments>(
        (arguments, keys, cancellationToken) => queries.CountOutputsAsync(keys, arguments.Where, cancellationToken)
    );
