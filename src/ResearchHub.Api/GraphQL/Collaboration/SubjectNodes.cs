using GraphQL;
using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;

namespace ResearchHub.Api.GraphQL.Collaboration;

/// <summary>Whether records exist for a caller.</summary>
internal sealed class VisibleSubjectLoader(SubjectGate gate) : ArgumentLoader<Caller, SubjectKey, bool>
{
    /// <inheritdoc />
    protected override async Task<IReadOnlyDictionary<SubjectKey, bool>> FetchAsync(
        Caller arguments,
        IReadOnlyList<SubjectKey> keys,
        CancellationToken cancellationToken
    ) => (await gate.VisibleAsync(keys, arguments, cancellationToken)).ToDictionary(key => key, _ => true);
}

/// <summary>Records of any type, as nodes.</summary>
internal static class SubjectNodes
{
    /// <summary>A record that is known to exist for this caller.</summary>
    public static IDataLoaderResult? Node(this IResolveFieldContext context, SubjectKey? subject) =>
        subject is { } one ? ((HubQuery)context.Schema.Query).Nodes.Load(context, one.Type, one.Id) : null;

    /// <summary>A record, if it exists for this caller.</summary>
    public static IDataLoaderResult VisibleNode(this IResolveFieldContext context, SubjectKey subject) =>
        new Derived<bool>(
            context.Loader<VisibleSubjectLoader>().LoadAsync(context.Caller(), subject),
            isVisible => isVisible ? context.Node(subject) : null
        );

    /// <summary>The record that a field of an input names; one that there is none of for what is no id.</summary>
    public static SubjectKey Subject(this IDictionary<string, object?> input, string field) => KeyOf(input.Get<string>(field));

    /// <summary>The record that an id names; one that there is none of for what is no id.</summary>
    public static SubjectKey KeyOf(string? id) =>
        NodeId.TryDecode(id, out var type, out var key) ? new SubjectKey(type, key) : new SubjectKey("", 0);
}
