using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Reads the literals of scalars that say themselves what is wrong (by a <see cref="FormatException"/>), since the engine's own rule knows only that something
/// is. The error names the argument and the fields that lead to the literal.
/// </summary>
internal sealed class ScalarLiterals : ValidationRuleBase
{
    public static ScalarLiterals Instance { get; } = new();

    private static readonly MatchingNodeVisitor<GraphQLValue> Visitor = new(Check);

    /// <inheritdoc />
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    /// <summary>The message of an error of the engine, with the reason that a scalar gave for refusing a variable, and with what would be right.</summary>
    public static string MessageOf(ExecutionError error) =>
        error is ValidationError { InnerException: FormatException reason } ? $"{error.Message}. {reason.Message}"
        : InputHints.Of(error) is { } hint ? $"{error.Message.TrimEnd('.', '?')}. {hint}"
        : error.Message;

    private static void Check(GraphQLValue value, ValidationContext context)
    {
        if (value is GraphQLVariable || context.TypeInfo.GetInputType()?.GetNamedType() is not ScalarGraphType scalar)
        {
            return;
        }
        try
        {
            _ = scalar.CanParseLiteral(value) ? scalar.ParseLiteral(value) : null;
        }
        catch (FormatException reason)
        {
            context.ReportError(
                new ValidationError(
                    context.Document.Source,
                    null,
                    $"'{Place(context.TypeInfo)}' has an invalid value. {reason.Message}",
                    value
                )
            );
        }
    }

    /// <summary>From the argument or variable down: <c>where.doi.eq</c>.</summary>
    private static string Place(TypeInfo types)
    {
        var names = new Stack<string>();
        for (var i = 1; types.GetAncestor(i) is { } node and not (GraphQLField or GraphQLDirective or GraphQLVariablesDefinition); i++)
        {
            var name = node switch
            {
                GraphQLObjectField field => field.Name.StringValue,
                GraphQLArgument argument => argument.Name.StringValue,
                GraphQLVariableDefinition variable => "$" + variable.Variable.Name.StringValue,
                _ => null,
            };
            if (name is not null)
            {
                names.Push(name);
            }
        }
        return string.Join('.', names);
    }
}
