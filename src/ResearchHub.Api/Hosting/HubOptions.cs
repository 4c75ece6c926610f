using System.ComponentModel.DataAnnotations;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Seeding;

namespace ResearchHub.Api.Hosting;

/// <summary>Where the server listens and keeps its files: section <c>ResearchHub</c>, overridden by the command line.</summary>
public sealed class HubOptions
{
    public const string Section = "ResearchHub";

    /// <summary>TCP port. Default 5080; 0 takes a free one.</summary>
    [Range(0, 65535, ErrorMessage = "Port is a number from 0 to 65535.")]
    public int Port { get; set; } = 5080;

    /// <summary>Interface to listen on. Default <c>localhost</c>; <c>*</c> in a container.</summary>
    [Required]
    public string Address { get; set; } = "localhost";

    /// <summary>Address of this server as others reach it, for links in mail: <c>https://hub.example.org</c>. Default <c>http://localhost:</c> and the port.</summary>
    public Uri? PublicUrl { get; set; }

    /// <summary>Folder of the embedded database and of the search index. Default <c>.data</c> under the repository.</summary>
    [Required]
    public string DataDirectory { get; set; } = DataFolder.DefaultPath;

    /// <summary>Load the records of <c>seed/</c> at start. Default true.</summary>
    public bool Seed { get; set; } = true;

    /// <summary>Folder of the shipped records and data files. Default: <c>seed</c> beside the program or in a folder above it.</summary>
    public string? SeedDirectory { get; set; }

    /// <summary><see cref="SeedDirectory"/>, or where it is by default; where there is none, the place beside the program.</summary>
    public string SeedFolder => SeedDirectory ?? SeedFiles.FindShipped() ?? Path.Combine(AppContext.BaseDirectory, "seed");

    /// <summary>Days that the change feed goes back. Default 400.</summary>
    [Range(1, 36_500, ErrorMessage = "FeedDays is a number from 1 to 36500.")]
    public int FeedDays { get; set; } = 400;

    /// <summary>Days after which notifications that were archived are forgotten. Default 180.</summary>
    [Range(1, 36_500, ErrorMessage = "InboxDays is a number from 1 to 36500.")]
    public int InboxDays { get; set; } = 180;

    /// <summary>Seconds after which who has a draft open counts as gone, when their server was killed and says no more of them. Default 30.</summary>
    [Range(3, 3600, ErrorMessage = "PresenceSeconds is a number from 3 to 3600.")]
    public int PresenceSeconds { get; set; } = PresenceOptions.DefaultSeconds;

    /// <summary>Seconds that a search waits for the <c>minSequence</c> it asks for. Default 5.</summary>
    [Range(1, 60, ErrorMessage = "MinSequenceSeconds is a number from 1 to 60.")]
    public int MinSequenceSeconds { get; set; } = 5;

    /// <summary><c>text</c> or <c>json</c>. Default: json in a container, else text.</summary>
    [RegularExpression("text|json", ErrorMessage = "LogFormat is text or json.")]
    public string LogFormat { get; set; } =
        string.Equals(Environment.GetEnvironmentVariable("DOTNET_RUNNING_IN_CONTAINER"), "true", StringComparison.OrdinalIgnoreCase)
            ? "json"
            : "text";
}
