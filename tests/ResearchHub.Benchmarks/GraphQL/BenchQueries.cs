namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>A question put to both servers, in the words of each.</summary>
/// <param name="Name">Its name in the table.</param>
/// <param name="Ours">The document for this server.</param>
/// <param name="Theirs">The document for PostGraphile that asks for the same rows and fields.</param>
/// <param name="BySlug">Whether it takes the slug of a study as the variable <c>slug</c>; each request then names another.</param>
/// <param name="CompareData">Whether both must answer with the same texts.</param>
internal sealed record BenchQuery(string Name, string Ours, string Theirs, bool BySlug = false, bool CompareData = true);

/// <summary>What is measured.</summary>
internal static class BenchQueries
{
    public const string NestedList = "20 studies with authors";

    public static IReadOnlyList<BenchQuery> All { get; } =
    [
        new("{ __typename }", "{ __typename }", "{ __typename }"),
        new(
            NestedList,
            "{ studies(first: 20) { nodes { title contributors { nameAsPrinted researcher { name } } } } }",
            """
            { allResearchOutputs(first: 20, condition: { kind: "STUDY" }, orderBy: [PUBLISHED_SORT_DESC, PRIMARY_KEY_DESC]) {
              nodes { title contributionsByOutputId(orderBy: POSITION_ASC) { nodes { nameAsPrinted researcherByResearcherId { name } } } } } }
            """
        ),
        new(
            "study, authors, their latest 5",
            """
            query ($slug: String!) { study(by: { slug: $slug }) { title contributors { nameAsPrinted
              researcher { name outputs(first: 5) { nodes { title } } } } } }
            """,
            """
            query ($slug: String!) { researchOutputBySlug(slug: $slug) { title contributionsByOutputId(orderBy: POSITION_ASC) { nodes {
              nameAsPrinted researcherByResearcherId { name latest(first: 5) { nodes { title } } } } } } }
            """,
            BySlug: true
        ),
        new("introspection", Introspection, Introspection, CompareData: false),
    ];

    private const string Introspection = """
        { __schema { queryType { name } mutationType { name } subscriptionType { name }
          types { kind name description fields(includeDeprecated: true) { name description
              args { name description type { ...Type } defaultValue } type { ...Type } isDeprecated deprecationReason }
            inputFields { name description type { ...Type } defaultValue } interfaces { ...Type }
            enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason } possibleTypes { ...Type } }
          directives { name description locations args { name description type { ...Type } defaultValue } } } }
        fragment Type on __Type { kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } } }
        """;
}
