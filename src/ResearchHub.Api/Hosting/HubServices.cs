namespace ResearchHub.Api.Hosting;

/// <summary>Where the modules join the server: services first, then what is mapped to a path.</summary>
internal static class HubServices
{
    public static void AddHub(this WebApplicationBuilder builder, HubOptions options, string connectionString)
    {
        _ = (builder, options, connectionString);
    }

    public static void MapHub(this WebApplication app)
    {
        _ = app;
    }
}
