using System.Text.RegularExpressions;

namespace ResearchHub.Core.Seeding;

/// <summary>Takes apart lists of donors: "Government of Sweden, ILO".</summary>
internal static partial class DonorNames
{
    /// <summary>Donors whose own name holds a comma.</summary>
    private static readonly string[] WithComma = ["African, Caribbean and Pacific Groups of States Observatory on Migration"];

    /// <summary>The donors, each once; words such as "Not specified" and "Multiple" name nobody.</summary>
    public static IReadOnlyList<string> Split(IEnumerable<string> texts) =>
        [.. texts.SelectMany(One).Where(name => !Nobody().IsMatch(name)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<string> One(string text)
    {
        foreach (var name in WithComma.Where(name => text.Contains(name, StringComparison.OrdinalIgnoreCase)))
        {
            yield return name;
            text = text.Replace(name, "", StringComparison.OrdinalIgnoreCase);
        }
        foreach (var name in text.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            yield return name;
        }
    }

    [GeneratedRegex(
        @"^(multiple|various|none|not (specified|available|applicable)|n/?a|other|unknown)$",
        RegexOptions.IgnoreCase | RegexOptions.ExplicitCapture,
        1000
    )]
    private static partial Regex Nobody();
}
