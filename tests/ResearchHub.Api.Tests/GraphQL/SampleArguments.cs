using GraphQL.Types;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Arguments that a field takes as the schema says, made from it.</summary>
internal static class SampleArguments
{
    /// <summary>Values for what must be given, and the size of pages; null when something is needed that cannot be made up.</summary>
    /// <param name="id">Given where an id is needed; null where there is none.</param>
    public static List<string>? Of(FieldType field, string? id, string first)
    {
        var given = new List<string>();
        if (field.StreamResolver is not null)
        {
            given.Add("after: \"0-0\"");
        }
        foreach (var argument in field.Arguments ?? [])
        {
            if (argument.Name == "first")
            {
                given.Add($"first: {first}");
            }
            else if (argument is { ResolvedType: NonNullGraphType { ResolvedType: { } needed }, DefaultValue: null })
            {
                if (Value(needed, id) is not { } value)
                {
                    return null;
                }
                given.Add($"{argument.Name}: {value}");
            }
        }
        return given;
    }

    /// <summary>The type without its lists and non-nulls.</summary>
    public static IGraphType Named(IGraphType type) => type is IProvideResolvedType inner ? Named(inner.ResolvedType!) : type;

    private static string? Value(IGraphType type, string? id) =>
        type switch
        {
            IdGraphType => id is null ? null : $"\"{id}\"",
            IntGraphType => "1",
            StringGraphType => "\"review\"",
            BooleanGraphType => "true",
            EnumerationGraphType values => values.Values.First().Name,
            _ => null,
        };
}
