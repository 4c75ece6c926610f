using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>Root fields of the catalogue.</summary>
internal static class CatalogueRoot
{
    public const string StudyOrder = "StudyOrder";
    public const string DatasetOrder = "DatasetOrder";
    public const string LearningResourceOrder = "LearningResourceOrder";

    public static void AddTo(HubQuery query)
    {
        One<StudyGraph>(query, "study", "A study.", RecordKind.Study);
        One<DatasetGraph>(query, "dataset", "A dataset.", RecordKind.Dataset);
        One<LearningResourceGraph>(query, "learningResource", "A learning resource.", RecordKind.LearningResource);
        List<StudyConnectionGraph>(query, "studies", "Studies.", RecordKind.Study, OutputFilters.Study, StudyOrder);
        List<DatasetConnectionGraph>(query, "datasets", "Datasets.", RecordKind.Dataset, OutputFilters.Dataset, DatasetOrder);
        List<LearningResourceConnectionGraph>(
            query,
            "learningResources",
            "Learning resources.",
            RecordKind.LearningResource,
            OutputFilters.LearningResource,
            LearningResourceOrder
        );
    }

    private static void One<TGraph>(HubQuery query, string name, string description, RecordKind kind)
        where TGraph : IGraphType =>
        query
            .Awaited<object, TGraph>(
                name,
                $"{description} Null when there is none that the caller may see. Withdrawn ones are found, as tombstones; drafts by those who work on them.",
                context => FindAsync(context, kind)
            )
            .Takes<object, NonNullGraphType<RecordByInput>>("by", "Exactly one way to name it.");

    private static void List<TGraph>(HubQuery query, string name, string description, RecordKind kind, FilterSchema filter, string order)
        where TGraph : IGraphType =>
        query
            .Computed<object, NonNullGraphType<TGraph>>(
                name,
                $"{description} Newest first unless an order is given.",
                context => new Connection<OutputRow>(
                    context
                        .Service<OutputQueries>()
                        .List(kind, context.Where(filter), context.Order(OutputOrders.All, OutputOrders.Default)),
                    context
                )
            )
            .TakesFilter(filter)
            .TakesOrder(order, "newest first")
            .Pages();

    private static async Task<object?> FindAsync(IResolveFieldContext<object> context, RecordKind kind)
    {
        var by = context.GetArgument<RecordBy>("by");
        var (outputs, caller) = (context.Service<VisibleOutputs>(), context.Caller());
        if (by.Id is { } id)
        {
            return NodeId.KeyOf(id, OutputGraph.TypeName(kind)) is { } key
                ? new Derived<OutputRow>(context.Output(key), row => row?.Kind == kind ? row : null)
                : null;
        }
        return by.Doi is { } doi
            ? await outputs.ByDoiAsync(kind, doi, caller, context.CancellationToken)
            : await outputs.BySlugAsync(kind, by.Slug!.Replace("\0", "", StringComparison.Ordinal), caller, context.CancellationToken);
    }
}

/// <summary>Ways to name a record; exactly one is set.</summary>
public sealed record RecordBy(string? Id, string? Doi, string? Slug);

internal sealed class RecordByInput : InputObjectGraphType<RecordBy>
{
    public RecordByInput()
    {
        Name = "RecordBy";
        Description = "Exactly one way to name a record.";
        IsOneOf = true;
        Field<IdGraphType>("id").Description("Global id.");
        Field<DoiScalar>("doi").Description("DOI in any spelling.");
        Field<StringGraphType>("slug").Description("Readable part of the address.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new RecordBy(value.Get<object>("id")?.ToString(), value.Get<string>("doi"), value.Get<string>("slug"));
}
