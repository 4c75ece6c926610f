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
            Titles = input.Many("titles", Text),
            Abstracts = input.Many("abstracts", Text),
            Languages = input.Many("languages", one => (string)one),
            Doi = input.Value<string>("doi"),
            Identifiers = input.Many("identifiers", Identified),
            PublishedOn = input.Value<DateOnly?>("publishedOn"),
            PublishedYear = input.Value<int?>("publishedYear"),
            ContainerTitle = input.Value<string>("containerTitle"),
            Volume = input.Value<string>("volume"),
            Issue = input.Value<string>("issue"),
            Pages = input.Value<string>("pages"),
            Publisher = input.Value<string>("publisher"),
            License = input.Value<string>("license"),
            Access = input.Value<AccessRight?>("access"),
            Attribution = input.Value<string>("attribution"),
            Contributors = input.Many("contributors", Contribution),
            Concepts = input.Many("concepts", one => Key(one, "Concept")),
            Places = input.Many("places", one => (string)one),
            Links = input.Many("links", Link),
            Relations = input.Many("relations", Relation),
            Funding = input.Many("funding", Funding),
            StudyType = input.Value<StudyType?>("type"),
            Design = input.Value<StudyDesign?>("design"),
            AccessMode = input.Value<DataAccessMode?>("accessMode"),
            TemporalCoverage = input.One("temporalCoverage", Coverage),
            Variables = input.Many("variables", Variable),
            Format = input.Value<LearningFormat?>("format"),
            Audience = input.Many("audience", one => (GovernmentLevel)one),
            DurationMinutes = input.Value<int?>("durationMinutes"),
        };

    private static LocalizedText Text(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LocalizedText((string)fields["language"]!, ((string)fields["text"]!).Normalize());
    }

    private static ContributionContent Contribution(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new ContributionContent(
            fields.KeyOrNull("researcher", "Researcher"),
            fields.KeyOrNull("organization", "Organization"),
            fields.Get<string>("nameAsPrinted"),
            fields.Get<IEnumerable>("creditRoles") is { } roles ? [.. roles.Cast<CreditRole>()] : [],
            fields.Get<ContributorType?>("contributorType"),
            fields.KeyOrNull("affiliation", "Organization"),
            fields.Get<string>("affiliationAsPrinted")
        );
    }

    private static LinkContent Link(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new LinkContent(
            (string)fields["url"]!,
            (LinkKind)fields["kind"]!,
            fields.Get<string>("label"),
            fields.Get<string>("mediaType"),
            fields.Get<string>("language")
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
            fields.Get<object>("output") is { } output ? OutputKey(output.ToString()) : null,
            fields.Get<object>("identifier") is { } identifier ? Identified(identifier) : null,
            fields.Get<string>("title")
        );
    }

    private static FundingContent Funding(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new FundingContent(
            fields.KeyOrNull("organization", "Organization"),
            fields.Get<string>("funderName"),
            fields.Get<string>("awardNumber"),
            fields.Get<string>("awardTitle"),
            fields.Get<string>("awardUri")
        );
    }

    private static VariableContent Variable(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new VariableContent(
            Key(fields["file"]!, "DataFile"),
            (string)fields["name"]!,
            fields.Value<string>("label"),
            fields.Value<string>("unit")
        );
    }

    private static CoverageContent Coverage(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new CoverageContent(fields.Get<DateOnly?>("from"), fields.Get<DateOnly?>("to"));
    }

    /// <summary>The key of an id; one of another type, or none at all, names nothing that is there.</summary>
    private static long Key(object id, string type) => NodeId.KeyOf(id.ToString(), type) ?? 0;

    /// <summary>The key of an output of any kind; 0, which none has, for anything else.</summary>
    public static long OutputKey(string? id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
