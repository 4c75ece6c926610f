using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ResearchHub.Api.Transport;

/// <summary>The engine's executer with our execution strategies.</summary>
internal sealed class OperationExecuter(OperationStrategy strategy, EventStrategy events)
    : DocumentExecuter(new GraphQLDocumentBuilder(), new DocumentValidator())
{
    protected override IExecutionStrategy SelectExecutionStrategy(ExecutionContext context) =>
        context.Operation.Operation == OperationType.Subscription ? events : strategy;
}
