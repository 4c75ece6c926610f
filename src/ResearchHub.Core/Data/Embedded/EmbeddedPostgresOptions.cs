namespace ResearchHub.Core.Data.Embedded;

/// <summary>Where and how the server's own PostgreSQL runs.</summary>
public sealed record EmbeddedPostgresOptions
{
    /// <summary>Folder of the cluster, its password and its lock file; created when missing.</summary>
    public required string Directory { get; init; }

    /// <summary>Folder with <c>initdb</c> and <c>postgres</c>. Default null: see <see cref="PostgresBinaries.Locate"/>.</summary>
    public string? BinDirectory { get; init; }

    /// <summary>TCP port on 127.0.0.1. Default 0: one that is free.</summary>
    public int Port { get; init; }

    /// <summary>Superuser of the cluster. Default <c>researchhub</c>.</summary>
    public string User { get; init; } = "researchhub";

    /// <summary>For tests only. Default false. True: no fsync, trust authentication, and the folder is deleted at the end.</summary>
    public bool Throwaway { get; init; }

    /// <summary>How long initdb, a start (with recovery) and a stop may take, each. Default 60 seconds.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Receives one line when PostgreSQL ends by itself and when it is back, and each line that it logs.</summary>
    public Action<string>? Log { get; init; }
}

/// <summary>PostgreSQL could not be started; the message is one sentence for the person who started the program.</summary>
public sealed class EmbeddedPostgresException(string message) : Exception(message);
