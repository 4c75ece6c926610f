using GraphQLParser.AST;

namespace ResearchHub.Api.Transport;

/// <summary>What inspection learned about one operation.</summary>
/// <param name="Syntax">The operation.</param>
/// <param name="IsIntrospection">Whether it only asks for the schema.</param>
internal sealed record OperationFacts(GraphQLOperationDefinition Syntax, bool IsIntrospection)
{
    /// <summary>Name of its trace span: <c>GraphQL query Studies</c>.</summary>
    public string SpanName { get; } = $"GraphQL {Syntax.Operation.ToString().ToLowerInvariant()} {Syntax.Name?.StringValue}".TrimEnd();

    /// <summary>The cost, once known to be the same for all variables.</summary>
    public long? FixedCost { get; set; }
}
