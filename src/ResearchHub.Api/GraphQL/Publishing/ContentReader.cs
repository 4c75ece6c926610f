using System.Collections;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>Reads what an input says of an output. The input type decides which fields there can be.</summary>
internal static class ContentReader
{
    public static OutputContent Read(IDictionary<string, object?> input) =>
        new()
        {
            Titles = List(input, "titles", Text),
            Abstracts = List(input, "abstracts", Text),
            Languages = List(input, "languages", one => (string)one),
            Doi = Value<string>(input, "doi"),
            Identifiers = List(input, "identifiers", Identified),
            PublishedOn = Value<DateOnly?>(input, "publishedOn"),
            PublishedYear = Value<int?>(input, "publishedYear"),
            ContainerTitle = Value<string>(input, "containerTitle"),
            Volume = Value<string>(input, "volume"),
            Issue = Value<string>(input, "issue"),
            Pages = Value<string>(input, "pages"),
            Publisher = Value<string>(input, "publisher"),
            License = Value<string>(input, "license"),
            Access = Value<AccessRight?>(input, "access"),
            Attribution = Value<string>(input, "attribution"),
            Contributors = List(input, "contributors", Contribution),
            Concepts = List(input, "concepts", one => Key(one, "Concept")),
            Places = List(input, "places", one => (string)one),
            Links = List(input, "links", Link),
            Relations = List(input, "relations", Relation),
            Funding = List(input, "funding", Funding),
            StudyType = Value<StudyType?>(input, "type"),
            Design = Value<StudyDesign?>(input, "design"),
            AccessMode = Value<DataAccessMode?>(input, "accessMode"),
            TemporalCoverage = One(input, "temporalCoverage", Coverage),
            Variables = List(input, "variables", Variable),
            Format = Value<LearningFormat?>(input, "format"),
            Audience = List(input, "audience", one => (GovernmentLevel)one),
            DurationMinutes = Value<int?>(input, "durationMinutes"),
        };

    private static Given<T> Value<T>(IDictionary<string, object?> input, string field) =>
        input.TryGetValue(field, out var value) ? Given<T>.Of((T?)value) : Given<T>.Nothing;

    private static Given<IReadOnlyList<T>> List<T>(IDictionary<string, object?> input, string field, Func<object, T> read) =>
        input.TryGetValue(field, out var value)
            ? Given<IReadOnlyList<T>>.Of(value is IEnumerable items ? [.. items.Cast<object>().Select(read)] : null)
            : Given<IReadOnlyList<T>>.Nothing;

    private static Given<T> One<T>(IDictionary<string, object?> input, string field, Func<object, T> read)
        where T : class => input.TryGetValue(field, out var value) ? Given<T>.Of(value is null ? null : read(value)) : Given<T>.Nothing;

    private static LocalizedText Text(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LocalizedText((string)fields["language"]!, ((string)fields["text"]!).Normalize());
    }

    private static ContributionContent Contribution(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new ContributionContent(
            KeyOrNull(fields, "researcher", "Researcher"),
            KeyOrNull(fields, "organization", "Organization"),
            Get<string>(fields, "nameAsPrinted"),
            Get<IEnumerable>(fields, "creditRoles") is { } roles ? [.. roles.Cast<CreditRole>()] : [],
            Get<ContributorType?>(fields, "contributorType"),
            KeyOrNull(fields, "affiliation", "Organization"),
            Get<string>(fields, "affiliationAsPrinted")
        );
    }

    private static LinkContent Link(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LinkContent(
            (string)fields["url"]!,
            (LinkKind)fields["kind"]!,
            Get<string>(fields, "label"),
            Get<string>(fields, "mediaType"),
            Get<string>(fields, "language")
        );
    }

    private static IdentifierContent Identified(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new IdentifierContent((IdentifierType)fields["type"]!, (string)fields["value"]!);
    }

    private static RelationContent Relation(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new RelationContent(
            (RelationType)fields["type"]!,
            Get<object>(fields, "output") is { } output ? OutputKey(output.ToString()) : null,
            Get<object>(fields, "identifier") is { } identifier ? Identified(identifier) : null,
            Get<string>(fields, "title")
        );
    }

    private static FundingContent Funding(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new FundingContent(
            KeyOrNull(fields, "organization", "Organization"),
            Get<string>(fields, "funderName"),
            Get<string>(fields, "awardNumber"),
            Get<string>(fields, "awardTitle"),
            Get<string>(fields, "awardUri")
        );
    }

    private static VariableContent Variable(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new VariableContent(
            Key(fields["file"]!, "DataFile"),
            (string)fields["name"]!,
            Value<string>(fields, "label"),
            Value<string>(fields, "unit")
        );
    }

    private static CoverageContent Coverage(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new CoverageContent(Get<DateOnly?>(fields, "from"), Get<DateOnly?>(fields, "to"));
    }

    private static T? Get<T>(IDictionary<string, object?> fields, string name) =>
        fields.TryGetValue(name, out var value) ? (T?)value : default;

    private static long? KeyOrNull(IDictionary<string, object?> fields, string name, string type) =>
        Get<object>(fields, name) is { } id ? Key(id, type) : null;

    /// <summary>The key of an id; one of another type, or none at all, names nothing that is there.</summary>
    private static long Key(object id, string type) => NodeId.KeyOf(id.ToString(), type) ?? 0;

    /// <summary>The key of an output of any kind; 0, which none has, for anything else.</summary>
    public static long OutputKey(string? id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
