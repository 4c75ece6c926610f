using GraphQL;
using GraphQL.Execution;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using ResearchHub.Api.GraphQL.Shared;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Runs each event of a subscription in a scope of its own, so with fresh loaders and services, and with the rights of now; and once for
/// all subscribers with the same document, variables and rights.
/// </summary>
internal sealed class EventStrategy(
    OperationStrategy strategy,
    IServiceScopeFactory scopes,
    IIdentity identity,
    IOptions<GraphQLTransportOptions> options,
    TimeProvider time
) : SubscriptionExecutionStrategy(strategy)
{
    private readonly SharedResults _shared = new(time);

    protected override Task<IObservable<ExecutionResult>?> ResolveResponseStreamAsync(ExecutionContext context, ExecutionNode node)
    {
        FlowOf(context).Since = _shared.Now();
        return base.ResolveResponseStreamAsync(context, node);
    }

    protected override async ValueTask<ExecutionResult> ProcessDataAsync(ExecutionContext context, ExecutionNode node, object? value)
    {
        var flow = FlowOf(context);
        using var handed = flow.Take();
        if (context.User is { } user)
        {
            if (await identity.RenewAsync(user, context.CancellationToken) is not { } renewed)
            {
                return new ExecutionResult(new AccessEndedError());
            }
            context.User = renewed;
        }
        if (value is null || options.Value.EventKeyOf(value) is not { } key)
        {
            return await ExecuteAsync(context, node, value);
        }
        if (
            identity.RightsOf(context.User) is not { } rights
            || SharedEventKey.VariablesOf(context, options.Value.ResumeArgument) is not { } variables
        )
        {
            return EventResult.Of(await ExecuteAsync(context, node, value), key);
        }
        return await _shared.GetAsync(
            new SharedEventKey(context.Operation, variables, rights, key),
            flow.Since,
            async () =>
            {
                using var patience = new CancellationTokenSource(options.Value.Limits.ExecutionTimeout);
                context.CancellationToken = patience.Token;
                return EventResult.Of(await ExecuteAsync(context, node, value), key);
            }
        );
    }

    private static EventFlow FlowOf(ExecutionContext context) => ((OperationContext)context.UserContext).Flow;

    private async Task<ExecutionResult> ExecuteAsync(ExecutionContext context, ExecutionNode node, object? value)
    {
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.UserContext = new OperationContext(scope.ServiceProvider);
        return await base.ProcessDataAsync(context, node, value);
    }
}
