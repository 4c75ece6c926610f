namespace ResearchHub.Api.Hosting;

/// <summary>
/// Work between "the database is there" and "the server is ready", such as seeding and indexing. Register as a singleton;
/// must do nothing, quickly, when there is nothing to do.
/// </summary>
internal interface IStartupStep
{
    /// <summary>Steps run one after another, lowest first: 100 seeds, 200 indexes.</summary>
    int Order { get; }

    /// <summary>What it does, for <c>/health/ready</c>: "loading the seed".</summary>
    string Name { get; }

    Task RunAsync(IProgressReport progress, CancellationToken cancellationToken);
}
