using GraphQL.Builders;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.GraphQL.Vocabularies;
using ResearchHub.Core.Common;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

internal sealed class OpennessGraph() : EnumGraph<Openness>("Openness", "What a person is open to.");

internal sealed class ProfileFieldGraph()
    : EnumGraph<ProfileField>("ProfileField", "Fields of a profile whose readers the person chooses.");

internal sealed class VisibilityGraph()
    : EnumGraph<Visibility>(
        "Visibility",
        "Who reads a field of a profile.",
        visibility =>
            visibility switch
            {
                Visibility.Public => "Everybody.",
                Visibility.Members => "Whoever is signed in.",
                Visibility.Private => "The person, and curators.",
                _ => null,
            }
    );

internal sealed class FieldVisibilityGraph : ObjectGraphType<(ProfileField Field, Visibility Visibility)>
{
    public FieldVisibilityGraph()
    {
        Name = "FieldVisibility";
        Description = "Who reads a field of a profile.";
        this.Required<(ProfileField Field, Visibility Visibility), ProfileFieldGraph>("field", "The field.", one => one.Field);
        this.Required<(ProfileField Field, Visibility Visibility), VisibilityGraph>("visibility", "Its readers.", one => one.Visibility);
    }
}

/// <summary>Fields of a researcher that the person lets others see, or not.</summary>
internal static class ProfileFields
{
    public static void AddTo(ObjectGraphType<ResearcherRow> type)
    {
        type.Required<ResearcherRow, SectorGraph>(
                "sector",
                "Sector the person works in; UNKNOWN also where the caller may not see it.",
                person => person.Sector
            )
            .AsProfileSays(ProfileField.Sector, Core.Catalogue.Sector.Unknown);
        type.Optional<ResearcherRow, UriScalar>(
                "url",
                "The person's own page; null also where the caller may not see it.",
                person => person.Url
            )
            .AsProfileSays(ProfileField.Url, null);
        type.Many<ResearcherRow, AffiliationGraph>(
                "affiliations",
                "Organisations the person belongs or belonged to, current ones first; empty also where the caller may not see them.",
                context => context.Loader<AffiliationsLoader>().LoadAsync(context.Source.Id)
            )
            .AsProfileSays(ProfileField.Affiliations, Array.Empty<object>());
        type.Many<ResearcherRow, ConceptGraph>(
                "expertise",
                "Concepts the person knows about; empty also where the caller may not see them.",
                context => context.Loader<ExpertiseLoader>().LoadAsync(context.Source.Id)
            )
            .AsProfileSays(ProfileField.Expertise, Array.Empty<object>());
        type.Many<ResearcherRow, LanguageTagScalar>(
                "languages",
                "Languages the person works in; empty also where the caller may not see them.",
                context => context.Source.Languages
            )
            .AsProfileSays(ProfileField.Languages, Array.Empty<object>());
        type.Many<ResearcherRow, OpennessGraph>(
                "openTo",
                "What the person is open to; empty also where the caller may not see it.",
                context => context.Source.OpenTo.Select(ConstantCase.Parse<Openness>)
            )
            .AsProfileSays(ProfileField.OpenTo, Array.Empty<object>());
        type.Computed<ResearcherRow, ListGraphType<NonNullGraphType<FieldVisibilityGraph>>>(
                "visibility",
                "Who reads each field that the person chooses readers for; null for all but the person and curators.",
                context => Enum.GetValues<ProfileField>().Select(field => (field, context.Source.Visibility[field]))
            )
            .VisibleTo(Audience.Person, person => person.Id);
    }

    /// <summary>Guards a field by what its profile says; who may not see it gets what there would be if nothing was said.</summary>
    private static void AsProfileSays(this FieldBuilder<ResearcherRow, object> field, ProfileField which, object? hidden)
    {
        var inner = field.FieldType.Resolver!;
        FieldAccess.Declare(field.FieldType, Audience.AsProfileSays);
        field.FieldType.Resolver = new FuncFieldResolver<object>(context =>
        {
            var person = (ResearcherRow)context.Source!;
            return person.Visibility.MaySee(context.Caller(), person.Id, which)
                ? inner.ResolveAsync(context)
                : ValueTask.FromResult(hidden);
        });
    }
}
