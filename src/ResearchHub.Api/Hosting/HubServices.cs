using Npgsql;
using ResearchHub.Core;
using ResearchHub.Core.Search;
using ResearchHub.Search;

namespace ResearchHub.Api.Hosting;

/// <summary>Where the modules join the server: services first, then what is mapped to a path.</summary>
internal static class HubServices
{
    public static void AddHub(this WebApplicationBuilder builder, HubOptions options, string connectionString)
    {
        var services = builder.Services;
        services.AddResearchHubCore(_ => NpgsqlDataSource.Create(connectionString));
        services.AddResearchHubSearch(new SearchOptions { Directory = DataFolder.IndexFolder(options.DataDirectory) });
        services.AddSingleton<SearchProjection>();
        services.AddSingleton<IStartupStep, IndexStep>();
        services.AddHostedService<IndexFollower>();
    }

    public static void MapHub(this WebApplication app)
    {
        _ = app;
    }
}
