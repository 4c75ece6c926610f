using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Vocabularies;

internal sealed class ConceptSchemeGraph()
    : EnumGraph<ConceptScheme>(
        "ConceptScheme",
        "Vocabularies that concepts are taken from.",
        value =>
            value switch
            {
                ConceptScheme.GcmObjective => "The 23 objectives of the Global Compact for Safe, Orderly and Regular Migration.",
                ConceptScheme.GcmPrinciple => "The ten guiding principles of the Global Compact.",
                ConceptScheme.SdgGoal => "The 17 Sustainable Development Goals.",
                ConceptScheme.SdgTarget => "Targets of the Sustainable Development Goals.",
                ConceptScheme.IomSrf => "IOM's Strategic Results Framework.",
                ConceptScheme.IomTheme => "Themes of IOM's evaluations.",
                ConceptScheme.Topic => "Topics, as a tree with synonyms.",
                ConceptScheme.Population => "Groups of people that research speaks of.",
                ConceptScheme.StudyDesign => "Study designs, as concepts.",
                ConceptScheme.Intervention => "What was done.",
                ConceptScheme.Outcome => "What was measured.",
                ConceptScheme.FieldOfScience => "OECD fields of science (Frascati).",
                ConceptScheme.Competency => "What learners come to know.",
                _ => null,
            }
    );

internal sealed class PlaceKindGraph() : EnumGraph<PlaceKind>("PlaceKind", "Kinds of places.");

internal sealed class LocalizedTextGraph : ObjectGraphType<LocalizedText>
{
    public LocalizedTextGraph()
    {
        Name = "LocalizedText";
        Description = "A text in one language.";
        this.Required<LocalizedText, LanguageTagScalar>("language", "Its language; `und` when unknown.", text => text.Language);
        this.Required<LocalizedText, StringGraphType>("text", "Plain text.", text => text.Text);
    }
}

internal sealed class ConceptGraph : ObjectGraphType<ConceptRow>
{
    public ConceptGraph()
    {
        Name = "Concept";
        Description = "A concept of a vocabulary (SKOS).";
        Interface<NodeInterface>();
        IsTypeOf = value => value is ConceptRow;
        this.Required<ConceptRow, IdGraphType>("id", "Global id; opaque, stable.", concept => NodeId.Encode("Concept", concept.Id));
        this.Required<ConceptRow, ConceptSchemeGraph>("scheme", "Vocabulary it is of.", concept => concept.Scheme);
        this.Required<ConceptRow, StringGraphType>("notation", "Code within the vocabulary.", concept => concept.Notation);
        this.Computed<ConceptRow, NonNullGraphType<StringGraphType>>(
                "label",
                "Preferred label in the language asked for, else in the nearest one there is.",
                context => context.Source.Labels.Best(context.Language())!.Text
            )
            .Takes<ConceptRow, LanguageTagScalar>("language", "Language wanted.");
        this.Many<ConceptRow, LocalizedTextGraph>("labels", "Preferred labels.", context => context.Source.Labels);
        this.Many<ConceptRow, LocalizedTextGraph>("synonyms", "Other labels (skos:altLabel).", context => context.Source.AltLabels);
        this.Computed<ConceptRow, StringGraphType>(
                "definition",
                "What it means, in the language asked for or the nearest.",
                context => context.Source.Definitions.Best(context.Language())?.Text
            )
            .Takes<ConceptRow, LanguageTagScalar>("language", "Language wanted.");
        this.Computed<ConceptRow, ConceptGraph>(
            "broader",
            "The concept above; null at the top.",
            context => context.Source.BroaderId is { } broader ? context.Loader<ConceptLoader>().LoadAsync(broader) : null
        );
        this.Many<ConceptRow, ConceptGraph>(
            "narrower",
            "Concepts one step below.",
            context => context.Loader<NarrowerLoader>().LoadAsync(context.Source.Id)
        );
        this.Many<ConceptRow, ConceptGraph>(
            "mappings",
            "Concepts of other vocabularies that stand for it, such as the GCM objectives of an IOM theme.",
            context => context.Loader<MappedConceptsLoader>().LoadAsync(context.Source.Id)
        );
        this.Many<ConceptRow, UriScalar>("exactMatches", "The same concept elsewhere.", context => context.Source.ExactMatches);
        ViewerFields.AddFollow(this, concept => new SubjectKey("Concept", concept.Id));
    }
}

internal sealed class ConceptEdgeGraph() : EdgeGraph<ConceptRow, ConceptGraph>("Concept", "concept");

internal sealed class ConceptConnectionGraph() : ConnectionGraph<ConceptRow, ConceptGraph, ConceptEdgeGraph>("Concept", "concepts");

internal sealed class PlaceGraph : ObjectGraphType<PlaceRow>
{
    public PlaceGraph()
    {
        Name = "Place";
        Description = "A place: the world, a region, a country, a subdivision or a municipality.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is PlaceRow;
        this.Required<PlaceRow, IdGraphType>("id", "Global id; opaque, stable.", place => NodeId.Encode("Place", place.Id));
        this.Required<PlaceRow, StringGraphType>(
            "code",
            "ISO 3166-1 alpha-2 for countries, ISO 3166-2 for subdivisions, UN M49 for regions.",
            place => place.Code
        );
        this.Required<PlaceRow, PlaceKindGraph>("kind", "What kind of place.", place => place.Kind);
        this.Computed<PlaceRow, NonNullGraphType<StringGraphType>>(
                "name",
                "Name in the language asked for, else in the nearest one there is.",
                context => context.Source.Labels.Best(context.Language())!.Text
            )
            .Takes<PlaceRow, LanguageTagScalar>("language", "Language wanted.");
        this.Many<PlaceRow, LocalizedTextGraph>("names", "Names by language.", context => context.Source.Labels);
        this.Optional<PlaceRow, StringGraphType>("alpha3", "ISO 3166-1 alpha-3 code of a country.", place => place.Alpha3);
        this.Optional<PlaceRow, StringGraphType>("m49", "UN M49 number.", place => place.M49);
        this.Computed<PlaceRow, PlaceGraph>(
            "within",
            "The place around it; null for the world.",
            context => context.Source.ParentId is { } parent ? context.Loader<PlaceLoader>().LoadAsync(parent) : null
        );
        ViewerFields.AddFollow(this, place => new SubjectKey("Place", place.Id));
    }
}

internal static class Languages
{
    /// <summary>The language argument of a field; null when not given.</summary>
    public static string? Language(this IResolveFieldContext context) => context.GetArgument<string?>("language");
}
