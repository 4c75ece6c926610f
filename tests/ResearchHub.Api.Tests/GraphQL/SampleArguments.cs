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

    /// <summary>As <see cref="Of"/>, and once more for each value that can be made up of what may be given.</summary>
    public static IEnumerable<List<string>> Ways(FieldType field, string? id, string first)
    {
        if (Of(field, id, first) is not { } usual)
        {
            yield break;
        }
        yield return usual;
        foreach (var argument in field.Arguments ?? [])
        {
            // Where a page ends says nothing of what stands on it.
            if (
                argument.Name is "first" or "after" or "last" or "before"
                || usual.Exists(one => one.StartsWith($"{argument.Name}:", StringComparison.Ordinal))
            )
            {
                continue;
            }
            foreach (var value in Values(argument.ResolvedType!, id))
            {
                yield return [.. usual, $"{argument.Name}: {value}"];
            }
        }
    }

    /// <summary>The type without its lists and non-nulls.</summary>
    public static IGraphType Named(IGraphType type) => type is IProvideResolvedType inner ? Named(inner.ResolvedType!) : type;

    private static IEnumerable<string> Values(IGraphType type, string? id) =>
        type switch
        {
            NonNullGraphType { ResolvedType: { } inner } => Values(inner, id),
            ListGraphType { ResolvedType: { } item } when Named(item) is EnumerationGraphType all =>
            [
                $"[{string.Join(", ", all.Values.Select(one => one.Name))}]",
            ],
            BooleanGraphType => ["true", "false"],
            EnumerationGraphType all => all.Values.Select(one => one.Name),
            IdGraphType when id is not null => [$"\"{id}\""],
            _ => [],
        };

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
