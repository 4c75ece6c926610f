using System.Globalization;
using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.People.Reading;
using ResearchHub.Core.Search;
using ResearchHub.Core.Vocabularies;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Search;

/// <summary>A facet as shown.</summary>
internal sealed record Facet(FacetResult Result);

/// <summary>A bucket with the facet it is of, which its label depends on.</summary>
internal sealed record FacetBucket(FacetField Field, FacetValue Value);

internal sealed class FacetFieldGraph() : EnumGraph<FacetField>("FacetField", "Facets of a search.");

internal sealed class FacetGraph : ObjectGraphType<Facet>
{
    public FacetGraph()
    {
        Name = "Facet";
        Description = "Counts of the values of one field over the whole result.";
        this.Required<Facet, FacetFieldGraph>("field", "The field.", facet => facet.Result.Field);
        this.Many<Facet, FacetBucketGraph>(
            "buckets",
            "Values, those with most records first; years in their order.",
            context => context.Source.Result.Values.Select(value => new FacetBucket(context.Source.Result.Field, value))
        );
        this.Required<Facet, IntGraphType>("otherCount", "Records in values beyond these buckets.", facet => facet.Result.OtherCount);
        this.Required<Facet, IntGraphType>("missingCount", "Records without a value.", facet => facet.Result.MissingCount);
    }
}

internal sealed class FacetBucketGraph : ObjectGraphType<FacetBucket>
{
    public FacetBucketGraph()
    {
        Name = "FacetBucket";
        Description = "A value and how many records have it.";
        this.Required<FacetBucket, StringGraphType>("key", "The value, as filters take it.", Key);
        this.Computed<FacetBucket, NonNullGraphType<StringGraphType>>(
                "label",
                "The value in words, in the language asked for or the nearest there is.",
                Label
            )
            .Takes<FacetBucket, LanguageTagScalar>("language", "Language wanted.");
        this.Required<FacetBucket, IntGraphType>("count", "Number of records.", bucket => bucket.Value.Count);
        this.Required<FacetBucket, BooleanGraphType>("selected", "Whether the search is narrowed to it.", bucket => bucket.Value.Selected);
        this.Many<FacetBucket, FacetBucketGraph>(
            "children",
            "Values below it, in facets that are trees.",
            context => context.Source.Value.Children.Select(child => new FacetBucket(context.Source.Field, child))
        );
    }

    private static string Key(FacetBucket bucket) =>
        bucket.Field switch
        {
            FacetField.Funder => NodeId.Encode("Organization", long.Parse(bucket.Value.Key, CultureInfo.InvariantCulture)),
            // Whether a contributor is a person or an organisation makes no difference to filters, which go by the number.
            FacetField.Contributor => NodeId.Encode("Researcher", long.Parse(bucket.Value.Key, CultureInfo.InvariantCulture)),
            _ => bucket.Value.Key,
        };

    private static object Label(IResolveFieldContext<FacetBucket> context)
    {
        var (field, key, language) = (context.Source.Field, context.Source.Value.Key, context.Language());
        return field switch
        {
            FacetField.GcmObjective => Concept(context, ConceptScheme.GcmObjective, key, language),
            FacetField.SdgTarget => Concept(context, ConceptScheme.SdgTarget, key, language),
            FacetField.Topic => Concept(context, ConceptScheme.Topic, key, language),
            FacetField.Population => Concept(context, ConceptScheme.Population, key, language),
            FacetField.Design => Concept(context, ConceptScheme.StudyDesign, key, language),
            FacetField.Place => new Derived<PlaceRow>(
                context.Loader<PlaceByCodeLoader>().LoadAsync(key),
                place => place?.Labels.Best(language)?.Text ?? key
            ),
            FacetField.License => new Derived<LicenseRow>(context.Loader<LicenseLoader>().LoadAsync(key), license => license?.Name ?? key),
            FacetField.Funder => new Derived<OrganizationRow>(
                context.Loader<OrganizationLoader>().LoadAsync(long.Parse(key, CultureInfo.InvariantCulture)),
                funder => NameOf(funder, language) ?? key
            ),
            FacetField.Contributor => Contributor(context, long.Parse(key, CultureInfo.InvariantCulture), language),
            FacetField.Language => CodeLabels.OfLanguage(key, language) ?? CultureInfo.GetCultureInfo(key).EnglishName,
            FacetField.Year => key,
            FacetField.Source => CodeLabels.Of(key, language) ?? key,
            _ => CodeLabels.Of(key, language) ?? Words(key),
        };
    }

    private static Derived<ConceptRow> Concept(IResolveFieldContext context, ConceptScheme scheme, string notation, string? language) =>
        new(
            context.Loader<ConceptByNotationLoader>().LoadAsync((scheme, notation)),
            concept => concept?.Labels.Best(language)?.Text ?? Words(notation)
        );

    private static ContributorName Contributor(IResolveFieldContext context, long id, string? language) =>
        new(context.Loader<ResearcherLoader>().LoadAsync(id), context.Loader<OrganizationLoader>().LoadAsync(id), language);

    private static string? NameOf(OrganizationRow? organization, string? language) =>
        (language is null ? null : organization?.Names.Best(language)?.Text) ?? organization?.Name;

    private static string Words(string key) => key.Length == 0 ? key : key[0] + key[1..].Replace('_', ' ').ToLowerInvariant();

    /// <summary>The name of a contributor, whichever of both it is.</summary>
    private sealed class ContributorName(
        IDataLoaderResult<ResearcherRow> person,
        IDataLoaderResult<OrganizationRow> organization,
        string? language
    ) : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) =>
            (await person.GetResultAsync(cancellationToken))?.Name
            ?? NameOf(await organization.GetResultAsync(cancellationToken), language)
            ?? "";
    }
}
