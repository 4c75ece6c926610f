using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>Inputs of studies. They stay dictionaries, because absent and null mean different things.</summary>
internal abstract class StudyInput : InputObjectGraphType
{
    protected StudyInput(string name, string description, bool isNew)
    {
        Name = name;
        Description = description;
        if (isNew)
        {
            Add<NonNullGraphType<ListGraphType<NonNullGraphType<LocalizedTextInput>>>>(
                "titles",
                "Titles, one a language, the original first."
            );
            Add<NonNullGraphType<StudyTypeGraph>>("type", "Kind of publication.");
        }
        else
        {
            Add<NonNullGraphType<IdGraphType>>("id", "The study.");
            Add<NonNullGraphType<IntGraphType>>("expectedRevision", "Revision that you have seen; CONFLICT when there is a newer one.");
            Add<ListGraphType<NonNullGraphType<LocalizedTextInput>>>("titles", "Titles, one a language, the original first.");
            Add<StudyTypeGraph>("type", "Kind of publication.");
        }
        Add<ListGraphType<NonNullGraphType<LocalizedTextInput>>>("abstracts", "Abstracts, one a language.");
        Add<StudyDesignGraph>("design", "How the evidence was produced.");
        Add<ListGraphType<NonNullGraphType<LanguageTagScalar>>>("languages", "Languages the work is in.");
        Add<DoiScalar>("doi", "DOI of the work; no other output may have it.");
        Add<DateScalar>("publishedOn", "Day of publication.");
        Add<IntGraphType>("publishedYear", "Year of publication, where the day is not known.");
        Add<StringGraphType>("containerTitle", "Journal, series or book that it appeared in.");
        Add<StringGraphType>("publisher", "Who published it.");
        Add<StringGraphType>("license", "SPDX id of the licence.");
        Add<AccessRightGraph>("access", "Who can read it; OPEN unless said.");
        Add<ListGraphType<NonNullGraphType<ContributionInput>>>("contributors", "People and organisations, in order.");
        Add<ListGraphType<NonNullGraphType<IdGraphType>>>("concepts", "Ids of concepts.");
        Add<ListGraphType<NonNullGraphType<StringGraphType>>>("places", "Codes of places: `RS`, `RS-00`, `150`.");
        Add<ListGraphType<NonNullGraphType<LinkInput>>>("links", "Where it can be read.");
    }

    private void Add<TGraph>(string name, string description)
        where TGraph : IGraphType => Field<TGraph>(name).Description(description);
}

internal sealed class CreateStudyInput() : StudyInput("CreateStudyInput", "A new study.", isNew: true);

internal sealed class ReviseStudyInput()
    : StudyInput("ReviseStudyInput", "Changes of a study: what is left out stays as it is, null clears it.", isNew: false);

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
        Description = "A contributor: a researcher or an organisation, exactly one.";
        Field<IdGraphType>("researcher").Description("Id of the person.");
        Field<IdGraphType>("organization").Description("Id of the organisation.");
        Field<StringGraphType>("nameAsPrinted").Description("Name as the work prints it; as displayed unless said.");
        Field<ListGraphType<NonNullGraphType<CreditRoleGraph>>>("creditRoles").Description("CRediT roles.");
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
    }
}
