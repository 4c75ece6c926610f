using Microsoft.Extensions.Options;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.DataCite;

/// <summary>Chooses the identifiers that outputs get, as configured.</summary>
internal static class PersistentIdSetup
{
    public static void AddPersistentIds(this IServiceCollection services)
    {
        services
            .AddOptions<PersistentIdOptions>()
            .BindConfiguration(PersistentIdOptions.Section)
            .ValidateDataAnnotations()
            .Validate(
                options =>
                    options.DataCite is null
                    || (options.Prefix.StartsWith("10.", StringComparison.Ordinal) && options.Repository.Length > 0),
                "With PersistentIds:DataCite give the DOI prefix as Prefix, and Repository and Password."
            )
            .ValidateOnStart();
        services.AddSingleton<DataCiteIds>();
        services.AddHostedService<RegistrationRetries>();
        services.AddSingleton<IPersistentIds>(provider =>
            provider.GetRequiredService<IOptions<PersistentIdOptions>>().Value is { DataCite: null } local
                ? new LocalIds(local.Prefix)
                : provider.GetRequiredService<DataCiteIds>()
        );
    }
}
