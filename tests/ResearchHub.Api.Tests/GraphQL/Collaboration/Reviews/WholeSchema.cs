using GraphQL.Types;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Documents that ask for everything that can be reached from a field, made from the schema.</summary>
/// <param name="depth">Levels of objects below the field.</param>
/// <param name="id">Given where an id is needed; without one such fields are left out.</param>
internal sealed class WholeSchema(ISchema schema, int depth, string? id = null)
{
    /// <summary>Each field of a type with all that is below it.</summary>
    /// <param name="path">Types that are not entered again.</param>
    public IEnumerable<string> FieldsOf(IComplexGraphType type, params string[] path) =>
        type.Fields.Select(field => Field(field, depth, [.. path, type.Name])).OfType<string>();

    /// <summary>A type of the schema.</summary>
    public IComplexGraphType Type(string name) => (IComplexGraphType)schema.AllTypes[name]!;

    private string? Field(FieldType field, int left, string[] path)
    {
        var arguments = SampleArguments.Of(field, id, "5");
        if (arguments is null)
        {
            return null;
        }
        var head = arguments.Count == 0 ? field.Name : $"{field.Name}({string.Join(", ", arguments)})";
        var type = SampleArguments.Named(field.ResolvedType!);
        if (type is not IComplexGraphType complex)
        {
            return type is UnionGraphType ? $"{head} {{ __typename }}" : head;
        }
        if (left == 0 || path.Contains(complex.Name, StringComparer.Ordinal))
        {
            return complex.Fields.Any(one => one.Name == "id") ? $"{head} {{ id }}" : null;
        }
        var below = complex.Fields.Select(one => Field(one, left - 1, [.. path, complex.Name])).OfType<string>().ToArray();
        return below.Length == 0 ? null : $"{head} {{ __typename {string.Join(' ', below)} }}";
    }
}
