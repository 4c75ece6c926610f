using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class CollaboratorsLoader(CollaboratorQueries queries) : ManyLoader<Collaborator>(queries.OfOutputsAsync);

internal sealed class ShareLinksLoader(ShareLinkQueries queries) : ManyLoader<ShareLink>(queries.OfOutputsAsync);
