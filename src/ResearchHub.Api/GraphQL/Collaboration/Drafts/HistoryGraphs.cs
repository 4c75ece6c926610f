using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

internal sealed class RevisionsLoader(RevisionQueries queries)
    : ChildPageLoader<PageRequest, Revision>((page, keys, cancellationToken) => queries.OfOutputsAsync(keys, page, cancellationToken));

internal sealed class RevisionCountLoader(RevisionQueries queries)
    : ChildCountLoader<string>((_, keys, cancellationToken) => queries.CountOfOutputsAsync(keys, cancellationToken));

internal sealed class ComparisonLoader(RevisionQueries queries) : ManyForLoader<(int From, int To), FieldChange>(queries.CompareAsync);

internal sealed class FieldChangesLoader(RevisionQueries queries) : ManyLoader<FieldChange>(queries.ChangesAsync);

internal sealed class RevisionKindGraph()
    : EnumGraph<RevisionKind>(
        "RevisionKind",
        "What was done to an output in one revision.",
        kind =>
            kind switch
            {
                RevisionKind.Created => "It was made.",
                RevisionKind.Revised => "Fields were changed.",
                RevisionKind.FileAdded => "A file was added.",
                RevisionKind.FileRemoved => "A file was taken away.",
                RevisionKind.Restored => "An earlier revision was taken up again.",
                RevisionKind.StateChanged => "It went on in its life cycle.",
                _ => null,
            }
    );

internal sealed class FieldChangeGraph : ObjectGraphType<FieldChange>
{
    public FieldChangeGraph()
    {
        Name = "FieldChange";
        Description = "What a field of an output said before and after.";
        this.Required<FieldChange, StringGraphType>(
            "field",
            "Name of the field, as in inputs; `files`, `variables` and `state` besides.",
            change => change.Field
        );
        this.Many<FieldChange, StringGraphType>(
            "before",
            "What it said, a line for each entry; texts begin with their language. Empty for nothing.",
            context => FieldChange.Lines(context.Source.Before)
        );
        this.Many<FieldChange, StringGraphType>(
            "after",
            "What it says since, likewise.",
            context => FieldChange.Lines(context.Source.After)
        );
    }
}

internal sealed class RevisionGraph : ObjectGraphType<Revision>
{
    public RevisionGraph()
    {
        Name = "Revision";
        Description = "A revision of an output: who changed what when.";
        this.Required<Revision, IntGraphType>("revision", "The output's `revision` afterwards.", revision => revision.Number);
        this.Required<Revision, RevisionKindGraph>("kind", "What was done.", revision => revision.Kind);
        this.Required<Revision, DateTimeScalar>("occurredAt", "When.", revision => revision.OccurredAt);
        this.Computed<Revision, UserGraph>(
            "actor",
            "Who did it; null when that account is gone, and for the server itself.",
            context => context.Source.ActorId is { } actor ? context.Loader<UserLoader>().LoadAsync(actor) : null
        );
        this.Many<Revision, FieldChangeGraph>(
            "changes",
            "What changed, by field.",
            context => context.Loader<FieldChangesLoader>().LoadAsync(context.Source.Id)
        );
    }
}

internal sealed class RevisionEdgeGraph() : EdgeGraph<Revision, RevisionGraph>("Revision", "revision");

internal sealed class RevisionConnectionGraph() : ConnectionGraph<Revision, RevisionGraph, RevisionEdgeGraph>("Revision", "revisions");

internal sealed class RestoreRevisionInput : InputGraph
{
    public RestoreRevisionInput()
        : base("RestoreRevisionInput", "Which revision a draft shall say again.")
    {
        Needs<IdGraphType>("id", "The output.");
        Needs<IntGraphType>("revision", "The revision to take up again.");
        Needs<IntGraphType>("expectedRevision", "The revision that you have seen last.");
    }
}

internal sealed class RestoreRevisionPayload : PayloadGraph<ResearchOutputInterface>
{
    public RestoreRevisionPayload()
        : base("RestoreRevisionPayload", "output") =>
        this.Many<PublishingResult, StringGraphType>(
            "leftOut",
            "Relations of that revision to drafts that were deleted meanwhile: a text for each, with its type and no title. All else was restored.",
            context => context.Source.LeftOut
        );
}
