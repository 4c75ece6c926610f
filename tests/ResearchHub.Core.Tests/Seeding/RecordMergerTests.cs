using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Seeding;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

public sealed class RecordMergerTests
{
    [Fact]
    public void One_title_close_years_and_an_author_in_common_are_one_work()
    {
        var merged = Merge(
            Line(
                "worldbank-prwp",
                "WPS5556",
                "The wage effects of immigration and emigration",
                2011,
                "Frédéric Docquier",
                "Çağlar Özden",
                "Giovanni Peri"
            ),
            Line(
                "worldbank-okr",
                "10986/3326",
                "The Wage Effects of Immigration and Emigration",
                2011,
                "Docquier, Frederic",
                "Ozden, Caglar"
            ),
            Line("nber", "w16646", "The Wage Effects of Immigration and Emigration", 2010, "Giovanni Peri", "Frederic Docquier") with
            {
                Doi = "10.3386/w16646",
            }
        );

        var work = Assert.Single(merged.Records);
        Assert.Equal("nber", work.Main.Source);
        Assert.Equal(2010, work.Year);
        Assert.Equal("10.3386/w16646", work.Doi);
        Assert.Equal(["Frédéric Docquier", "Çağlar Özden", "Giovanni Peri"], work.Authors.Select(author => author.Name.Display));
        Assert.Equal(
            [
                (IdentifierType.Local, "nber:w16646"),
                (IdentifierType.Doi, "10.3386/w16646"),
                (IdentifierType.Local, "worldbank-okr:10986/3326"),
                (IdentifierType.Handle, "10986/3326"),
                (IdentifierType.Local, "worldbank-prwp:WPS5556"),
            ],
            work.Identifiers
        );
    }

    [Fact]
    public void One_doi_is_one_work_whatever_the_title()
    {
        var merged = Merge(
            Line("x", "1", "A title", 2001, "A. Author") with
            {
                Doi = "10.5555/a",
            },
            Line("y", "2", "Another title", 2009, "B. Writer") with
            {
                Doi = "10.5555/a",
            }
        );

        Assert.Single(merged.Records);
    }

    [Theory]
    [InlineData(2012, "Giovanni Peri", "10.5555/a", null)] // two years apart
    [InlineData(2010, "Jennifer Hunt", "10.5555/a", null)] // nobody in common
    [InlineData(2010, "Giovanni Peri", "10.5555/a", "10.5555/b")] // two DOIs
    public void Otherwise_they_stay_apart(int year, string author, string doi, string? otherDoi)
    {
        var merged = Merge(
            Line("x", "1", "Same title", 2010, "Giovanni Peri") with
            {
                Doi = doi,
            },
            Line("y", "2", "Same title", year, author) with
            {
                Doi = otherDoi,
            }
        );

        Assert.Equal(2, merged.Records.Count);
    }

    [Fact]
    public void Works_of_one_title_and_author_that_stay_apart_are_versions()
    {
        var merged = Merge(
            Line("nber", "w6009", "Public Goods and Ethnic Divisions", 1997, "William Easterly"),
            Line("worldbank-prwp", "WPS2108", "Public goods and ethnic divisions", 1999, "William Easterly")
        );

        var pair = Assert.Single(merged.Related);
        Assert.Equal((RelationType.IsVersionOf, "WPS2108", "w6009"), (pair.Type, pair.Later.Main.SourceId, pair.Earlier.Main.SourceId));
    }

    [Fact]
    public void An_article_without_authors_is_the_new_version_of_the_one_paper_of_its_title()
    {
        var article = Line("aea-replication", "10.3886/E1V1", "Immigration, Offshoring, and American Jobs", null) with
        {
            Doi = "10.1257/aer.103.5.1925",
        };
        var paper = Line("nber", "w16439", "Immigration, Offshoring and American Jobs", 2010, "Giovanni Peri");

        var one = Assert.Single(Merge(article, paper).Related);
        var two = Merge(article, paper, Line("worldbank-okr", "1", "Immigration, Offshoring and American Jobs", 2020, "Someone, Else"));

        Assert.Equal((RelationType.IsNewVersionOf, "w16439"), (one.Type, one.Earlier.Main.SourceId));
        Assert.Empty(two.Related);
    }

    [Fact]
    public void Authors_whose_printed_order_is_lost_stand_by_family_name()
    {
        var merged = Merge(Line("nber", "w14063", "The Young, the Old, and the Restless", 2008, "Henry E Siu", "Nir Jaimovich"));

        Assert.Equal(["Nir Jaimovich", "Henry E. Siu"], merged.Records[0].Authors.Select(author => author.Name.Display));
    }

    private static (IReadOnlyList<MergedRecord> Records, IReadOnlyList<RelatedRecords> Related) Merge(params RecordLine[] lines) =>
        RecordMerger.Merge(lines);

    private static RecordLine Line(string source, string id, string title, int? year, params string[] authors) =>
        new()
        {
            Source = source,
            SourceId = id,
            Title = title,
            Year = year,
            Authors = authors,
        };
}
