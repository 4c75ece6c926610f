using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>What a command says of a community; what is not given stays as it is.</summary>
public sealed record CommunityContent
{
    public Given<IReadOnlyList<LocalizedText>> Names { get; init; }
    public Given<IReadOnlyList<LocalizedText>> Descriptions { get; init; }
    public Given<CommunityKind?> Kind { get; init; }
    public Given<IReadOnlyList<CommunityLink>> Links { get; init; }

    /// <summary>Code of a place; null for none.</summary>
    public Given<string> Place { get; init; }
    public Given<IReadOnlyList<long>> Concepts { get; init; }
    public Given<CommunityVisibility?> Visibility { get; init; }
    public Given<CurationPolicy?> Policy { get; init; }

    /// <summary>Whether it changes who sees the community, or whose outputs come in.</summary>
    public bool Governs => Visibility.IsGiven || Policy.IsGiven;

    /// <summary>Why it cannot be taken: all problems at once.</summary>
    internal List<UserError> Problems(bool isNew)
    {
        var problems = new List<UserError>();
        void Unless(bool holds, string message, params string[] path)
        {
            if (!holds)
            {
                problems.Add(new InvalidError(message, ["input", .. path]));
            }
        }

        Unless((!isNew && !Names.IsGiven) || Names.Value is { Count: > 0 }, "Give at least one name.", "names");
        Texts(Names.Value, 200, "names");
        Texts(Descriptions.Value, 10_000, "descriptions");
        Unless(!Kind.IsGiven || Kind.Value is not null, "Say what it is.", "kind");
        Unless(!Visibility.IsGiven || Visibility.Value is not null, "Say who sees it.", "visibility");
        Unless(!Policy.IsGiven || Policy.Value is not null, "Say whose outputs come in.", "policy");
        var links = Links.Value ?? [];
        Unless(links.Count <= 20, "Give at most 20 links.", "links");
        foreach (var (index, link) in links.Take(20).Index())
        {
            Unless(PlainText.IsText(link.Label, 200), "Give a label of 1 to 200 characters.", "links", $"{index}", "label");
            Unless(WebAddress.Is(link.Url), WebAddress.Advice, "links", $"{index}", "url");
        }
        Unless((Concepts.Value?.Count ?? 0) <= 50, "Give at most 50 concepts.", "concepts");
        return problems;

        void Texts(IReadOnlyList<LocalizedText>? texts, int longest, string field)
        {
            Unless(
                texts is null || texts.All(text => PlainText.IsText(text.Text, longest)),
                $"Give each language 1 to {longest} characters.",
                field
            );
            Unless(
                texts is null || texts.DistinctBy(text => text.Language, StringComparer.OrdinalIgnoreCase).Count() == texts.Count,
                "Give one text for each language.",
                field
            );
        }
    }
}
