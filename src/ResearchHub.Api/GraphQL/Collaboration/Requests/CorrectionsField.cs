using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Collaboration.Requests;

internal sealed class CorrectionGraph : ObjectGraphType<CorrectionRow>
{
    public CorrectionGraph()
    {
        Name = CorrectionRow.TypeName;
        Description = "A correction that was asked for, and its answer. Who asked, and in which words, is for the request's parties.";
        this.Required<CorrectionRow, IdGraphType>("id", "Global id; opaque, stable.", row => NodeId.Encode(CorrectionRow.TypeName, row.Id));
        this.Required<CorrectionRow, RecordFieldGraph>("field", "Part of the record.", row => row.Details.Field);
        this.Required<CorrectionRow, RequestStatusGraph>("status", "Whether it was answered.", row => row.Status);
        this.Optional<CorrectionRow, StringGraphType>(
            "proposed",
            "How it should read; shown once it was accepted.",
            row => row.Status == RequestStatus.Accepted ? row.Details.Proposed : null
        );
        this.Required<CorrectionRow, DateScalar>("dueOn", "Day by which an answer is hoped for.", row => row.DueOn);
        this.IsOverdue(row => row.Status, row => row.DueOn);
        this.Required<CorrectionRow, DateTimeScalar>("submittedAt", "When it was asked for.", row => row.SubmittedAt);
        this.Optional<CorrectionRow, DateTimeScalar>("decidedAt", "When it was answered.", row => row.DecidedAt);
        this.Optional<CorrectionRow, StringGraphType>("outcome", "The answer; plain text.", row => row.Outcome);
    }
}

internal sealed class CorrectionEdgeGraph() : EdgeGraph<CorrectionRow, CorrectionGraph>("Correction", "correction");

internal sealed class CorrectionConnectionGraph()
    : ConnectionGraph<CorrectionRow, CorrectionGraph, CorrectionEdgeGraph>("Correction", "corrections");

internal sealed class CorrectionsLoader(CorrectionQueries queries)
    : ChildPageLoader<PageRequest, CorrectionRow>((page, keys, cancellationToken) => queries.OfOutputsAsync(keys, page, cancellationToken));

internal sealed class CorrectionCountLoader(CorrectionQueries queries)
    : ChildCountLoader<string>((_, keys, cancellationToken) => queries.CountOfOutputsAsync(keys, cancellationToken));

/// <summary>The corrections of one output.</summary>
internal static class CorrectionsField
{
    public static void AddTo(ObjectGraphType<OutputRow> output) =>
        output
            .Computed<OutputRow, NonNullGraphType<CorrectionConnectionGraph>>(
                "corrections",
                "Corrections that were asked for, latest first, with their answers.",
                context => new Connection<CorrectionRow>(
                    context.Loader<CorrectionsLoader>().LoadAsync(context.Page(), context.Source.Id),
                    context.Loader<CorrectionCountLoader>().LoadAsync("", context.Source.Id),
                    context.CancellationToken
                )
            )
            .Pages();
}
