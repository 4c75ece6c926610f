using System.CommandLine;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.Commands;

/// <summary><c>reindex</c>: builds the search index anew from the database. Not beside a running server, which writes the same files.</summary>
internal sealed class ReindexCommand(HubConsole console)
    : DatabaseCommand("reindex", "Build the search index anew from the database.", console)
{
    /// <inheritdoc />
    protected override bool NeedsFolder => true;

    /// <inheritdoc />
    protected override Task RunAsync(
        IServiceProvider services,
        ParseResult parsed,
        HubConsole console,
        CancellationToken cancellationToken
    ) => IndexStep.RebuildAsync(services.GetRequiredService<SearchProjection>(), console, cancellationToken);
}
