using System.ComponentModel.DataAnnotations;

namespace ResearchHub.Api.Hosting;

/// <summary>What a command knows before anything is started: options, and the configured connection string if there is one.</summary>
internal sealed record HubSetup(HubOptions Options, string? ConnectionString, IConfiguration Configuration)
{
    /// <summary>Name of the connection string; without it the server runs a PostgreSQL of its own.</summary>
    public const string ConnectionName = "ResearchHub";

    /// <summary>Reads appsettings.json, the environment, then what the command line said (keys like <c>ResearchHub:Port</c>).</summary>
    /// <exception cref="HubStartException">A value is not allowed.</exception>
    public static HubSetup Read(IEnumerable<KeyValuePair<string, string?>> commandLine)
    {
        var configuration = new ConfigurationBuilder()
            .SetBasePath(AppContext.BaseDirectory)
            .AddJsonFile("appsettings.json", optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(commandLine)
            .Build();
        var options = Bind(configuration);
        var failures = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), failures, validateAllProperties: true))
        {
            throw new HubStartException($"{HubOptions.Section}: {failures[0].ErrorMessage}");
        }
        var connection = configuration.GetConnectionString(ConnectionName);
        return new HubSetup(options, string.IsNullOrWhiteSpace(connection) ? null : connection, configuration);
    }

    private static HubOptions Bind(IConfiguration configuration)
    {
        try
        {
            return configuration.GetSection(HubOptions.Section).Get<HubOptions>() ?? new HubOptions();
        }
        catch (InvalidOperationException exception)
        {
            throw new HubStartException(exception.Message);
        }
    }
}
