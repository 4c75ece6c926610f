using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;
using GraphQLParser.AST;

namespace ResearchHub.Api.Transport;

/// <summary>Says everything that is wrong with the variables of a request in place of what the engine says, which is the first of each.</summary>
/// <remarks>It looks only at what the engine has refused: good requests cost nothing.</remarks>
internal static class InputVariables
{
    /// <summary>The errors of a result with all problems of variables among them.</summary>
    public static ExecutionErrors? Complete(
        ExecutionErrors? errors,
        ISchema schema,
        GraphQLDocument document,
        OperationFacts? operation,
        Inputs? variables
    )
    {
        if (errors is null || operation is null || !errors.Any(error => error is InvalidVariableError))
        {
            return errors;
        }
        var problems = ProblemsOf(schema, document, operation.Syntax, variables);
        if (problems.Count == 0)
        {
            return errors;
        }
        var all = new ExecutionErrors();
        all.AddRange(errors.Where(error => error is not InvalidVariableError).Concat(problems));
        return all;
    }

    /// <summary>All problems of the variables of an operation.</summary>
    public static IReadOnlyList<InputProblem> ProblemsOf(
        ISchema schema,
        GraphQLDocument document,
        GraphQLOperationDefinition operation,
        Inputs? variables
    )
    {
        var problems = new InputProblems(document.Source);
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            var name = variable.Variable.Name.StringValue;
            object? value = null;
            var isGiven = variables?.TryGetValue(name, out value) == true;
            // What stands in the document as a default was checked with it.
            if ((isGiven || variable.DefaultValue is null) && variable.Type.GraphTypeFromType(schema) is { } type)
            {
                problems.Check(type, value, variable, PlaceOf(name, operation.SelectionSet) ?? [name], "$" + name);
            }
        }
        return problems.Found;
    }

    /// <summary>Where the variable is used first, from the argument down; null when that is in a fragment of its own.</summary>
    private static object[]? PlaceOf(string variable, GraphQLSelectionSet? set)
    {
        foreach (var selection in set?.Selections ?? [])
        {
            foreach (var argument in (selection as GraphQLField)?.Arguments?.Items ?? [])
            {
                if (PlaceOf(variable, argument.Value, [argument.Name.StringValue]) is { } place)
                {
                    return place;
                }
            }
            if (PlaceOf(variable, (selection as IHasSelectionSetNode)?.SelectionSet) is { } below)
            {
                return below;
            }
        }
        return null;
    }

    private static object[]? PlaceOf(string variable, GraphQLValue value, object[] path) =>
        value switch
        {
            GraphQLVariable used when used.Name.Value == variable => path,
            GraphQLListValue list => (list.Values ?? [])
                .Select((item, index) => PlaceOf(variable, item, [.. path, index]))
                .FirstOrDefault(place => place is not null),
            GraphQLObjectValue fields => (fields.Fields ?? [])
                .Select(field => PlaceOf(variable, field.Value, [.. path, field.Name.StringValue]))
                .FirstOrDefault(place => place is not null),
            _ => null,
        };
}
