using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>An author of a line, read.</summary>
/// <param name="Name">Parts of the name; an organisation's name is its family name.</param>
/// <param name="Printed">The name as the source prints it.</param>
internal sealed record RecordAuthor(PersonName Name, string Printed)
{
    public bool IsOrganization => Name.Kind == NameKind.Organization;

    /// <summary>What spellings of one person's name share; null for organisations.</summary>
    public NameKey? Key { get; } = NameKey.Of(Name);

    /// <summary>Natural key of an organisation: its name as letters and digits.</summary>
    public string OrganizationKey => CleanText.Key(Name.Display);

    /// <summary>The authors of a line in the order to print them.</summary>
    public static IReadOnlyList<RecordAuthor> Of(RecordLine line)
    {
        var profile = SourceProfile.Of(line.Source);
        var authors = line.Authors.SelectMany(text => Read(text, profile.IsFreeText)).Where(IsKnown).ToList();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        authors.RemoveAll(author => !seen.Add(author.Key?.Exact ?? author.OrganizationKey));
        return profile.HasPrintedOrder ? authors : [.. authors.OrderBy(author => author.Name.Inverted, StringComparer.InvariantCulture)];
    }

    private static IEnumerable<RecordAuthor> Read(string text, bool isFreeText)
    {
        var names =
            isFreeText || text.Contains(';', StringComparison.Ordinal) ? PersonName.ParseList(text).Names : [PersonName.Parse(text)];
        return names.Select(name => new RecordAuthor(name, names.Count == 1 && name.Kind == NameKind.Person ? text : name.Display));
    }

    private static bool IsKnown(RecordAuthor author) =>
        author.Key is not null || (author.IsOrganization && author.OrganizationKey.Length > 0);
}
