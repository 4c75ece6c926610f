using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Makes graph types without their registration, so that a module is complete with its classes.</summary>
internal sealed class GraphTypeActivator(IServiceProvider services) : IServiceProvider
{
    /// <inheritdoc />
    public object? GetService(Type serviceType) =>
        services.GetService(serviceType)
        ?? (
            typeof(IGraphType).IsAssignableFrom(serviceType) && !serviceType.IsAbstract
                ? ActivatorUtilities.CreateInstance(services, serviceType)
                : null
        );
}
