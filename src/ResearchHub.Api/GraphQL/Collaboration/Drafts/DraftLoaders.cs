using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class CollaboratorsLoader(CollaboratorQueries queries) : ChildrenLoader<Collaborator>(queries.OfOutputs);

internal sealed class ShareLinksLoader(ShareLinkQueries queries) : ChildrenLoader<ShareLink>(queries.OfOutputs);
