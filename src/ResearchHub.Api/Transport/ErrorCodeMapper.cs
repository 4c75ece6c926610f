using GraphQL;
using GraphQL.Execution;
using GraphQL.Validation;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Gives each error of the engine its code from our vocabulary.</summary>
internal static class ErrorCodeMapper
{
    public static string Of(ExecutionError error) =>
        error switch
        {
            SyntaxError => ErrorCodes.Syntax,
            TimeoutError => ErrorCodes.Timeout,
            UnhandledError => ErrorCodes.Internal,
            ValidationError => ErrorCodes.Validation,
            RequestError or DocumentError => ErrorCodes.Validation,
            _ => error.Code ?? ErrorCodes.Invalid,
        };
}
