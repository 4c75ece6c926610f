namespace ResearchHub.Core.Catalogue;

/// <summary>What an author contributed: the 14 roles of CRediT (ANSI/NISO Z39.104-2022).</summary>
public enum CreditRole
{
    Conceptualization,
    DataCuration,
    FormalAnalysis,
    FundingAcquisition,
    Investigation,
    Methodology,
    ProjectAdministration,
    Resources,
    Software,
    Supervision,
    Validation,
    Visualization,
    WritingOriginalDraft,
    WritingReviewEditing,
}

/// <summary>Published labels and URIs of the CRediT roles.</summary>
public static class CreditRoles
{
    private const string Base = "https://credit.niso.org/contributor-roles/";

    /// <summary>The English label as NISO prints it.</summary>
    public static string Label(this CreditRole role) =>
        role switch
        {
            CreditRole.Conceptualization => "Conceptualization",
            CreditRole.DataCuration => "Data curation",
            CreditRole.FormalAnalysis => "Formal analysis",
            CreditRole.FundingAcquisition => "Funding acquisition",
            CreditRole.Investigation => "Investigation",
            CreditRole.Methodology => "Methodology",
            CreditRole.ProjectAdministration => "Project administration",
            CreditRole.Resources => "Resources",
            CreditRole.Software => "Software",
            CreditRole.Supervision => "Supervision",
            CreditRole.Validation => "Validation",
            CreditRole.Visualization => "Visualization",
            CreditRole.WritingOriginalDraft => "Writing – original draft",
            CreditRole.WritingReviewEditing => "Writing – review & editing",
            _ => throw new ArgumentOutOfRangeException(nameof(role), role, "Not a CRediT role."),
        };

    /// <summary>The role's URI at NISO, which ends in a slash.</summary>
    public static string Uri(this CreditRole role) =>
        Base
        + role.Label()
            .ToLowerInvariant()
            .Replace(" – ", "-", StringComparison.Ordinal)
            .Replace(" & ", "-", StringComparison.Ordinal)
            .Replace(' ', '-')
        + "/";

    /// <summary>Finds a role by its URI (http or https, with or without the last slash) or its label.</summary>
    public static bool TryFind(string? uriOrLabel, out CreditRole role)
    {
        var text = uriOrLabel?.Trim().TrimEnd('/');
        foreach (var candidate in Enum.GetValues<CreditRole>())
        {
            var uri = candidate.Uri().TrimEnd('/');
            if (
                string.Equals(text, candidate.Label(), StringComparison.OrdinalIgnoreCase)
                || string.Equals(text, uri, StringComparison.OrdinalIgnoreCase)
                || string.Equals(text, uri.Replace("https:", "http:", StringComparison.Ordinal), StringComparison.OrdinalIgnoreCase)
            )
            {
                role = candidate;
                return true;
            }
        }
        role = default;
        return false;
    }
}
