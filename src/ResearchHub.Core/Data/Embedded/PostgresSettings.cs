using System.Globalization;

namespace ResearchHub.Core.Data.Embedded;

/// <summary>The server settings of the embedded cluster, as arguments of <c>postgres</c>.</summary>
internal static class PostgresSettings
{
    private static readonly string[] Always =
    [
        "listen_addresses=127.0.0.1",
        "unix_socket_directories=",
        "max_connections=200",
        "shared_buffers=256MB",
        "random_page_cost=1.1",
        "jit=off",
        "log_min_messages=warning",
    ];

    private static readonly string[] NoDurability =
    [
        "fsync=off",
        "synchronous_commit=off",
        "full_page_writes=off",
        "wal_level=minimal",
        "max_wal_senders=0",
        "max_wal_size=4GB",
        "checkpoint_timeout=1h",
        "autovacuum=off",
    ];

    public static IEnumerable<string> Arguments(int port, bool throwaway) =>
        Always
            .Append(string.Create(CultureInfo.InvariantCulture, $"port={port}"))
            .Concat(throwaway ? NoDurability : [])
            .SelectMany(setting => new[] { "-c", setting });
}
