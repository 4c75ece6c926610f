using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.GraphQL.Publishing;

/// <summary>What can be said of outputs of every kind. Inputs stay dictionaries, because absent and null mean different things.</summary>
internal abstract class OutputInput : InputObjectGraphType
{
    protected OutputInput(string name, string noun, bool isNew)
    {
        Name = name;
        IsNew = isNew;
        Description = isNew ? $"A new {noun}." : $"Changes of a {noun}: what is left out stays as it is, null clears it.";
        if (!isNew)
        {
            Add<NonNullGraphType<IdGraphType>>("id", $"The {noun}.");
            Add<NonNullGraphType<IntGraphType>>("expectedRevision", "Revision that you have seen; CONFLICT when there is a newer one.");
        }
        Needed<ListGraphType<NonNullGraphType<LocalizedTextInput>>>("titles", "Titles, one a language, the original first.");
        Add<ListGraphType<NonNullGraphType<LocalizedTextInput>>>("abstracts", "Abstracts, one a language.");
        Add<ListGraphType<NonNullGraphType<LanguageTagScalar>>>("languages", "Languages the work is in.");
        Add<DoiScalar>("doi", "DOI of the work; no other output may have it.");
        Add<ListGraphType<NonNullGraphType<IdentifierInput>>>("identifiers", "Identifiers besides the DOI; no other output may have them.");
        Add<DateScalar>("publishedOn", "Day of publication.");
        Add<IntGraphType>("publishedYear", "Year of publication, where the day is not known.");
        Add<StringGraphType>("containerTitle", "Journal, series or book that it appeared in.");
        Add<StringGraphType>("volume", "Volume of the journal or series.");
        Add<StringGraphType>("issue", "Issue of the volume.");
        Add<StringGraphType>("pages", "Pages: `1-20`.");
        Add<StringGraphType>("publisher", "Who published it.");
        Add<StringGraphType>("license", "SPDX id of the licence.");
        Add<AccessRightGraph>(
            "access",
            "Who can read it. Unless said, what goes with the access mode of a dataset: RESTRICTED with LICENSED, DATA_ENCLAVE and REMOTE, METADATA_ONLY with NOT_AVAILABLE, OPEN with the others; OPEN for all else."
        );
        Add<StringGraphType>("attribution", "Words that the licence asks users to cite.");
        Add<ListGraphType<NonNullGraphType<ContributionInput>>>("contributors", "People and organisations, in order.");
        Add<ListGraphType<NonNullGraphType<IdGraphType>>>("concepts", "Ids of concepts.");
        Add<ListGraphType<NonNullGraphType<StringGraphType>>>("places", "Codes of places: `RS`, `RS-00`, `150`.");
        Add<ListGraphType<NonNullGraphType<LinkInput>>>("links", "Where it can be read.");
        Add<ListGraphType<NonNullGraphType<RelationInput>>>("relations", "How it relates to other works.");
        Add<ListGraphType<NonNullGraphType<FundingReferenceInput>>>("funding", "Who paid for it.");
    }

    private bool IsNew { get; }

    protected void Add<TGraph>(string name, string description)
        where TGraph : IGraphType => Field<TGraph>(name).Description(description);

    /// <summary>A field that a new output must have; on revision it can be left out.</summary>
    protected void Needed<TGraph>(string name, string description)
        where TGraph : GraphType
    {
        if (IsNew)
        {
            Add<NonNullGraphType<TGraph>>(name, description);
        }
        else
        {
            Add<TGraph>(name, description);
        }
    }
}

internal abstract class StudyInput : OutputInput
{
    protected StudyInput(string name, bool isNew)
        : base(name, "study", isNew)
    {
        Needed<StudyTypeGraph>("type", "Kind of publication.");
        Add<StudyDesignGraph>("design", "How the evidence was produced.");
    }
}

internal sealed class CreateStudyInput() : StudyInput("CreateStudyInput", isNew: true);

internal sealed class ReviseStudyInput() : StudyInput("ReviseStudyInput", isNew: false);

internal abstract class DatasetInput : OutputInput
{
    protected DatasetInput(string name, bool isNew)
        : base(name, "dataset", isNew)
    {
        Needed<DataAccessModeGraph>(
            "accessMode",
            "How the data can be reached. One that contradicts `access` is refused: see DataAccessMode for what goes with which."
        );
        Add<DateRangeInput>("temporalCoverage", "Time that the data speak of.");
    }
}

internal sealed class CreateDatasetInput() : DatasetInput("CreateDatasetInput", isNew: true);

internal sealed class ReviseDatasetInput : DatasetInput
{
    public ReviseDatasetInput()
        : base("ReviseDatasetInput", isNew: false) =>
        Add<ListGraphType<NonNullGraphType<VariableInput>>>("variables", "What the columns of its files mean; others stay as they are.");
}

internal abstract class LearningResourceInput : OutputInput
{
    protected LearningResourceInput(string name, bool isNew)
        : base(name, "learning resource", isNew)
    {
        Needed<LearningFormatGraph>("format", "Form of the resource.");
        Add<ListGraphType<NonNullGraphType<GovernmentLevelGraph>>>("audience", "Levels of government it speaks to.");
        Add<IntGraphType>("durationMinutes", "Time it takes, in minutes; 1 to 100,000.");
    }
}

internal sealed class CreateLearningResourceInput() : LearningResourceInput("CreateLearningResourceInput", isNew: true);

internal sealed class ReviseLearningResourceInput() : LearningResourceInput("ReviseLearningResourceInput", isNew: false);
