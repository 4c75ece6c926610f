using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Vocabulary;

public sealed class RelationTypeTests
{
    // datacite-relationType-v4.xsd of kernel 4.6; 4.7 adds Other.
    private const string Kernel46 =
        "IsCitedBy Cites IsSupplementTo IsSupplementedBy IsContinuedBy Continues IsNewVersionOf IsPreviousVersionOf IsPartOf HasPart "
        + "IsPublishedIn IsReferencedBy References IsDocumentedBy Documents IsCompiledBy Compiles IsVariantFormOf IsOriginalFormOf IsIdenticalTo "
        + "HasMetadata IsMetadataFor Reviews IsReviewedBy IsDerivedFrom IsSourceOf Describes IsDescribedBy HasVersion IsVersionOf Requires "
        + "IsRequiredBy Obsoletes IsObsoletedBy Collects IsCollectedBy HasTranslation IsTranslationOf";

    [Fact]
    public void Are_the_39_of_DataCite_4_7_in_its_order()
    {
        Assert.Equal([.. Kernel46.Split(' '), "Other"], Enum.GetNames<RelationType>());
        Assert.Equal(39, Enum.GetValues<RelationType>().Length);
    }

    [Fact]
    public void Every_relation_is_the_inverse_of_its_inverse()
    {
        foreach (var type in Enum.GetValues<RelationType>())
        {
            Assert.Equal(type, type.Inverse().Inverse());
        }
    }

    [Fact]
    public void Only_the_undirected_and_the_unnamed_are_their_own_inverse()
    {
        var own = Enum.GetValues<RelationType>().Where(type => type.Inverse() == type);

        Assert.Equal([RelationType.IsPublishedIn, RelationType.IsIdenticalTo, RelationType.Other], own);
        Assert.False(RelationType.IsPublishedIn.HasNamedInverse());
        Assert.True(RelationType.Cites.HasNamedInverse());
    }

    [Theory]
    [InlineData(RelationType.Cites, RelationType.IsCitedBy)]
    [InlineData(RelationType.IsPartOf, RelationType.HasPart)]
    [InlineData(RelationType.IsNewVersionOf, RelationType.IsPreviousVersionOf)]
    [InlineData(RelationType.IsVariantFormOf, RelationType.IsOriginalFormOf)]
    [InlineData(RelationType.IsDerivedFrom, RelationType.IsSourceOf)]
    [InlineData(RelationType.IsTranslationOf, RelationType.HasTranslation)]
    [InlineData(RelationType.IsSupplementedBy, RelationType.IsSupplementTo)]
    [InlineData(RelationType.Documents, RelationType.IsDocumentedBy)]
    public void Pairs_read_as_DataCite_documents_them(RelationType type, RelationType inverse)
    {
        Assert.Equal(inverse, type.Inverse());
    }
}
