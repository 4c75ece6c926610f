using System.ComponentModel.DataAnnotations;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.DataCite;

/// <summary>Which persistent identifiers outputs get: section <c>PersistentIds</c>.</summary>
public sealed class PersistentIdOptions
{
    public const string Section = "PersistentIds";

    /// <summary>Prefix of local identifiers; with DataCite the DOI prefix of the repository (<c>10.12345</c>).</summary>
    [RegularExpression("[a-z0-9.-]{1,100}", ErrorMessage = "PersistentIds:Prefix has small letters, digits, dots and hyphens.")]
    public string Prefix { get; set; } = LocalIds.DefaultPrefix;

    /// <summary>
    /// Address of a record for readers, at the frontend that shows it; <c>{slug}</c> stands for its slug, <c>{kind}</c> for its kind. Default:
    /// <c>/{kind}/{slug}</c> at <see cref="Hosting.HubOptions.PublicUrl"/>, where the server has pages of its own.
    /// </summary>
    public string? LandingPage { get; set; }

    /// <summary>Address of DataCite's REST API, such as <c>https://api.datacite.org</c>; without it identifiers are local.</summary>
    public Uri? DataCite { get; set; }

    /// <summary>Repository id at DataCite.</summary>
    public string Repository { get; set; } = "";

    /// <summary>Its password.</summary>
    public string Password { get; set; } = "";

    /// <summary>Wait before the second attempt; doubles with each (default 1 s).</summary>
    public TimeSpan RetryAfter { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts before the registry counts as not to be reached (default 5).</summary>
    [Range(1, 20)]
    public int Attempts { get; set; } = 5;
}
