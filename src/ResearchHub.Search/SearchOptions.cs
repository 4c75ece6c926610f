using System.ComponentModel.DataAnnotations;

namespace ResearchHub.Search;

/// <summary>Settings of the text index.</summary>
public sealed record SearchOptions
{
    /// <summary>Folder of the generations. One process at a time.</summary>
    [Required]
    public string Directory { get; init; } = "";

    /// <summary>Memory for records not yet written to disk, in MiB. Default 128.</summary>
    [Range(1, 2048)]
    public int WriteBufferMegabytes { get; init; } = 128;

    /// <summary>Longest time a search waits for <c>MinSequence</c>. Default 5 s.</summary>
    public TimeSpan MinSequenceTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Shortest time between two refreshes. Default 25 ms.</summary>
    public TimeSpan RefreshInterval { get; init; } = TimeSpan.FromMilliseconds(25);

    /// <summary>How long the snapshot behind a cursor is kept, so that paging goes on over the same results. Default 2 minutes.</summary>
    public TimeSpan CursorLifetime { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>Records from which on one search uses all processors. Default 100,000; below it a thread is sooner done than called.</summary>
    [Range(0, int.MaxValue)]
    public int ParallelFrom { get; init; } = 100_000;

    /// <summary>Read every file against its checksum when opening. Default true.</summary>
    public bool VerifyAtStart { get; init; } = true;
}
