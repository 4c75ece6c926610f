using System.Text.Json;
using GraphQLParser.AST;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ResearchHub.Api.Transport;

/// <summary>What makes the result of an event the same for two subscribers.</summary>
/// <param name="Operation">The operation of the cached document, which subscribers with equal texts have in common.</param>
/// <param name="Variables">Values of the variables.</param>
/// <param name="Rights">Who may see the same.</param>
/// <param name="Event">Which event.</param>
internal sealed record SharedEventKey(GraphQLOperationDefinition Operation, string Variables, object Rights, object Event)
{
    /// <summary>
    /// Variables as text, without the one that only says where the subscription starts. Null when their values cannot be compared.
    /// </summary>
    public static string? VariablesOf(ExecutionContext context, string resumeArgument)
    {
        if (context.Variables?.ToList() is not { Count: > 0 } variables)
        {
            return "";
        }
        var resume = ResumeVariable(context, resumeArgument);
        var values = variables.Where(variable => variable.Name != resume).OrderBy(variable => variable.Name, StringComparer.Ordinal);
        try
        {
            return JsonSerializer.Serialize(values.Select(variable => new { variable.Name, variable.Value }));
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }

    private static string? ResumeVariable(ExecutionContext context, string argument)
    {
        var field = context.Operation.SelectionSet.Selections.OfType<GraphQLField>().FirstOrDefault();
        var given = field?.Arguments?.FirstOrDefault(each => each.Name.Value == argument)?.Value as GraphQLVariable;
        return given?.Name.StringValue is { } name && IsUsedOnce(context.Document, name) ? name : null;
    }

    /// <summary>Its definition and one use: elsewhere it could change what is selected.</summary>
    private static bool IsUsedOnce(GraphQLDocument document, string variable)
    {
        var text = document.Source.ToString();
        var uses = 0;
        for (var at = text.IndexOf('$', StringComparison.Ordinal); at >= 0; at = text.IndexOf('$', at + 1))
        {
            var end = at + 1;
            while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '_'))
            {
                end++;
            }
            uses += text.AsSpan(at + 1, end - at - 1).SequenceEqual(variable) ? 1 : 0;
        }
        return uses == 2;
    }
}
