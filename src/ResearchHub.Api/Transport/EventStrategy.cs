using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ResearchHub.Api.Transport;

/// <summary>Runs each event of a subscription in a scope of its own, so with fresh loaders and services, and with the rights of now.</summary>
internal sealed class EventStrategy(OperationStrategy strategy, IServiceScopeFactory scopes, IIdentity identity)
    : SubscriptionExecutionStrategy(strategy)
{
    protected override async ValueTask<ExecutionResult> ProcessDataAsync(ExecutionContext context, ExecutionNode node, object? value)
    {
        if (context.User is { } user)
        {
            if (await identity.RenewAsync(user, context.CancellationToken) is not { } renewed)
            {
                return new ExecutionResult(new AccessEndedError());
            }
            context.User = renewed;
        }
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.UserContext = new OperationContext(scope.ServiceProvider);
        return await base.ProcessDataAsync(context, node, value);
    }
}
