namespace ResearchHub.Core.Catalogue;

/// <summary>COAR's URIs and labels for <see cref="AccessRight"/> (COAR Access Rights 1.0).</summary>
public static class AccessRights
{
    private const string Base = "http://purl.org/coar/access_right/";

    /// <summary>The concept's URI; COAR's identifiers are http, not https.</summary>
    public static string Uri(this AccessRight right) =>
        Base
        + right switch
        {
            AccessRight.Open => "c_abf2",
            AccessRight.Embargoed => "c_f1cf",
            AccessRight.Restricted => "c_16ec",
            AccessRight.MetadataOnly => "c_14cb",
            _ => throw new ArgumentOutOfRangeException(nameof(right), right, "Not an access right."),
        };

    /// <summary>COAR's English label: "open access", "metadata only access".</summary>
    public static string Label(this AccessRight right) =>
        right switch
        {
            AccessRight.Open => "open access",
            AccessRight.Embargoed => "embargoed access",
            AccessRight.Restricted => "restricted access",
            AccessRight.MetadataOnly => "metadata only access",
            _ => throw new ArgumentOutOfRangeException(nameof(right), right, "Not an access right."),
        };
}
