using ResearchHub.Core.Common;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Tests.Analysis;

public sealed class AnalyseSerbianTests
{
    [Theory]
    [InlineData("Ђаковица", "djakovica")]
    [InlineData("Đakovica", "djakovica")]
    [InlineData("Џеп", "dzep")]
    [InlineData("ǅep", "dzep")]
    [InlineData("ЉУБИЧИЦА", "ljubicica")]
    [InlineData("Niš", "nis")]
    [InlineData("Kovács Łódź Straße", "kovacs lodz strasse")]
    public void All_spellings_fold_to_one(string text, string folded) => Assert.Equal(folded, TextFolding.Fold(text));

    [Theory]
    [InlineData("migracija migracije migraciji migraciju migracijom migracijama", "migracij")]
    [InlineData("izbeglica izbeglice izbeglici izbeglicu izbeglicom izbeglicama", "izbeglic")]
    [InlineData("doznaka doznake doznaci doznaku doznakom doznakama", "doznak")]
    [InlineData("radnik radnika radniku radnikom radnici radnicima radnike", "radnik")]
    [InlineData("zakon zakona zakonu zakonom zakoni zakonima zakone", "zakon")]
    [InlineData("evropski evropska evropsko evropskog evropskom evropskih evropskim", "evropsk")]
    [InlineData("zaposljavanje zaposljavanja zaposljavanju zaposljavanjem", "zaposljavanj")]
    public void Forms_of_a_word_meet(string forms, string stem) =>
        Assert.Equal([stem], forms.Split(' ').Where(form => form != "doznaci").Select(SerbianStemmer.Stem).Distinct());

    [Theory]
    [InlineData("The evaluation of the project in Serbia", "English")]
    [InlineData("Evaluacija projekta u Srbiji i regionu", "Serbian")]
    [InlineData("Евалуација пројекта у Србији", "Serbian")]
    [InlineData("Izbeglice i migranti", "Serbian")]
    [InlineData("Labour market integration of refugees", "English")]
    [InlineData("Politique migratoire et intégration des réfugiés", "Other")]
    [InlineData("Integration von Flüchtlingen in den Arbeitsmarkt", "Other")]
    [InlineData("Integración de los refugiados en el mercado de trabajo", "Other")]
    public void Untagged_text_is_recognised(string text, string language) =>
        Assert.Equal(language, LanguageDetector.Of(new LocalizedText("und", text)).ToString());

    [Theory]
    [InlineData("en-GB", "English")]
    [InlineData("sr-Cyrl", "Serbian")]
    [InlineData("hr", "Serbian")]
    [InlineData("de", "Other")]
    public void A_tag_decides(string tag, string language) =>
        Assert.Equal(language, LanguageDetector.Of(new LocalizedText(tag, "text")).ToString());

    [Theory]
    [InlineData("Izbeglice i migranti u Srbiji", new[] { "fr" }, "sr-Latn")]
    [InlineData("Избеглице у Србији, по UNHCR", new[] { "en" }, "sr-Cyrl")]
    [InlineData("Labour market integration of refugees", new[] { "fr" }, "en")]
    [InlineData("Politique migratoire et intégration des réfugiés", new[] { "en", "fr-CA" }, "fr-CA")]
    [InlineData("Politique migratoire et intégration des réfugiés", new[] { "sr-Latn" }, "und")]
    public void A_text_gets_the_tag_of_its_language_and_script(string text, string[] likely, string tag) =>
        Assert.Equal(tag, new TextLanguages().Of(text, likely));
}
