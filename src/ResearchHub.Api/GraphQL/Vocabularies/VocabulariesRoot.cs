using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Filtering;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Api.GraphQL.Vocabularies;

/// <summary>Root fields of the vocabularies.</summary>
internal static class VocabulariesRoot
{
    public static void AddTo(HubQuery query)
    {
        query
            .Computed<object, ConceptGraph>("concept", "A concept. Null when there is none.", Find)
            .Takes<object, NonNullGraphType<ConceptByInput>>("by", "Exactly one way to name it.");
        query
            .Computed<object, NonNullGraphType<ConceptConnectionGraph>>("concepts", "Concepts of a vocabulary, in its own order.", List)
            .Takes<object, NonNullGraphType<ConceptSchemeGraph>>("scheme", "The vocabulary.")
            .TakesFilter(VocabularyFilters.Concept)
            .PagesForward();
    }

    private static object List(IResolveFieldContext<object> context) =>
        new Connection<ConceptRow>(
            context
                .Service<VocabularyQueries>()
                .OfScheme(context.GetArgument<ConceptScheme>("scheme"), context.Where(VocabularyFilters.Concept)),
            context
        );

    private static object? Find(IResolveFieldContext<object> context)
    {
        var by = context.GetArgument<ConceptBy>("by");
        if (by.Notation is { } notation)
        {
            return context.Loader<ConceptByNotationLoader>().LoadAsync((notation.Scheme, notation.Notation));
        }
        return NodeId.KeyOf(by.Id, "Concept") is { } key ? context.Loader<ConceptLoader>().LoadAsync(key) : null;
    }
}

/// <summary>Ways to name a concept; exactly one is set.</summary>
public sealed record ConceptBy(string? Id, ConceptNotation? Notation);

/// <summary>A code within a vocabulary.</summary>
public sealed record ConceptNotation(ConceptScheme Scheme, string Notation);

internal sealed class ConceptByInput : InputObjectGraphType<ConceptBy>
{
    public ConceptByInput()
    {
        Name = "ConceptBy";
        Description = "Exactly one way to name a concept.";
        IsOneOf = true;
        Field<IdGraphType>("id").Description("Global id.");
        Field<ConceptNotationInput>("notation").Description("Vocabulary and code.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new ConceptBy(value.Get<object>("id")?.ToString(), value.Get<ConceptNotation?>("notation"));
}

internal sealed class ConceptNotationInput : InputObjectGraphType<ConceptNotation>
{
    public ConceptNotationInput()
    {
        Name = "ConceptNotation";
        Description = "A code within a vocabulary.";
        Field<NonNullGraphType<ConceptSchemeGraph>>("scheme").Description("The vocabulary.");
        Field<NonNullGraphType<StringGraphType>>("notation").Description("The code.");
    }

    public override object ParseDictionary(IDictionary<string, object?> value) =>
        new ConceptNotation((ConceptScheme)value["scheme"]!, ((string)value["notation"]!).Replace("\0", "", StringComparison.Ordinal));
}
