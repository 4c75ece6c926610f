using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>Finds places by the names that records write: exactly in lists of countries, as whole words in titles.</summary>
internal sealed class PlaceFinder
{
    /// <summary>Names that in a title often mean something else: a state of the USA, a person, a fund.</summary>
    private static readonly HashSet<string> Ambiguous = new(
        [
            "Georgia",
            "Jordan",
            "Jersey",
            "Chad",
            "US",
            "Us",
            "Guinea",
            "Dominica",
            "World",
            "Global",
            "Worldwide",
            "UK",
            "Congo",
            "Turkey",
            "Americas",
            "Mali",
        ],
        StringComparer.OrdinalIgnoreCase
    );

    /// <summary>Names of other places that hold a country's name.</summary>
    private static readonly string[] Elsewhere =
    [
        "New Jersey",
        "New Mexico",
        "Gulf of Mexico",
        "Northern Ireland",
        "South Georgia",
        "Indian Ocean",
    ];

    private readonly Dictionary<string, string> _codes = new(StringComparer.Ordinal);
    private readonly PhraseFinder<string?> _titles = new();

    public PlaceFinder(IEnumerable<SeedPlace> places)
    {
        foreach (var place in places.Where(place => place.Kind is PlaceKind.Country or PlaceKind.Region or PlaceKind.World))
        {
            foreach (var name in place.Labels.Values.Concat(place.AltLabels.Values.SelectMany(names => names)))
            {
                _codes.TryAdd(CleanText.Key(name), place.Code);
                if (!Ambiguous.Contains(name) && name.Length > 3)
                {
                    _titles.Add(name, place.Code);
                }
            }
            _codes.TryAdd(CleanText.Key(place.Code), place.Code);
            if (place.Iso3 is { } iso3)
            {
                _codes.TryAdd(CleanText.Key(iso3), place.Code);
            }
        }
        foreach (var name in Elsewhere)
        {
            _titles.Add(name, null);
        }
    }

    /// <summary>Code of a place by name, ISO code or M49 number; null when there is none.</summary>
    public string? Find(string name)
    {
        var key = CleanText.Key(name);
        return _codes.GetValueOrDefault(key) ?? _codes.GetValueOrDefault(key.EndsWith(" the", StringComparison.Ordinal) ? key[..^4] : key);
    }

    /// <summary>Codes of a record's places: those it lists; where it lists none, countries and regions that its title names.</summary>
    public IReadOnlyList<string> Of(RecordLine line)
    {
        var listed = line.Countries.Select(Find).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        return listed.Count > 0 ? listed : [.. _titles.Find(line.Title).OfType<string>()];
    }
}
