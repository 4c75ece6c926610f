using System.Text.RegularExpressions;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>What an organisation's name says of its sector and country.</summary>
internal static partial class OrganizationSector
{
    public static (Sector Sector, string? Country) Of(string name) =>
        Government().Match(name) is { Success: true } government ? (Sector.GovernmentCentral, (string?)government.Groups["country"].Value)
        : Academia().IsMatch(name) ? (Sector.Academia, null)
        : International().IsMatch(name) ? (Sector.InternationalOrganization, null)
        : Private().IsMatch(name) ? (Sector.Private, null)
        : (Sector.Unknown, null);

    /// <summary>Capitals only, one word, two to eight letters: UNDP, PPMI, ZIGLA.</summary>
    public static bool IsAcronym(string name) => Acronym().IsMatch(name);

    [GeneratedRegex(@"^\p{Lu}[\p{Lu}&+]{1,7}$", RegexOptions.None, 1000)]
    private static partial Regex Acronym();

    [GeneratedRegex(@"\bGovernment of (?:the )?(?<country>.+)$", RegexOptions.None, 1000)]
    private static partial Regex Government();

    [GeneratedRegex(@"\b(Univ\p{L}+|School of|College|Graduate Institute)\b", RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Academia();

    [GeneratedRegex(@"^(IOM|UN|United Nations|OIM|World Health Organization)\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex International();

    [GeneratedRegex(
        @"\b(Ltd|LLC|Inc|PLC|GmbH|S\.A|S\.L|Consult\p{L}*|Limited|AB|Firm)\b",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Private();
}
