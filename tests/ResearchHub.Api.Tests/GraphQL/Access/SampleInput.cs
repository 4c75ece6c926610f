using GraphQL.Types;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>An input that is valid by the schema, made from it: required fields only, the first value of each enum.</summary>
internal static class SampleInput
{
    public static object Of(IGraphType type, Func<string, string> idOf) =>
        type switch
        {
            NonNullGraphType inner => Of(inner.ResolvedType!, idOf),
            ListGraphType list => new[] { Of(list.ResolvedType!, idOf) },
            InputObjectGraphType { IsOneOf: true } input => new Dictionary<string, object>(StringComparer.Ordinal)
            {
                [input.Fields.First().Name] = Value(input.Fields.First(), idOf),
            },
            IInputObjectGraphType input => input
                .Fields.Where(field => field.ResolvedType is NonNullGraphType && field.DefaultValue is null)
                .ToDictionary(field => field.Name, field => Value(field, idOf), StringComparer.Ordinal),
            EnumerationGraphType values => values.Values.First().Name,
            IdGraphType => idOf(""),
            BooleanGraphType => true,
            IntGraphType => 1,
            _ => Scalar(type.Name),
        };

    private static object Value(FieldType field, Func<string, string> idOf) =>
        Unwrapped(field.ResolvedType!) is IdGraphType ? idOf(field.Name) : Of(field.ResolvedType!, idOf);

    /// <summary>The name of the required field that takes a file; null when there is none.</summary>
    public static string? FileField(IGraphType input) =>
        (Unwrapped(input) as IInputObjectGraphType)?.Fields.FirstOrDefault(field => Unwrapped(field.ResolvedType!).Name == "Upload")?.Name;

    /// <summary>Whether an input is about a record that is there.</summary>
    public static bool NamesRecord(IGraphType input) =>
        ((IInputObjectGraphType)Unwrapped(input)).Fields.Any(field => field.ResolvedType is NonNullGraphType { ResolvedType: IdGraphType });

    private static IGraphType Unwrapped(IGraphType type) => type is NonNullGraphType inner ? inner.ResolvedType! : type;

    private static object Scalar(string name) =>
        name switch
        {
            "String" => "text",
            "LanguageTag" => "en",
            "URI" => "https://example.org/",
            "Date" => "2027-01-01",
            "DateTime" => "2027-01-01T00:00:00Z",
            "Upload" => null!,
            "DOI" => "10.5555/sample",
            "ORCID" => "0000-0001-5109-3700",
            _ => throw new NotSupportedException($"Say what a {name} may be."),
        };
}
