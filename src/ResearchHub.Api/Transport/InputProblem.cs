using GraphQL.Validation;
using GraphQLParser;
using GraphQLParser.AST;

namespace ResearchHub.Api.Transport;

/// <summary>One thing that is wrong with the values of a request: where it stands, and what would be right.</summary>
internal sealed class InputProblem : ValidationError
{
    /// <param name="source">The document.</param>
    /// <param name="node">What the error points at.</param>
    /// <param name="path">From the argument down, as in the errors of payloads; places in lists are numbers.</param>
    /// <param name="place">The path in words of the client.</param>
    /// <param name="problem">What is wrong with it, to go on after the place.</param>
    /// <param name="fix">What to give instead, as a sentence.</param>
    public InputProblem(ROM source, ASTNode node, IEnumerable<object> path, string place, string problem, string fix)
        : base(source, null, $"'{place}' {problem} {fix}", node)
    {
        Extensions = new Dictionary<string, object?>(StringComparer.Ordinal) { ["path"] = path.ToArray(), ["fix"] = fix };
    }
}
