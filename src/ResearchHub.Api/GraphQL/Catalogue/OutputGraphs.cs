using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.DataAccess;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Catalogue;

internal sealed class StudyGraph : OutputGraph
{
    public StudyGraph()
        : base("Study", "A publication that reports research.", RecordKind.Study)
    {
        this.Required<OutputRow, StudyTypeGraph>("type", "Kind of publication.", output => output.StudyType);
        this.Optional<OutputRow, StudyDesignGraph>("design", "How the evidence was produced.", output => output.StudyDesign);
        this.Computed<OutputRow, NonNullGraphType<DatasetConnectionGraph>>(
                "datasets",
                "Datasets that it relates to in any way, newest first.",
                context => RelatedField.Resolve(context, RecordKind.Dataset)
            )
            .NoneWhenBlind<OutputRow>()
            .PagesForward();
    }
}

internal sealed class DatasetGraph : OutputGraph
{
    public DatasetGraph()
        : base("Dataset", "Data that can be cited and, where its terms allow, downloaded.", RecordKind.Dataset)
    {
        this.Many<OutputRow, VariableGraph>(
            "variables",
            "Columns of all files, as described from the data.",
            context => context.Loader<VariablesLoader>().LoadAsync(context.Source.Id)
        );
        this.Optional<OutputRow, DateRangeGraph>(
            "temporalCoverage",
            "Time that the data speak of.",
            output =>
                output.CoverageFrom is null && output.CoverageTo is null ? null : new DateRange(output.CoverageFrom, output.CoverageTo)
        );
        DataAccessFields.AddTo(this);
        this.Required<OutputRow, DataAccessModeGraph>("accessMode", "How the data can be reached.", output => output.AccessMode);
        this.Computed<OutputRow, TablePreviewGraph>(
                "preview",
                "First rows of a file; null where none can be shown. Of a file that is not open it is written down who saw them (`downloads`).",
                PreviewField.Resolve
            )
            .Takes<OutputRow, IdGraphType>("file", "The file; the first one unless said.")
            .Argument<IntGraphType>(
                "first",
                argument =>
                {
                    argument.Description = "Number of rows, at most 100.";
                    argument.DefaultValue = 20;
                }
            );
        this.Computed<OutputRow, NonNullGraphType<StudyConnectionGraph>>(
                "studies",
                "Studies that it relates to in any way, newest first.",
                context => RelatedField.Resolve(context, RecordKind.Study)
            )
            .NoneWhenBlind<OutputRow>()
            .PagesForward();
    }
}

internal sealed class LearningResourceGraph : OutputGraph
{
    public LearningResourceGraph()
        : base("LearningResource", "Something to learn from: a course, a guide, a recorded webinar.", RecordKind.LearningResource)
    {
        this.Required<OutputRow, LearningFormatGraph>("format", "Form of the resource.", output => output.LearningFormat);
        this.Many<OutputRow, GovernmentLevelGraph>(
            "audience",
            "Levels of government it speaks to.",
            context => context.Source.Audience?.Select(ConstantCase.Parse<GovernmentLevel>) ?? []
        );
        this.Optional<OutputRow, IntGraphType>("durationMinutes", "Time it takes, in minutes.", output => output.DurationMinutes);
    }
}

internal sealed class StudyEdgeGraph() : EdgeGraph<OutputRow, StudyGraph>("Study", "study");

internal sealed class StudyConnectionGraph() : ConnectionGraph<OutputRow, StudyGraph, StudyEdgeGraph>("Study", "studies");

internal sealed class DatasetEdgeGraph() : EdgeGraph<OutputRow, DatasetGraph>("Dataset", "dataset");

internal sealed class DatasetConnectionGraph() : ConnectionGraph<OutputRow, DatasetGraph, DatasetEdgeGraph>("Dataset", "datasets");

internal sealed class LearningResourceEdgeGraph() : EdgeGraph<OutputRow, LearningResourceGraph>("LearningResource", "learning resource");

internal sealed class LearningResourceConnectionGraph()
    : ConnectionGraph<OutputRow, LearningResourceGraph, LearningResourceEdgeGraph>("LearningResource", "learning resources");

internal sealed class OutputEdgeGraph() : EdgeGraph<OutputRow, ResearchOutputInterface>("Output", "output");

internal sealed class OutputConnectionGraph() : ConnectionGraph<OutputRow, ResearchOutputInterface, OutputEdgeGraph>("Output", "outputs");

/// <summary>Outputs of another kind that an output relates to.</summary>
internal static class RelatedField
{
    public static object Resolve(IResolveFieldContext<OutputRow> context, RecordKind kind)
    {
        var arguments = new RelatedArguments(kind, context.Page());
        return new Connection<OutputRow>(
            context.Loader<RelatedLoader>().LoadAsync(arguments, context.Source.Id),
            context.Loader<RelatedCountLoader>().LoadAsync(arguments, context.Source.Id),
            context.CancellationToken
        );
    }
}
