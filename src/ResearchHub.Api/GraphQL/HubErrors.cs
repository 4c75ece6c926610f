using GraphQL;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL;

/// <summary>What the expected exceptions of Core mean to a client.</summary>
internal static class HubErrors
{
    /// <summary>The error; null for a fault of ours.</summary>
    public static ExecutionError? Of(Exception exception) =>
        exception switch
        {
            InvalidInputException invalid => Error(invalid.Code, invalid.Message, ("field", invalid.Field)),
            SearchCursorException => Error(
                ErrorCodes.CursorInvalid,
                "'after' must be a cursor that this search returned under the same query, filters and order; leave it out to begin at the first page.",
                ("field", "after")
            ),
            IndexBehindException behind => Error(
                ErrorCodes.IndexBehind,
                "The index has not reached 'minSequence' in time; ask again in a moment.",
                ("wanted", behind.Wanted.ToString()),
                ("reached", behind.Reached.ToString())
            ),
            _ => null,
        };

    private static ExecutionError Error(string code, string message, params (string Name, object Value)[] facts) =>
        new(message)
        {
            Code = code,
            Extensions = facts.ToDictionary(fact => fact.Name, fact => (object?)fact.Value, StringComparer.Ordinal),
        };
}
