using GraphQL.Types;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Documents that ask for everything that can be reached from a field, made from the schema.</summary>
/// <param name="depth">Levels of objects below the field.</param>
/// <param name="id">Given where an id is needed; without one such fields are left out.</param>
internal sealed class WholeSchema(ISchema schema, int depth, string? id = null)
{
    /// <summary>Each field of a type with all that is below it, once for each way to ask for it.</summary>
    /// <param name="path">Types that are not entered again.</param>
    public IEnumerable<string> FieldsOf(IComplexGraphType type, params string[] path) =>
        type
            .Fields.SelectMany(field => Ways(field).Select(arguments => Field(field, arguments, depth, [.. path, type.Name])))
            .OfType<string>();

    /// <summary>A type of the schema.</summary>
    public IComplexGraphType Type(string name) => (IComplexGraphType)schema.AllTypes[name]!;

    /// <summary>What each type of an interface or a union has beyond it, under names of its own.</summary>
    /// <param name="left">Levels of objects below them.</param>
    /// <param name="path">Types that are not entered.</param>
    public IEnumerable<string> Fragments(IAbstractGraphType type, int left, params string[] path)
    {
        string[] shared = type is IComplexGraphType complex ? [.. complex.Fields.Select(field => field.Name)] : [];
        foreach (var one in type.PossibleTypes.Where(one => !path.Contains(one.Name, StringComparer.Ordinal)))
        {
            var fields = one
                .Fields.Where(field => !shared.Contains(field.Name, StringComparer.Ordinal))
                .SelectMany(field => Below(field, left, [.. path, one.Name], $"{one.Name}_"))
                .ToArray();
            if (fields.Length > 0)
            {
                yield return $"... on {one.Name} {{ {string.Join(' ', fields)} }}";
            }
        }
    }

    private IEnumerable<List<string>> Ways(FieldType field) => SampleArguments.Ways(field, id, "5");

    /// <summary>A field within others: one that has nothing below it in each way.</summary>
    private IEnumerable<string> Below(FieldType field, int left, string[] path, string prefix = "")
    {
        var isLeaf = SampleArguments.Named(field.ResolvedType!) is not (IComplexGraphType or UnionGraphType);
        return Ways(field)
            .Take(isLeaf ? int.MaxValue : 1)
            .Select((arguments, n) => (Alias: Alias(field, prefix, n), Text: Field(field, arguments, left, path)))
            .Where(one => one.Text is not null)
            .Select(one => one.Alias + one.Text);
    }

    private static string Alias(FieldType field, string prefix, int way) =>
        (prefix, way) switch
        {
            ("", 0) => "",
            (_, 0) => $"{prefix}{field.Name}: ",
            _ => $"{prefix}{field.Name}{way}: ",
        };

    private string? Field(FieldType field, List<string> arguments, int left, string[] path)
    {
        var head = arguments.Count == 0 ? field.Name : $"{field.Name}({string.Join(", ", arguments)})";
        var type = SampleArguments.Named(field.ResolvedType!);
        if (type is UnionGraphType union)
        {
            return $"{head} {{ __typename {string.Join(' ', left == 0 ? [] : Fragments(union, left - 1, path))} }}";
        }
        if (type is not IComplexGraphType complex)
        {
            return head;
        }
        if (left == 0 || path.Contains(complex.Name, StringComparer.Ordinal))
        {
            return complex.Fields.Any(one => one.Name == "id") ? $"{head} {{ id }}" : null;
        }
        string[] entered = [.. path, complex.Name];
        var below = complex.Fields.SelectMany(one => Below(one, left - 1, entered));
        if (complex is IAbstractGraphType some)
        {
            below = below.Concat(Fragments(some, left - 1, entered));
        }
        var all = string.Join(' ', below);
        return all.Length == 0 ? null : $"{head} {{ __typename {all} }}";
    }
}
