using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.GraphQL.Publishing;

internal sealed class LocalizedTextInput : InputObjectGraphType
{
    public LocalizedTextInput()
    {
        Name = "LocalizedTextInput";
        Description = "A text in one language.";
        Field<NonNullGraphType<LanguageTagScalar>>("language").Description("Its language.");
        Field<NonNullGraphType<StringGraphType>>("text").Description("Plain text.");
    }
}

internal sealed class ContributionInput : InputObjectGraphType
{
    public ContributionInput()
    {
        Name = "ContributionInput";
        Description =
            "A contributor: a researcher or an organisation, exactly one; `nameAsPrinted` alone for who is a contributor of the draft by name alone already.";
        Field<IdGraphType>("researcher").Description("Id of the person.");
        Field<IdGraphType>("organization").Description("Id of the organisation.");
        Field<StringGraphType>("nameAsPrinted").Description("Name as the work prints it; as displayed unless said.");
        Field<ListGraphType<NonNullGraphType<CreditRoleGraph>>>("creditRoles").Description("CRediT roles.");
        Field<ContributorTypeGraph>("contributorType").Description("DataCite contributor type; leave it out for an author.");
        Field<IdGraphType>("affiliation").Description("Id of the organisation the person wrote from.");
        Field<StringGraphType>("affiliationAsPrinted").Description("That affiliation as printed; as displayed unless said.");
    }
}

internal sealed class LinkInput : InputObjectGraphType
{
    public LinkInput()
    {
        Name = "LinkInput";
        Description = "An address of the work.";
        Field<NonNullGraphType<UriScalar>>("url").Description("The address.");
        Field<NonNullGraphType<LinkKindGraph>>("kind").Description("What a reader finds there.");
        Field<StringGraphType>("label").Description("Name of the document.");
        Field<StringGraphType>("mediaType").Description("Media type, where known.");
        Field<LanguageTagScalar>("language").Description("Language of the document.");
    }
}

internal sealed class IdentifierInput : InputObjectGraphType
{
    public IdentifierInput()
    {
        Name = "IdentifierInput";
        Description = "An identifier of a work.";
        Field<NonNullGraphType<IdentifierTypeGraph>>("type").Description("Its scheme.");
        Field<NonNullGraphType<StringGraphType>>("value").Description("In any spelling; kept in the canonical one.");
    }
}

internal sealed class RelationInput : InputObjectGraphType
{
    public RelationInput()
    {
        Name = "RelationInput";
        Description = "A relation to an output here, or to a work that is known by its identifier: exactly one.";
        Field<NonNullGraphType<RelationTypeGraph>>("type").Description("Type, read from this output to the other.");
        Field<IdGraphType>("output").Description("Id of the other output.");
        Field<IdentifierInput>("identifier")
            .Description(
                "Identifier of a work. If a published output has it, now or later, the relation leads to that one, without identifier and title."
            );
        Field<StringGraphType>("title").Description("Title of a work that is not in the catalogue.");
    }
}

internal sealed class FundingReferenceInput : InputObjectGraphType
{
    public FundingReferenceInput()
    {
        Name = "FundingReferenceInput";
        Description = "Who paid: `organization`, `funderName` or both.";
        Field<IdGraphType>("organization").Description("Id of the funder.");
        Field<StringGraphType>("funderName").Description("Name as printed; as displayed unless said.");
        Field<StringGraphType>("awardNumber").Description("Number of the grant.");
        Field<StringGraphType>("awardTitle").Description("Title of the grant.");
        Field<UriScalar>("awardUri").Description("Address of the grant.");
    }
}

internal sealed class DateRangeInput : InputObjectGraphType
{
    public DateRangeInput()
    {
        Name = "DateRangeInput";
        Description = "A span of days, both ends within it.";
        Field<DateScalar>("from").Description("First day; left out when open.");
        Field<DateScalar>("to").Description("Last day; left out when open.");
    }
}

internal sealed class VariableInput : InputObjectGraphType
{
    public VariableInput()
    {
        Name = "VariableInput";
        Description = "What the column of a file means. The rest is described from the data.";
        Field<NonNullGraphType<IdGraphType>>("file").Description("Id of the file.");
        Field<NonNullGraphType<StringGraphType>>("name").Description("Name of the column in the file.");
        Field<StringGraphType>("label").Description("Readable name; null clears it.");
        Field<StringGraphType>("unit").Description("Unit of measure; null clears it.");
    }
}
