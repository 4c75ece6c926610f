using GraphQL.Types;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A place in a document where records of a list stand.</summary>
/// <param name="Path">Fields from the root, to name it.</param>
/// <param name="Around">The document with a selection at this place; <c>$n</c> records of the list are asked for.</param>
internal sealed record ListedType(IObjectGraphType Type, string Path, Func<string, string> Around);

/// <summary>Finds the places where records of lists stand, made from the schema, nearest to the root first.</summary>
/// <param name="id">Given where an id is needed.</param>
internal sealed class ListedTypes(ISchema schema, string id)
{
    private const int Depth = 4;

    // Of any type, or of what the text index has: what is below them is reached elsewhere.
    private static readonly string[] NotEntered = ["Node", "SearchHit"];

    /// <summary>All places, without going through a type twice on one way.</summary>
    public IEnumerable<ListedType> All()
    {
        var queue = new Queue<(Place Place, bool IsListed, string[] Through)>();
        queue.Enqueue((new Place(schema.Query, "", selection => $"query ($n: Int) {{ {selection} }}"), false, []));
        while (queue.TryDequeue(out var one))
        {
            if (one.IsListed)
            {
                yield return new ListedType(one.Place.Type, one.Place.Path, one.Place.Around);
            }
            if (one.Through.Length == Depth)
            {
                continue;
            }
            foreach (var (place, isList) in one.Place.Type.Fields.SelectMany(field => Below(one.Place, field, one.IsListed ? "2" : "$n")))
            {
                if (!one.Through.Contains(place.Type.Name, StringComparer.Ordinal))
                {
                    queue.Enqueue((place, one.IsListed || isList, [.. one.Through, place.Type.Name]));
                }
            }
        }
    }

    private IEnumerable<(Place Place, bool IsList)> Below(Place from, FieldType field, string first)
    {
        if (
            SampleArguments.Named(field.ResolvedType!) is not IComplexGraphType type
            || SampleArguments.Of(field, id, first) is not { } arguments
        )
        {
            yield break;
        }
        var head = arguments.Count == 0 ? field.Name : $"{field.Name}({string.Join(", ", arguments)})";
        var isConnection = IsConnection(type);
        var inner = isConnection
            ? (IComplexGraphType)SampleArguments.Named(type.Fields.Single(one => one.Name == "nodes").ResolvedType!)
            : type;
        Func<string, string> around = isConnection
            ? selection => from.Around($"{head} {{ nodes {{ {selection} }} }}")
            : selection => from.Around($"{head} {{ {selection} }}");
        var path = $"{from.Path}.{field.Name}";
        if (inner is IObjectGraphType concrete)
        {
            yield return (new Place(concrete, path, around), isConnection);
        }
        else if (inner is IInterfaceGraphType { PossibleTypes: { } possible } && !NotEntered.Contains(inner.Name, StringComparer.Ordinal))
        {
            foreach (var one in possible)
            {
                yield return (
                    new Place(one, $"{path}.{one.Name}", selection => around($"... on {one.Name} {{ {selection} }}")),
                    isConnection
                );
            }
        }
    }

    /// <summary>Whether a type is a page of a list.</summary>
    public static bool IsConnection(IGraphType type) => type.Name.EndsWith("Connection", StringComparison.Ordinal);

    private sealed record Place(IObjectGraphType Type, string Path, Func<string, string> Around);
}
