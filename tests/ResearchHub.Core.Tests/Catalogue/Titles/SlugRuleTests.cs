using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Titles;

public sealed class SlugRuleTests
{
    [Theory]
    [InlineData("Evaluation of IOM’s migration data strategy", "evaluation-of-ioms-migration-data-strategy")]
    [InlineData("Миграције у Србији: Ђорђе, Љубица и Џон", "migracije-u-srbiji-djordje-ljubica-i-dzon")]
    [InlineData("Migracije iz Niša, Čačka i Đurđevdana", "migracije-iz-nisa-cacka-i-djurdjevdana")]
    [InlineData("Évaluation finale — «Projet» n° 3 !", "evaluation-finale-projet-n-3")]
    [InlineData("   ", "untitled")]
    [InlineData("迁移", "untitled")]
    [InlineData("A/B & C--D", "a-b-c-d")]
    public void Makes_an_address_out_of_a_title(string title, string slug)
    {
        Assert.Equal(slug, SlugRule.From(title));
    }

    [Fact]
    public void Cuts_long_titles_between_words()
    {
        Assert.Equal(
            "strengthening-the-regional-evidence-base-to-support-policy-development-and",
            SlugRule.From(
                "Strengthening the regional evidence base to support policy development and enhance capacities to manage migration"
            )
        );
        Assert.Equal(new string('a', 80), SlugRule.From(new string('a', 200)));
    }

    [Fact]
    public void Is_always_a_plain_path_segment()
    {
        Gen.String.Sample(title =>
        {
            if (title.Any(char.IsSurrogate))
            {
                return;
            }

            var slug = SlugRule.From(title);

            Assert.InRange(slug.Length, 1, 80);
            Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", slug);
            Assert.Equal(slug, SlugRule.From(slug));
        });
    }
}
