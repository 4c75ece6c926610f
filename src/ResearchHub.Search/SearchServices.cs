using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ResearchHub.Core.Search;

namespace ResearchHub.Search;

/// <summary>Registers the text index.</summary>
public static class SearchServices
{
    /// <summary>Adds <see cref="ISearchIndex"/>, one for the process; it opens its folder when first asked for.</summary>
    public static IServiceCollection AddResearchHubSearch(this IServiceCollection services, SearchOptions options)
    {
        services.AddSingleton(options);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<SearchMetrics>();
        services.AddSingleton<LuceneSearchIndex>();
        services.AddSingleton<ISearchIndex>(provider => provider.GetRequiredService<LuceneSearchIndex>());
        services.AddSingleton<ITextLanguages, Analysis.TextLanguages>();
        services.AddSingleton<Percolation.KnownNames>();
        services.AddSingleton<ISearchVocabulary>(provider => provider.GetRequiredService<Percolation.KnownNames>());
        services.AddSingleton<ISavedQueryMatcher, Percolation.Percolator>();
        services.AddSingleton<IRecordMatcher, Percolation.RecordMatcher>();
        return services;
    }
}
