using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Vocabulary;

public sealed class StudyTypeMappingTests
{
    // datacite-resourceType-v4.xsd of kernel 4.6
    private const string DataCiteTypes =
        "Audiovisual Award Book BookChapter Collection ComputationalNotebook ConferencePaper ConferenceProceeding DataPaper Dataset Dissertation Event "
        + "Image Instrument InteractiveResource Journal JournalArticle Model OutputManagementPlan PeerReview PhysicalObject Preprint Project Report "
        + "Service Software Sound Standard StudyRegistration Text Workflow Other";

    [Theory]
    [InlineData(
        StudyType.JournalArticle,
        "JournalArticle",
        "article-journal",
        "article",
        "JOUR",
        "c_6501",
        "journal article",
        "ScholarlyArticle"
    )]
    [InlineData(StudyType.WorkingPaper, "Report", "report", "techreport", "RPRT", "c_8042", "working paper", "Report")]
    [InlineData(StudyType.Report, "Report", "report", "techreport", "RPRT", "c_93fc", "report", "Report")]
    [InlineData(StudyType.Evaluation, "Report", "report", "techreport", "RPRT", "c_93fc", "report", "Report")]
    [InlineData(
        StudyType.SystematicReview,
        "JournalArticle",
        "article-journal",
        "article",
        "JOUR",
        "c_dcae04bc",
        "review article",
        "ScholarlyArticle"
    )]
    [InlineData(StudyType.PolicyBrief, "Report", "report", "techreport", "RPRT", "c_186u", "policy report", "Report")]
    [InlineData(StudyType.Thesis, "Dissertation", "thesis", "phdthesis", "THES", "c_46ec", "thesis", "Thesis")]
    [InlineData(StudyType.Book, "Book", "book", "book", "BOOK", "c_2f33", "book", "Book")]
    [InlineData(StudyType.BookChapter, "BookChapter", "chapter", "incollection", "CHAP", "c_3248", "book part", "Chapter")]
    [InlineData(
        StudyType.ConferencePaper,
        "ConferencePaper",
        "paper-conference",
        "inproceedings",
        "CPAPER",
        "c_5794",
        "conference paper",
        "ScholarlyArticle"
    )]
    [InlineData(StudyType.Preprint, "Preprint", "article", "unpublished", "UNPB", "c_816b", "preprint", "ScholarlyArticle")]
    [InlineData(StudyType.DataPaper, "DataPaper", "article-journal", "article", "JOUR", "c_beb9", "data paper", "ScholarlyArticle")]
    [InlineData(StudyType.Other, "Text", "document", "misc", "GEN", "c_1843", "other", "CreativeWork")]
    public void Each_study_type_has_its_name_in_each_format(
        StudyType type,
        string dataCite,
        string csl,
        string bibtex,
        string ris,
        string coar,
        string coarLabel,
        string schemaOrg
    )
    {
        var expected = new ResourceTypeNames(
            dataCite,
            csl,
            bibtex,
            ris,
            "http://purl.org/coar/resource_type/" + coar,
            coarLabel,
            schemaOrg
        );

        Assert.Equal(expected, StudyTypeMapping.Of(type));
        Assert.Equal(expected, StudyTypeMapping.Of(RecordKind.Study, type));
    }

    [Fact]
    public void Every_study_type_is_mapped_to_a_type_DataCite_has()
    {
        var known = DataCiteTypes.Split(' ');

        Assert.All(Enum.GetValues<StudyType>(), type => Assert.Contains(StudyTypeMapping.Of(type).DataCite, known));
        Assert.Contains(StudyTypeMapping.Dataset.DataCite, known);
        Assert.Contains(StudyTypeMapping.LearningResource.DataCite, known);
    }

    [Fact]
    public void Datasets_and_learning_resources_have_names_too()
    {
        Assert.Equal("http://purl.org/coar/resource_type/c_ddb1", StudyTypeMapping.Of(RecordKind.Dataset, null).CoarUri);
        Assert.Equal("DATA", StudyTypeMapping.Dataset.Ris);
        Assert.Equal("LearningResource", StudyTypeMapping.Of(RecordKind.LearningResource, null).SchemaOrg);
        Assert.Equal("InteractiveResource", StudyTypeMapping.LearningResource.DataCite);
        Assert.Equal(StudyTypeMapping.Of(StudyType.Other), StudyTypeMapping.Of(RecordKind.Study, null));
    }

    [Fact]
    public void People_are_not_outputs()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => StudyTypeMapping.Of(RecordKind.Researcher, null));
    }
}
