using System.Collections;
using System.Globalization;
using GraphQL.Types;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>What an input type wants, and what was given instead, in words.</summary>
internal static class InputForms
{
    private const int Most = 30;

    /// <summary>What to give, as a sentence.</summary>
    public static string Of(IGraphType type) =>
        type switch
        {
            NonNullGraphType needed => Of(needed.ResolvedType!),
            ListGraphType list => $"Give a list of {list.ResolvedType}.",
            IInputObjectGraphType { IsOneOf: true } input => $"Give {input.Name} as an object with exactly one of {Fields(input)}.",
            IInputObjectGraphType input => $"Give {input.Name} as an object: {{ {Fields(input)} }}.",
            EnumerationGraphType values => $"Give {values.Name} as one of {List(values.Values.Select(value => value.Name))}.",
            IntGraphType => "Give a whole number from -2147483648 to 2147483647.",
            FloatGraphType => "Give a number.",
            BooleanGraphType => "Give true or false.",
            StringGraphType => "Give a text, as a string.",
            IdGraphType => "Give an id, as a string.",
            _ => $"Give a value of {type.Name}.",
        };

    /// <summary>A value as it was given, cut short.</summary>
    public static string Shown(object? value) =>
        value switch
        {
            GraphQLStringValue text => Quoted.Of(text.Value.ToString()),
            GraphQLIntValue number => number.Value.ToString(),
            GraphQLFloatValue number => number.Value.ToString(),
            GraphQLBooleanValue flag => flag.Value.ToString(),
            GraphQLEnumValue name => name.Name.StringValue,
            GraphQLListValue => "A list",
            GraphQLObjectValue => "An object",
            string text => Quoted.Of(text),
            bool flag => flag ? "true" : "false",
            IDictionary => "An object",
            IDictionary<string, object?> => "An object",
            IEnumerable => "A list",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => "The value",
        };

    private static string Fields(IInputObjectGraphType input) => List(input.Fields.Select(field => $"{field.Name}: {field.ResolvedType}"));

    private static string List(IEnumerable<string> parts)
    {
        var all = parts.ToArray();
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? ", …" : "");
    }
}
