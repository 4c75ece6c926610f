using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>How the objects of a type are found by key.</summary>
/// <param name="Type">Name of the type, as in global ids.</param>
/// <param name="Load">Loads one, batched; null or an object of another type when there is none.</param>
internal sealed record NodeSource(string Type, Func<IResolveFieldContext, long, IDataLoaderResult> Load);

/// <summary>The root fields <c>node</c> and <c>nodes</c>.</summary>
internal sealed class NodeRoot(IEnumerable<NodeSource> sources)
{
    private const int Maximum = 100;
    private readonly Dictionary<string, NodeSource> _sources = sources.ToDictionary(source => source.Type, StringComparer.Ordinal);

    public void AddTo(ObjectGraphType<object> query)
    {
        query
            .Computed<object, NodeInterface>(
                "node",
                "The object with a global id; null when there is none that the caller may see.",
                context => Find(context, context.GetArgument<string>("id"))
            )
            .Takes<object, NonNullGraphType<IdGraphType>>("id", "Global id.");
        query
            .Computed<object, NonNullGraphType<ListGraphType<NodeInterface>>>(
                "nodes",
                $"The objects with these global ids, in this order, null for those that there are none of. At most {Maximum}.",
                Nodes
            )
            .Takes<object, NonNullGraphType<ListGraphType<NonNullGraphType<IdGraphType>>>>("ids", "Global ids.");
    }

    private object Nodes(IResolveFieldContext<object> context)
    {
        var ids = context.GetArgument<string[]>("ids");
        if (ids.Length > Maximum)
        {
            throw new LimitError(
                ErrorCodes.PageLimit,
                $"Ask for at most {Maximum} ids at once; {ids.Length} were given.",
                Maximum,
                ids.Length
            );
        }
        return ids.Select(id => Find(context, id)).ToArray();
    }

    /// <summary>The object of a type with a key; null for a type that no module knows.</summary>
    public IDataLoaderResult? Load(IResolveFieldContext context, string type, long key) =>
        _sources.TryGetValue(type, out var source) ? source.Load(context, key) : null;

    private IDataLoaderResult? Find(IResolveFieldContext context, string id) =>
        NodeId.TryDecode(id, out var type, out var key) ? Load(context, type, key) : null;
}
