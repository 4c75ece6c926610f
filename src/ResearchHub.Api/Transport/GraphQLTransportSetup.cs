using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Puts GraphQL on the wire.</summary>
public static class GraphQLTransportSetup
{
    /// <summary>Adds what <see cref="MapGraphQL"/> needs, besides an <see cref="ISchema"/>, which the application registers as a singleton.</summary>
    public static IServiceCollection AddGraphQLTransport(
        this IServiceCollection services,
        Action<GraphQLTransportOptions>? configure = null
    )
    {
        var options = services.AddOptions<GraphQLTransportOptions>().ValidateDataAnnotations().ValidateOnStart();
        if (configure is not null)
        {
            options.Configure(configure);
        }
        services.TryAddSingleton(provider => provider.GetRequiredService<IOptions<GraphQLTransportOptions>>().Value.Limits);
        services.TryAddSingleton(provider => new DocumentCache(
            provider.GetRequiredService<IOptions<GraphQLTransportOptions>>().Value.DocumentCacheBytes
        ));
        services.TryAddSingleton<PersistedDocuments>();
        services.TryAddSingleton<IIdentity, NoIdentity>();
        services.TryAddSingleton<IRequestBudget, NoBudget>();
        services.AddSingleton<UnfinishedWork>();
        services.AddHostedService(provider => provider.GetRequiredService<UnfinishedWork>());
        services.TryAddSingleton<OperationStrategy>();
        services.TryAddSingleton<EventStrategy>();
        services.TryAddSingleton<OperationExecuter>();
        services.TryAddSingleton<GraphQLEngine>();
        services.TryAddSingleton<ResponseSender>();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<SocketEndpoint>();
        services.TryAddSingleton<EventStreamEndpoint>();
        services.AddCors();
        services.TryAddSingleton<CrossOrigin>();
        services.TryAddSingleton<GraphQLPage>();
        services.TryAddSingleton<HttpEndpoint>();
        return services;
    }

    /// <summary>Serves the application's schema at a path: HTTP, WebSocket, server-sent events, and the page for browsers.</summary>
    public static IEndpointConventionBuilder MapGraphQL(this IEndpointRouteBuilder routes, string path = "/graphql")
    {
        var services = routes.ServiceProvider;
        var endpoint = services.GetRequiredService<HttpEndpoint>();
        var folder = services.GetRequiredService<IOptions<GraphQLTransportOptions>>().Value.PageFolder;
        routes.MapGet($"/{folder}/assets/{{file}}", services.GetRequiredService<GraphQLPage>().SendFileAsync);
        var pipeline = routes.CreateApplicationBuilder();
        pipeline.UseWebSockets();
        pipeline.Run(endpoint.HandleAsync);
        return routes.Map(path, pipeline.Build()).WithDisplayName("GraphQL");
    }
}
