using System.Text.RegularExpressions;
using GraphQL;
using GraphQL.Types;
using GraphQL.Validation;

namespace ResearchHub.Api.Transport;

/// <summary>Says to errors about the shape of an input what would be right: the fields of an object, the values of an enum.</summary>
/// <remarks>The engine names the place and the type it wanted; what that type looks like the client would have to look up.</remarks>
internal static partial class InputHints
{
    private const string Key = "hint";
    private const int Most = 30;
    private static readonly string[] AboutShape =
    [
        "Unable to parse input",
        "Unable to convert",
        "Unrecognized input field",
        "has invalid value",
    ];

    /// <summary>Adds hints to errors that are about the shape of an input.</summary>
    public static void AddTo(ExecutionErrors? errors, ISchema schema)
    {
        foreach (var error in errors?.OfType<ValidationError>() ?? [])
        {
            if (Array.Exists(AboutShape, phrase => error.Message.Contains(phrase, StringComparison.Ordinal)))
            {
                var names = QuotedName()
                    .Matches(error.Message)
                    .Select(match => match.Groups["name"].Value)
                    .Distinct(StringComparer.Ordinal);
                var hints = names.Select(name => HintOf(schema.AllTypes[name])).OfType<string>().ToArray();
                error.Data[Key] = hints.Length > 0 ? string.Join(' ', hints) : null;
            }
        }
    }

    /// <summary>The hint of an error; null when it has none.</summary>
    public static string? Of(ExecutionError error) => error.Data[Key] as string;

    private static string? HintOf(IGraphType? type) =>
        type switch
        {
            IInputObjectGraphType input =>
                $"Give {input.Name} as an object: {{ {List(input.Fields.Select(field => $"{field.Name}: {field.ResolvedType}"))} }}.",
            EnumerationGraphType values => $"Give {values.Name} as one of {List(values.Values.Select(value => value.Name))}.",
            _ => null,
        };

    private static string List(IEnumerable<string> parts)
    {
        var all = parts.ToArray();
        return string.Join(", ", all.Take(Most)) + (all.Length > Most ? ", …" : "");
    }

    [GeneratedRegex("'(?<name>[_A-Za-z][_0-9A-Za-z]*)[!\\]]*'", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex QuotedName();
}
