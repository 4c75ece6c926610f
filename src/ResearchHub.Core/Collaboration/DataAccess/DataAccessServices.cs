using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>Registers access to data that are not open.</summary>
internal static class DataAccessServices
{
    public static void AddDataAccess(this IServiceCollection services)
    {
        services.AddSingleton<DataAccessQueries>();
        services.AddSingleton<DataAccessService>();
        services.AddSingleton<IRequestKind, DataAccessKind>();
        services.AddSingleton<DownloadLog>();
    }
}
