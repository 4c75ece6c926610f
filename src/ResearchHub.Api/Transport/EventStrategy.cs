using System.Security.Claims;
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
    UnfinishedWork unfinished,
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
        var (flow, ending) = (FlowOf(context), context.CancellationToken);
        using var handed = flow.Take();
        using var work = unfinished.Begin();
        var key = value is null ? null : options.Value.EventKeyOf(value);
        try
        {
            var result = await AnswerAsync(context, node, value, key, flow.Since);
            return result is EventResult { IsEmpty: true, Fault: { } fault }
                ? new ExecutionResult(new EventFailedError(fault, handed?.Cursor, $"{key}"))
                : result;
        }
        catch (Exception problem) when (key is not null && !ending.IsCancellationRequested)
        {
            var fault = await HandleExceptionAsync(context, node, problem, "The event could not be loaded.");
            return new ExecutionResult(new EventFailedError(fault, handed?.Cursor, $"{key}"));
        }
    }

    private async Task<ExecutionResult> AnswerAsync(ExecutionContext context, ExecutionNode node, object? value, object? key, long since)
    {
        if (context.User is { } user)
        {
            if (await RenewAsync(user, context.CancellationToken) is not { } renewed)
            {
                return new ExecutionResult(new AccessEndedError());
            }
            context.User = renewed;
        }
        if (key is null)
        {
            return await ExecuteAsync(context, node, value);
        }
        if (
            identity.RightsOf(context.User) is not { } rights
            || SharedEventKey.VariablesOf(context, options.Value.ResumeArgument) is not { } variables
        )
        {
            return await InsistAsync(context, node, value, key, context.CancellationToken);
        }
        return await _shared.GetAsync(
            new SharedEventKey(context.Operation, variables, rights, key),
            since,
            () => InsistAsync(context, node, value, key, CancellationToken.None)
        );
    }

    /// <summary>The caller with the rights of now, null when there are none; asked for again as events are executed again.</summary>
    private async ValueTask<ClaimsPrincipal?> RenewAsync(ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        for (var failed = 0; ; failed++)
        {
            try
            {
                return await identity.RenewAsync(user, cancellationToken);
            }
            catch (Exception) when (failed < options.Value.EventRetries && !cancellationToken.IsCancellationRequested)
            {
                await PauseAsync(failed, cancellationToken);
            }
        }
    }

    /// <summary>Executes an event, again after a pause when a fault has spoilt it: a database that is away for a moment costs nobody an event.</summary>
    private async Task<EventResult> InsistAsync(
        ExecutionContext context,
        ExecutionNode node,
        object? value,
        object key,
        CancellationToken cancellationToken
    )
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(options.Value.Limits.ExecutionTimeout);
        context.CancellationToken = patience.Token;
        for (var failed = 0; ; failed++)
        {
            context.Errors = [];
            var result = EventResult.Of(await ExecuteAsync(context, node, value), key, patience.IsCancellationRequested);
            if (result.Fault is null || failed == options.Value.EventRetries || patience.IsCancellationRequested)
            {
                return result;
            }
            await PauseAsync(failed, patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Waits before the next attempt, four times as long after each that failed.</summary>
    private Task PauseAsync(int failed, CancellationToken cancellationToken) =>
        Task.Delay(options.Value.EventRetryPause * Math.Pow(4, failed), time, cancellationToken);

    private static EventFlow FlowOf(ExecutionContext context) => ((OperationContext)context.UserContext).Flow;

    private async Task<ExecutionResult> ExecuteAsync(ExecutionContext context, ExecutionNode node, object? value)
    {
        await using var scope = scopes.CreateAsyncScope();
        context.RequestServices = scope.ServiceProvider;
        context.UserContext = new OperationContext(scope.ServiceProvider);
        return await base.ProcessDataAsync(context, node, value);
    }
}
