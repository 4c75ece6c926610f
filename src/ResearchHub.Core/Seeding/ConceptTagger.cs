using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>A concept by scheme and notation.</summary>
internal readonly record struct ConceptKey(ConceptScheme Scheme, string Notation);

/// <summary>
/// Assigns concepts where the evidence is in the record's own words: IOM themes by their exact wording; topics, populations and study designs
/// whose label or synonym (English or Serbian) stands as whole words in the title, the keywords or the topics of the source; GCM objectives and SDG targets that
/// the shipped mappings give for those themes and topics. Words that mean something else as often as not are listed in <see cref="Vague"/>.
/// </summary>
internal sealed class ConceptTagger
{
    private static readonly HashSet<string> Vague = new(
        [
            "Transit",
            "Protection",
            "Displacement",
            "Relocation",
            "Exploitation",
            "Survey",
            "Simulation",
            "Race",
            "Fraud",
            "Modelling",
            "Modeling",
            "Shelter",
            "Settlement",
            "Expulsion",
            "Tourist",
            "Minority",
            "Removal",
            "Data",
            "Repatriates",
            "Foreign workers program",
            "Gravity equation",
            "Gravity model of trade",
            "Huff model",
            "Naturalization",
            "Natality",
            "Exile",
            "RSD",
            "DTM",
            "DDR",
            "Urban sprawl",
            "Environment",
            "Bank",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Phrases in which a label means something else.</summary>
    private static readonly string[] OtherMeanings =
    [
        "Power laws",
        "Zipf's law",
        "Pareto's law",
        "Gibrat's law",
        "1/d law",
        "Law of road congestion",
        "Laws of capitalism",
        "Trade-off",
        "War on poverty",
    ];

    private readonly PhraseFinder<ConceptKey?> _phrases = new();
    private readonly List<(string Key, ConceptKey Theme)> _themes = [];
    private readonly ILookup<ConceptKey, ConceptKey> _goals;

    public ConceptTagger(IEnumerable<SeedScheme> schemes, SeedThemeMappings themes, SeedTopicMappings topics)
    {
        foreach (var scheme in schemes)
        {
            foreach (var concept in scheme.Concepts)
            {
                Add(scheme.Scheme, concept);
            }
        }
        foreach (var phrase in OtherMeanings)
        {
            _phrases.Add(phrase, null);
        }
        _themes.Sort((left, right) => right.Key.Length.CompareTo(left.Key.Length));
        _goals = themes
            .Mappings.Select(one =>
                (From: new ConceptKey(ConceptScheme.IomTheme, one.Theme), To: new ConceptKey(ConceptScheme.GcmObjective, one.GcmObjective))
            )
            .Concat(
                topics.Mappings.Select(one =>
                    (From: new ConceptKey(ConceptScheme.Topic, one.Topic), To: new ConceptKey(one.Scheme, one.Notation))
                )
            )
            .ToLookup(pair => pair.From, pair => pair.To);
    }

    /// <summary>The concepts of a record, themes first, goals last, each once.</summary>
    public IReadOnlyList<ConceptKey> Tag(RecordLine line)
    {
        var found = new List<ConceptKey>(Themes(line.Themes));
        foreach (var text in line.Topics.Concat(line.Keywords).Prepend(line.Title))
        {
            found.AddRange(_phrases.Find(text).OfType<ConceptKey>());
        }
        found.AddRange(found.SelectMany(concept => _goals[concept]).ToList());
        return [.. found.Distinct()];
    }

    private IEnumerable<ConceptKey> Themes(string? text)
    {
        // Themes hold commas themselves, so that the list can only be read by knowing them.
        for (var rest = CleanText.Key(text ?? ""); rest.Length > 0; )
        {
            var (key, theme) = _themes.Find(one =>
                rest.StartsWith(one.Key, StringComparison.Ordinal) && (rest.Length == one.Key.Length || rest[one.Key.Length] == ' ')
            );
            if (key is not null)
            {
                yield return theme;
                rest = rest[key.Length..].TrimStart();
            }
            else
            {
                var blank = rest.IndexOf(' ', StringComparison.Ordinal);
                rest = blank < 0 ? "" : rest[(blank + 1)..];
            }
        }
    }

    private void Add(ConceptScheme scheme, SeedConcept concept)
    {
        var key = new ConceptKey(scheme, concept.Notation);
        if (scheme == ConceptScheme.IomTheme)
        {
            _themes.Add((CleanText.Key(concept.Labels["en"]), key));
        }
        if (scheme is not (ConceptScheme.Topic or ConceptScheme.Population or ConceptScheme.StudyDesign))
        {
            return;
        }
        foreach (var (language, label) in concept.Labels.Concat(concept.AltLabels.SelectMany(Pairs)))
        {
            if (IsMatched(language) && !Vague.Contains(label))
            {
                _phrases.Add(label, key);
            }
        }
    }

    private static bool IsMatched(string language) => language is "en" or "sr-Cyrl" or "sr-Latn";

    private static IEnumerable<KeyValuePair<string, string>> Pairs(KeyValuePair<string, List<string>> labels) =>
        labels.Value.Select(label => KeyValuePair.Create(labels.Key, label));
}
