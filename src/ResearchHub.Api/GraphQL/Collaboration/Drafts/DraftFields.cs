using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>Fields of outputs and of the viewer that are about working together on drafts.</summary>
internal static class DraftFields
{
    public static void AddTo(ObjectGraphType<OutputRow> output)
    {
        output.Computed<OutputRow, NonNullGraphType<OutputLevelGraph>>(
            "viewerLevel",
            "How far the caller's rights on it go.",
            context => new Derived<OutputAccess>(context.AccessTo(context.Source.Id), access => access.Level)
        );
        output
            .Computed<OutputRow, CollaboratorConnectionGraph>(
                "collaborators",
                $"Who works on the work with its owner, on all versions, open invitations included; at most {CollaboratorService.Maximum}. Null for all but those who do, and curators.",
                context => context.Loader<CollaboratorsLoader>().Of(context, context.Source.Id)
            )
            .VisibleTo(Audience.Team)
            .Pages();
        output
            .Computed<OutputRow, ShareLinkConnectionGraph>(
                "shareLinks",
                $"Secret links that open it now, newest first; at most {ShareLinkService.Maximum}. Null for all but those who may give them out.",
                context => context.Loader<ShareLinksLoader>().Of(context, context.Source.Id)
            )
            .VisibleTo(Audience.OutputAdmins)
            .Pages();
        History(output);
    }

    private static void History(ObjectGraphType<OutputRow> output)
    {
        output
            .Computed<OutputRow, RevisionConnectionGraph>(
                "revisions",
                "Who changed what when, latest first; null for all but those who may edit it.",
                context => new Connection<Revision>(
                    context.Loader<RevisionsLoader>().LoadAsync(context.Page(), context.Source.Id),
                    context.Loader<RevisionCountLoader>().LoadAsync("", context.Source.Id),
                    context.CancellationToken
                )
            )
            .VisibleTo(Audience.Authors)
            .Pages();
        output
            .Computed<OutputRow, ListGraphType<NonNullGraphType<FieldChangeGraph>>>(
                "compare",
                "What differs between two revisions, by field; null for all but those who may edit it.",
                context =>
                    context
                        .Loader<ComparisonLoader>()
                        .LoadAsync((context.GetArgument<int>("from"), context.GetArgument<int>("to")), context.Source.Id)
            )
            .VisibleTo(Audience.Authors)
            .Takes<OutputRow, NonNullGraphType<IntGraphType>>("from", "The revision that `before` speaks of.")
            .Takes<OutputRow, NonNullGraphType<IntGraphType>>(
                "to",
                "The revision that `after` speaks of; the latest where there is none so late."
            );
    }

    public static void AddTo(ObjectGraphType<Caller> viewer)
    {
        viewer
            .Computed<Caller, NonNullGraphType<OutputConnectionGraph>>(
                "sharedOutputs",
                "Outputs of others that the caller works on, in every state, those last changed first.",
                context => new Connection<OutputRow>(context.Service<OutputQueries>().SharedWith(context.Source.UserId!.Value), context)
            )
            .Pages();
        viewer
            .Computed<Caller, NonNullGraphType<CollaboratorConnectionGraph>>(
                "collaborationInvitations",
                "Invitations to work on outputs that wait for the caller, oldest first.",
                context => new Connection<Collaborator>(context.Service<CollaboratorQueries>().WaitingFor(context.Source), context)
            )
            .Pages();
    }
}
