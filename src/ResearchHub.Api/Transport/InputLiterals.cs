using GraphQL.Types;
using GraphQL.Validation;
using GraphQL.Validation.Rules;
using GraphQLParser.AST;

namespace ResearchHub.Api.Transport;

/// <summary>Checks the values that stand in a document, in place of the engine's rules, which say of an argument only that something in it is wrong.</summary>
internal sealed class InputLiterals : ValidationRuleBase
{
    private static readonly NodeVisitors Visitor = new(
        new MatchingNodeVisitor<GraphQLArgument>(
            (argument, context) =>
                Check(context, context.TypeInfo.GetArgument()?.ResolvedType, argument.Value, argument.Name.StringValue, "")
        ),
        new MatchingNodeVisitor<GraphQLVariableDefinition>(
            (variable, context) =>
                Check(
                    context,
                    variable.Type.GraphTypeFromType(context.Schema),
                    variable.DefaultValue,
                    variable.Variable.Name.StringValue,
                    "$"
                )
        )
    );

    /// <summary>The rules of the engine with this one for those that it is in place of.</summary>
    public static IEnumerable<IValidationRule> CoreRules =>
        DocumentValidator
            .CoreRules.Where(rule => rule is not (ArgumentsOfCorrectType or DefaultValuesOfCorrectType))
            .Append(new InputLiterals());

    /// <inheritdoc />
    public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(Visitor);

    private static void Check(ValidationContext context, IGraphType? type, GraphQLValue? value, string name, string sign)
    {
        // Of a type that is none, and of an argument that is none, other rules speak.
        if (value is null || type is null)
        {
            return;
        }
        var problems = new InputProblems(context.Document.Source);
        problems.Check(type, value, value, [name], sign + name);
        foreach (var problem in problems.Found)
        {
            context.ReportError(problem);
        }
        if (problems.Found is [] && context.IsValidLiteralValue(type, value) is { } other)
        {
            context.ReportError(new ValidationError(context.Document.Source, null, $"'{sign}{name}' has an invalid value. {other}", value));
        }
    }
}
