using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Search;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core;

/// <summary>Registers what this project offers.</summary>
public static class CoreServices
{
    /// <summary>Adds the reads and commands of the catalogue over one database.</summary>
    /// <param name="source">Open pool of connections; the caller owns it.</param>
    public static IServiceCollection AddResearchHubCore(this IServiceCollection services, Func<IServiceProvider, NpgsqlDataSource> source)
    {
        services.AddSingleton(source);
        services.AddDbContextFactory<HubDbContext>(
            (provider, options) =>
                HubDatabase.Configure(
                    (Microsoft.EntityFrameworkCore.DbContextOptionsBuilder<HubDbContext>)options,
                    provider.GetRequiredService<NpgsqlDataSource>()
                )
        );
        services.AddSingleton<ReadDatabase>();
        services.AddSingleton<OutputQueries>();
        services.AddSingleton<OutputPartQueries>();
        services.AddSingleton<PeopleQueries>();
        services.AddSingleton<VocabularyQueries>();
        services.AddSingleton<RepositoryQueries>();
        services.AddSingleton<SearchDocumentQueries>();
        services.AddSingleton<ChangeFeed>();
        return services;
    }
}
