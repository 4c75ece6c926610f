using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>A server that lets a test ask for all there is at once.</summary>
public sealed class ReviewHubFixture(PostgresFixture postgres) : HubServerFixture(postgres)
{
    /// <inheritdoc />
    protected override IEnumerable<KeyValuePair<string, string?>> Settings =>
        [
            new("GraphQL:Limits:MaxFields", "1000000"),
            new("GraphQL:Limits:MaxAliases", "1000000"),
            new("GraphQL:Limits:MaxOperationsPerSocket", "1000"),
            new("GraphQL:Limits:MaxTokens", "1000000"),
            new("GraphQL:Limits:MaxDocumentLength", "10000000"),
            new("GraphQL:Limits:MaxBodyBytes", "20000000"),
            new("GraphQL:Limits:MaxDepth", "60"),
            new("GraphQL:Limits:MaxNesting", "200"),
            new("GraphQL:Limits:MaxCost", "2000000000"),
        ];
}
