using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>Titles as the catalogue shows them: capitals made readable, without the blanks that library catalogues put before colons.</summary>
internal sealed class TitleText(AcronymList words)
{
    /// <summary>Titles in capitals get back the capitals of these places' names.</summary>
    public static TitleText WithPlaces(IEnumerable<SeedPlace> places) =>
        new(AcronymList.Standard.WithNames(places.SelectMany(place => place.Labels.Values.Prepend(place.Labels["en"]))));

    /// <summary>Also gives back what the other titles show to be acronyms and names.</summary>
    public TitleText Learning(IEnumerable<string> titles) => new(words.Learn(titles));

    public string Of(string title) =>
        ReadableTitle.From(title, words).Replace(" : ", ": ", StringComparison.Ordinal).Replace(" ; ", "; ", StringComparison.Ordinal);
}
