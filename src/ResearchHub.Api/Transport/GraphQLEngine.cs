using System.Diagnostics;
using System.Security.Claims;
using GraphQL;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;
using Microsoft.Extensions.Options;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Executes requests: finds or makes the valid document, holds the limits, masks faults.</summary>
internal sealed class GraphQLEngine
{
    private const int BytesPerCharacter = 24;
    private const int BytesPerDocument = 2048;

    private readonly ISchema _schema;
    private readonly OperationExecuter _executer;
    private readonly DocumentCache _documents;
    private readonly PersistedDocuments _persisted;
    private readonly GraphQLLimits _limits;
    private readonly DocumentInspector _inspector;
    private readonly CostEstimator _costs;
    private readonly GraphQLDocumentBuilder _parser;
    private readonly IValidationRule[] _rulesOnce;
    private readonly IValidationRule[] _rulesAlways;
    private readonly Func<UnhandledExceptionContext, Task> _mask;
    private readonly Func<Exception, ExecutionError?> _errorOf;
    private readonly ILogger _logger;

    public GraphQLEngine(
        ISchema schema,
        OperationExecuter executer,
        DocumentCache documents,
        PersistedDocuments persisted,
        IOptions<GraphQLTransportOptions> options,
        IEnumerable<IRequestRule> requestRules,
        ILogger<GraphQLEngine> logger
    )
    {
        _schema = schema;
        _schema.Initialize();
        _executer = executer;
        _documents = documents;
        _persisted = persisted;
        _limits = options.Value.Limits;
        _inspector = new DocumentInspector(schema, _limits);
        _costs = new CostEstimator(schema, _limits);
        _parser = new GraphQLDocumentBuilder { MaxDepth = _limits.MaxNesting * 8 };
        IValidationRule[] ours = [.. requestRules.Select(rule => rule.Rule)];
        _rulesOnce = [.. InputLiterals.CoreRules, .. ours];
        _rulesAlways = ValidatesArguments(schema) ? [FieldArgumentsAreValidRule.Instance, .. ours] : ours;
        _mask = MaskAsync;
        _errorOf = options.Value.ErrorOf;
        _logger = logger;
    }

    /// <summary>Runs one operation. Refusals and faults are errors of the result; <c>Executed</c> says whether it ran at all.</summary>
    /// <exception cref="RequestRefusal">The request names no document, or asks for what its method may not do.</exception>
    /// <exception cref="OperationCanceledException">The caller is gone.</exception>
    public async ValueTask<EngineResult> ExecuteAsync(
        OperationRequest request,
        IServiceProvider services,
        ClaimsPrincipal? user,
        CancellationToken cancellationToken
    )
    {
        var started = Stopwatch.GetTimestamp();
        var document = request.Document;
        if (document is null || request.Extensions is not null || request.DocumentId is not null)
        {
            request.Query ??= document?.Text;
            var text = _persisted.Resolve(request);
            document = _documents.Find(text);
            if (document is null)
            {
                return await ExecuteNewAsync(request, text, services, user, started, cancellationToken);
            }
        }
        TransportTelemetry.DocumentCacheHits.Add(1);
        var operation = document.Find(request.OperationName);
        return await RunAsync(request, document, operation, _rulesAlways, services, user, started, cancellationToken);
    }

    /// <summary>Whether a request only asks for the schema; false for what cannot be read.</summary>
    public bool IsIntrospection(OperationRequest request)
    {
        try
        {
            var text = request.Document?.Text ?? _persisted.Resolve(request);
            var document = request.Document ?? _documents.Find(text) ?? Parse(text);
            return document.Find(request.OperationName) is { IsIntrospection: true };
        }
        catch (Exception problem) when (problem is ExecutionError or RequestRefusal)
        {
            return false;
        }
    }

    private async ValueTask<EngineResult> ExecuteNewAsync(
        OperationRequest request,
        string text,
        IServiceProvider services,
        ClaimsPrincipal? user,
        long started,
        CancellationToken cancellationToken
    )
    {
        TransportTelemetry.DocumentCacheMisses.Add(1);
        CachedDocument document;
        try
        {
            document = _documents.Arriving(text, Parse);
        }
        catch (ExecutionError error)
        {
            return new EngineResult(new ExecutionResult(error), Document: null);
        }
        try
        {
            var operation = document.Find(request.OperationName);
            var result = await RunAsync(request, document, operation, _rulesOnce, services, user, started, cancellationToken);
            if (result.Result.Executed)
            {
                _documents.Add(document);
            }
            return result;
        }
        finally
        {
            _documents.Arrived(document);
        }
    }

    private CachedDocument Parse(string text)
    {
        if (DocumentScanner.Check(text, _limits) is { } tooMuch)
        {
            throw tooMuch;
        }
        var syntax = _parser.Build(text);
        var bytes = BytesPerDocument + ((long)text.Length * BytesPerCharacter);
        return new CachedDocument(text, syntax, bytes) { Operations = _inspector.Inspect(syntax) };
    }

    private async ValueTask<EngineResult> RunAsync(
        OperationRequest request,
        CachedDocument document,
        OperationFacts? operation,
        IValidationRule[] rules,
        IServiceProvider services,
        ClaimsPrincipal? user,
        long started,
        CancellationToken cancellationToken
    )
    {
        if (request.IsReadOnly && operation?.Syntax.Operation == OperationType.Mutation)
        {
            throw RequestRefusal.Of(StatusCodes.Status405MethodNotAllowed, "Mutations need POST.");
        }
        if (request.Variables?.Count > _limits.MaxVariables)
        {
            return new EngineResult(TooManyVariables(request.Variables.Count), document);
        }
        if (
            request.HoldsNoText
            && operation is not null
            && InputVariables.ProblemsOf(_schema, document.Syntax, operation.Syntax, request.Variables) is [_, ..] problems
        )
        {
            return new EngineResult(new ExecutionResult { Errors = [.. problems] }, document);
        }
        if (operation is not null && CheckCost(document, operation, request.Variables) is { } tooMuch)
        {
            return new EngineResult(new ExecutionResult(tooMuch), document);
        }
        using var activity = TransportTelemetry.Start(operation, request.OperationName);
        var result = await _executer.ExecuteAsync(
            new ExecutionOptions
            {
                Schema = _schema,
                Document = document.Syntax,
                OperationName = request.OperationName,
                Variables = request.Variables,
                Extensions = request.Extensions,
                RequestServices = services,
                User = user,
                UserContext = new OperationContext(services) { ResumeFrom = request.ResumeFrom },
                CancellationToken = cancellationToken,
                Timeout = operation?.Syntax.Operation == OperationType.Subscription ? Timeout.InfiniteTimeSpan : _limits.ExecutionTimeout,
                ValidationRules = rules,
                UnhandledExceptionDelegate = _mask,
            }
        );
        result.Errors = InputVariables.Complete(result.Errors, _schema, document.Syntax, operation, request.Variables);
        TransportTelemetry.Finish(activity, operation, result, started);
        return new EngineResult(result, document);
    }

    private LimitError? CheckCost(CachedDocument document, OperationFacts operation, Inputs? variables)
    {
        if (operation.IsIntrospection)
        {
            return null;
        }
        if (operation.FixedCost is not { } cost)
        {
            (cost, var varies) = _costs.Estimate(document.Syntax, operation.Syntax, variables);
            operation.FixedCost = varies ? null : cost;
        }
        return cost <= _limits.MaxCost
            ? null
            : new LimitError(
                ErrorCodes.CostLimit,
                $"The operation could make {cost} objects; at most {_limits.MaxCost} are allowed. Ask for smaller pages or fewer nested lists.",
                _limits.MaxCost,
                cost
            );
    }

    private ExecutionResult TooManyVariables(int count) =>
        new(new LimitError(ErrorCodes.SizeLimit, $"A request has at most {_limits.MaxVariables} variables.", _limits.MaxVariables, count));

    private Task MaskAsync(UnhandledExceptionContext context)
    {
        var interrupted = context.OriginalException as InterruptedFeedException;
        var problem = interrupted?.InnerException ?? context.OriginalException;
        if (_errorOf(problem) is { } known)
        {
            if (interrupted is not null)
            {
                (known.Extensions ??= new Dictionary<string, object?>(StringComparer.Ordinal))["cursor"] = interrupted.Cursor;
            }
            context.Exception = known;
            return Task.CompletedTask;
        }
        var path = context.FieldContext is { } field ? string.Join('.', field.ResponsePath) : "";
        var fault = Fault.Mask(_logger, problem, path);
        context.Exception = interrupted is null ? fault : new EventFailedError(fault, interrupted.Cursor);
        return Task.CompletedTask;
    }

    private static bool ValidatesArguments(ISchema schema) =>
        schema.AllTypes.OfType<IComplexGraphType>().Any(type => type.Fields.Any(field => field.ValidateArguments is not null));
}

/// <param name="Result">What the engine gave.</param>
/// <param name="Document">The document that ran; null when it couldn't be parsed.</param>
internal readonly record struct EngineResult(ExecutionResult Result, CachedDocument? Document);

/// <summary>A validation rule that also runs for documents known to be valid, because it depends on who asks.</summary>
public interface IRequestRule
{
    IValidationRule Rule { get; }
}
