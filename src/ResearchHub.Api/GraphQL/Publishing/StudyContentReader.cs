using System.Collections;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>Reads what an input says of a study.</summary>
internal static class StudyContentReader
{
    public static StudyContent Read(IDictionary<string, object?> input) =>
        new()
        {
            Titles = List(input, "titles", Text),
            Abstracts = List(input, "abstracts", Text),
            Type = Value<StudyType?>(input, "type"),
            Design = Value<StudyDesign?>(input, "design"),
            Languages = List(input, "languages", one => (string)one),
            Doi = Value<string>(input, "doi"),
            PublishedOn = Value<DateOnly?>(input, "publishedOn"),
            PublishedYear = Value<int?>(input, "publishedYear"),
            ContainerTitle = Value<string>(input, "containerTitle"),
            Publisher = Value<string>(input, "publisher"),
            License = Value<string>(input, "license"),
            Access = Value<AccessRight?>(input, "access"),
            Contributors = List(input, "contributors", Contribution),
            Concepts = List(input, "concepts", one => Key(one, "Concept")),
            Places = List(input, "places", one => (string)one),
            Links = List(input, "links", Link),
        };

    private static Given<T> Value<T>(IDictionary<string, object?> input, string field) =>
        input.TryGetValue(field, out var value) ? Given<T>.Of((T?)value) : Given<T>.Nothing;

    private static Given<IReadOnlyList<T>> List<T>(IDictionary<string, object?> input, string field, Func<object, T> read) =>
        input.TryGetValue(field, out var value)
            ? Given<IReadOnlyList<T>>.Of(value is IEnumerable items ? [.. items.Cast<object>().Select(read)] : null)
            : Given<IReadOnlyList<T>>.Nothing;

    private static LocalizedText Text(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LocalizedText((string)fields["language"]!, ((string)fields["text"]!).Normalize());
    }

    private static ContributionContent Contribution(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        var roles = fields.TryGetValue("creditRoles", out var given) && given is IEnumerable list ? list.Cast<CreditRole>().ToArray() : [];
        return new ContributionContent(
            fields.TryGetValue("researcher", out var person) && person is not null ? Key(person, "Researcher") : null,
            fields.TryGetValue("organization", out var firm) && firm is not null ? Key(firm, "Organization") : null,
            fields.TryGetValue("nameAsPrinted", out var name) ? (string?)name : null,
            roles
        );
    }

    private static LinkContent Link(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LinkContent(
            (string)fields["url"]!,
            (LinkKind)fields["kind"]!,
            fields.TryGetValue("label", out var label) ? (string?)label : null
        );
    }

    /// <summary>The key of an id; one of another type, or none at all, names nothing that is there.</summary>
    private static long Key(object id, string type) => NodeId.KeyOf(id.ToString(), type) ?? 0;
}
