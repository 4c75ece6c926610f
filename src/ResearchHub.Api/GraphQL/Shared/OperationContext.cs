using GraphQL;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>What the engine carries along as the user context: the loaders of the operation, and room for a module's own entries.</summary>
public sealed class OperationContext(IServiceProvider services) : Dictionary<string, object?>(0, StringComparer.Ordinal)
{
    /// <summary>The loaders of the operation.</summary>
    public LoaderRegistry Loaders { get; } = new(services);

    /// <summary>The events of a subscription.</summary>
    public EventFlow Flow => field ??= new(services.GetRequiredService<UnfinishedWork>());

    /// <summary>The last event that an EventSource received before it lost its connection; it comes back with the request it began with.</summary>
    public string? ResumeFrom { get; init; }
}

/// <summary>Access to loaders from resolvers.</summary>
public static class LoaderExtensions
{
    /// <summary>The operation's loader of this type: <c>context.Loader&lt;ResearcherLoader&gt;().LoadAsync(id)</c>.</summary>
    public static T Loader<T>(this IResolveFieldContext context)
        where T : class, IRequestLoader => ((OperationContext)context.UserContext).Loaders.Get<T>();
}
