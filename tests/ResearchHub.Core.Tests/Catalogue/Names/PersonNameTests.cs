using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Names;

public sealed class PersonNameTests
{
    // given | particle | family | suffix. Most strings come from the NBER, World Bank, Abel and IOM records of the seed.
    [Theory]
    [InlineData("Abel, Guy J.", "Guy J.||Abel|")]
    [InlineData("Guy J. Abel", "Guy J.||Abel|")]
    [InlineData("Guy J Abel", "Guy J.||Abel|")]
    [InlineData("Abel GJ", "G. J.||Abel|")]
    [InlineData("Abel G.J.", "G. J.||Abel|")]
    [InlineData("ABEL, Guy", "Guy||Abel|")]
    [InlineData("van der Berg, J.", "J.|van der|Berg|")]
    [InlineData("DE LA CRUZ Maria", "Maria||De La Cruz|")]
    [InlineData("Loes van der Graaf", "Loes|van der|Graaf|")]
    [InlineData("Robert de Rezende Rocha", "Robert|de|Rezende Rocha|")]
    [InlineData("Pr. Joanne van Selm", "Joanne|van|Selm|")]
    [InlineData("Timon Van Lidth", "Timon||Van Lidth|")]
    [InlineData("Till M von Wachter", "Till M.|von|Wachter|")]
    [InlineData("Del Carpio, Ximena V.", "Ximena V.||Del Carpio|")]
    [InlineData("Martinez Peria, Maria Soledad", "Maria Soledad||Martinez Peria|")]
    [InlineData("María Soledad Martínez Pería", "María Soledad||Martínez Pería|")]
    [InlineData("Jesus Crespo Cuaresma", "Jesus||Crespo Cuaresma|")]
    [InlineData("Maria Micaela Sviatschi", "Maria Micaela||Sviatschi|")]
    [InlineData("Maria Mercedes Ponce de Leon", "Maria Mercedes||Ponce de Leon|")]
    [InlineData("Francisca M Antman", "Francisca M.||Antman|")]
    [InlineData("Adams, Richard H. Jr.", "Richard H.||Adams|Jr.")]
    [InlineData("Adams, Richard H., Jr.", "Richard H.||Adams|Jr.")]
    [InlineData("Frank J Chaloupka IV", "Frank J.||Chaloupka|IV")]
    [InlineData("Samir KC", "Samir||KC|")]
    [InlineData("Yueran Ma", "Yueran||Ma|")]
    [InlineData("Maggie E C Jones", "Maggie E. C.||Jones|")]
    [InlineData("Mark F.J. Steel", "Mark F. J.||Steel|")]
    [InlineData("L. Cropper, Maureen", "Maureen L.||Cropper|")]
    [InlineData("Stephen A O'Connell", "Stephen A.||O'Connell|")]
    [InlineData("Guodong (Gordon) Gao", "Guodong||Gao|")]
    [InlineData("Beatrice Zong-Ying Chao", "Beatrice Zong-Ying||Chao|")]
    [InlineData("Christopher L House", "Christopher L.||House|")]
    [InlineData("Célestin SIKUBE TAKAMGNO", "Célestin||Sikube Takamgno|")]
    [InlineData("EBENBERGER Agnes", "Agnes||Ebenberger|")]
    [InlineData("HENRY TERUNGWA AKUETE", "Henry Terungwa||Akuete|")]
    [InlineData("JOHN MC CARTHY", "John||Mc Carthy|")]
    [InlineData("AÍDA LUDEÑA", "Aída||Ludeña|")]
    [InlineData("M.\u00A0Albert THIOULA", "Albert||Thioula|")]
    [InlineData("Prof Mark R D Johnson", "Mark R. D.||Johnson|")]
    [InlineData("Dr. Alpaslan Özerdem", "Alpaslan||Özerdem|")]
    [InlineData("Teresa Muñoz C.", "Teresa||Muñoz C.|")]
    [InlineData("Јован Петровић", "Јован||Петровић|")]
    [InlineData("Петровић, Ј. М.", "Ј. М.||Петровић|")]
    [InlineData("др Јована ЂОРЂЕВИЋ", "Јована||Ђорђевић|")]
    [InlineData("Dr Ђорђе Јовановић", "Ђорђе||Јовановић|")]
    [InlineData("A.-M. Garcia", "A.-M.||Garcia|")]
    public void Tells_the_parts_of_a_persons_name_apart(string text, string expected)
    {
        var name = PersonName.Parse(text);

        Assert.Equal(NameKind.Person, name.Kind);
        Assert.Equal(expected, $"{name.Given}|{name.Particle}|{name.Family}|{name.Suffix}");
    }

    [Theory]
    [InlineData("Data Conscious Ltd.")]
    [InlineData("IOM CENTRAL EVALUATION")]
    [InlineData("Kondan & Symss Consultancy Inc.")]
    [InlineData("Artival Research & Evaluation")]
    [InlineData("Octopus Consulting & Insight (OCI)")]
    [InlineData("Agence Internationale d’Ingénierie d’Etudes et de Réalisations")]
    [InlineData("OIG")]
    [InlineData("WSP")]
    [InlineData("Owl RE")]
    [InlineData("Cifras y Conceptos")]
    [InlineData("Gavi, the Vaccine Alliance")]
    [InlineData("EnCompass, LLC")]
    [InlineData("Columbia University, SIPA")]
    [InlineData("United Nations Children’s Fund")]
    [InlineData("Post War Reconsruction & Development Unit")]
    [InlineData("Department of Immigration and Citizenship - Government of Australia")]
    [InlineData("Chr. Michelsen Institute")]
    [InlineData("Econometría S.A.")]
    [InlineData("Citizenship and Immigration Canada (CIC)")]
    public void Keeps_an_organisations_name_in_one_piece(string text)
    {
        Assert.Equal([new PersonName(NameKind.Organization, text)], PersonName.ParseList(text).Names);
        Assert.Equal(text, PersonName.Parse(text).Display);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("\u200B")]
    [InlineData("Unknown")]
    [InlineData("N/A")]
    [InlineData("n.a.")]
    [InlineData("-")]
    [InlineData("Anonymous")]
    [InlineData("Not available")]
    [InlineData("No author")]
    [InlineData("непознат")]
    [InlineData("???")]
    public void Knows_a_name_that_says_nothing(string? text)
    {
        Assert.Equal(PersonName.Unknown, PersonName.Parse(text));
        Assert.Equal([PersonName.Unknown], PersonName.ParseList(text).Names);
        Assert.Equal("", PersonName.Parse(text).Display);
    }

    // Credit lines of the IOM evaluations.
    [Theory]
    [InlineData("Seth Pierre, Jhunie Laura Ganeme", "Seth Pierre; Jhunie Laura Ganeme")]
    [InlineData("Dr. Vytautas Jankauskas, Loes van der Graaf", "Vytautas Jankauskas; Loes van der Graaf")]
    [InlineData("Ginna Hernández, Diana Navarro y Fabio Camilo Rubio", "Ginna Hernández; Diana Navarro; Fabio Camilo Rubio")]
    [InlineData("ABOU MRAD, Nisreen", "Nisreen Abou Mrad")]
    [InlineData("María Gabriela, Alvarado Pérez", "María Gabriela Alvarado Pérez")]
    [InlineData("Benson, A., Llanes, L., Velásquez, M.", "A. Benson; L. Llanes; M. Velásquez")]
    [InlineData("Oruč, N., Kokorović Jukan, M., and Kulenović, E.", "N. Oruč; M. Kokorović Jukan; E. Kulenović")]
    [InlineData("Bia-Zafinikamia, M., J. Tjaden and H. Gninafon", "M. Bia-Zafinikamia; J. Tjaden; H. Gninafon")]
    [InlineData("Bojan Pavlovic and Srdjan Vujovic", "Bojan Pavlovic; Srdjan Vujovic")]
    [InlineData("Eleonora Castagnone & Alessia Alvisini", "Eleonora Castagnone; Alessia Alvisini")]
    [InlineData("WILADI BUDIHARGA & ANTARINI P. ARNA", "Wiladi Budiharga; Antarini P. Arna")]
    [InlineData("Fabián Díaz/Lora Cirhirini", "Fabián Díaz; Lora Cirhirini")]
    [InlineData("Amal Ataya;Maysaa Hassan;Mayssa Hassan;Alaa AlAbass", "Amal Ataya; Maysaa Hassan; Mayssa Hassan; Alaa AlAbass")]
    [InlineData("Angeline WAMBANDA, Meri FUKAI and DE ANDRES Edlira", "Angeline Wambanda; Meri Fukai; Edlira De Andres")]
    [InlineData("Andrés Gutiérrez León   Tarina Amaguaña\u202F", "Andrés Gutiérrez León; Tarina Amaguaña")]
    [InlineData("Benoît Jonckheere (externe) Franziska Meier (Interne)", "Benoît Jonckheere; Franziska Meier")]
    [InlineData("Cecilia Deme, PhD (Lead); Paola Chianca; Lejla Sunagic", "Cecilia Deme; Paola Chianca; Lejla Sunagic")]
    [InlineData("Rene Verduijin, Liselott Verduijin - Jonsson", "Rene Verduijin; Liselott Verduijin-Jonsson")]
    [InlineData("Michael R. Stanisich - Lead Investigator", "Michael R. Stanisich")]
    [InlineData("Incluye: Sofía Macher", "Sofía Macher")]
    [InlineData("IOM, UNDP", "IOM; UNDP")]
    [InlineData("IBF International Consulting, ATC Consultants", "IBF International Consulting; ATC Consultants")]
    [InlineData("BACTHA Consulting and Wambui Gititu  (Evaluation Team, IOM)", "BACTHA Consulting; Wambui Gititu")]
    [InlineData("Anita Leutgeb, Owl Re", "Anita Leutgeb; Owl Re")]
    [InlineData("Петар Петровић и Јован Јовановић", "Петар Петровић; Јован Јовановић")]
    [InlineData("Petar Petrović i Jovan Jovanović", "Petar Petrović; Jovan Jovanović")]
    public void Separates_the_names_of_a_credit_line(string text, string expected)
    {
        Assert.Equal(expected, string.Join("; ", PersonName.ParseList(text).Names.Select(name => name.Display)));
    }

    [Theory]
    [InlineData("Sharon McClenaghan (Owl RE)", "Sharon McClenaghan", "Owl RE")]
    [InlineData("Patricia Goldschmid Owl RE", "Patricia Goldschmid", "Owl RE")]
    [InlineData("Glenn O’Neil. Owl RE", "Glenn O’Neil", "Owl RE")]
    [InlineData("Mikel Córdoba Gavín - Artival  Research & Evaluation", "Mikel Córdoba Gavín", "Artival Research & Evaluation")]
    [InlineData("Jock Baker et al. (IAHE)", "Jock Baker", "IAHE")]
    [InlineData("Marcus et al. (ODI)", "Marcus", "ODI")]
    [InlineData("Policy Practice UK - Alex Duncan", "Alex Duncan", "Policy Practice UK")]
    public void Takes_the_affiliation_that_stands_beside_a_name(string text, string name, string affiliation)
    {
        var only = Assert.Single(PersonName.ParseList(text).Names);

        Assert.Equal((NameKind.Person, name, affiliation), (only.Kind, only.Display, only.Affiliation));
    }

    [Theory]
    [InlineData("Loevinsohn. M et el.", "M. Loevinsohn", true)]
    [InlineData("Steets, Julia et al.", "Julia Steets", true)]
    [InlineData("Yanuarius Koli Bau, et al", "Yanuarius Koli Bau", true)]
    [InlineData("Петровић, Ј. и др.", "Ј. Петровић", true)]
    [InlineData("Alice Ethal", "Alice Ethal", false)]
    public void Notes_that_others_are_not_named(string text, string name, bool others)
    {
        var list = PersonName.ParseList(text);

        Assert.Equal(name, Assert.Single(list.Names).Display);
        Assert.Equal(others, list.AndOthers);
    }

    [Theory]
    [InlineData("Guy J. Abel (0000-0002-1825-0097)")]
    [InlineData("Guy J. Abel https://orcid.org/0000-0002-1825-0097")]
    [InlineData("Abel, Guy J. [ORCID: 0000-0002-1825-0097]")]
    public void Takes_the_orcid_id_that_stands_behind_a_name(string text)
    {
        var name = PersonName.Parse(text);

        Assert.Equal("Guy J. Abel", name.Display);
        Assert.Equal(Orcid.Parse("0000-0002-1825-0097"), name.Orcid);
    }

    [Fact]
    public void Drops_an_orcid_id_with_a_wrong_check_digit()
    {
        Assert.Equal(new PersonName(NameKind.Person, "Abel", "Guy"), PersonName.Parse("Guy Abel (0000-0002-1825-0098)"));
    }

    [Fact]
    public void Spells_a_name_for_reading_and_for_filing()
    {
        var name = PersonName.Parse("van der Berg, Jan Pieter, Jr.");

        Assert.Equal("Jan Pieter van der Berg Jr.", name.Display);
        Assert.Equal("van der Berg, Jan Pieter, Jr.", name.Inverted);
    }

    [Fact]
    public void Reads_its_own_spelling_for_filing_back()
    {
        string[] names =
        [
            "Guy J. Abel",
            "Loes van der Graaf",
            "Richard H. Adams Jr.",
            "Jesus Crespo Cuaresma",
            "Јован Петровић",
            "Samir KC",
        ];

        Assert.All(names, name => Assert.Equal(PersonName.Parse(name), PersonName.Parse(PersonName.Parse(name).Inverted)));
    }

    [Fact]
    public void Survives_any_text()
    {
        string[] words =
        [
            .. new[] { "Abel", "Guy", "J.", "ADAMS", "Љиљана", "van", "der", "de la", "Jr.", "Dr.", "A.-M.", "Müller-Ötz", "M.", "0" },
            .. new[]
            {
                "Consulting",
                "Ltd.",
                "University of Niš",
                "IOM",
                "ГИК",
                "and",
                "&",
                "for",
                "of",
                "et al.",
                "Anonymous",
                "consultant",
            },
            .. new[]
            {
                " ",
                "  ",
                ",",
                ", ",
                ";",
                "/",
                " - ",
                "–",
                "(",
                ")",
                " (consultant) ",
                ".",
                "'",
                "\n",
                "0000-0002-1825-0097",
                "a@b.rs",
            },
        ];
        var word = Gen.Int[0, words.Length - 1].Select(place => words[place]);
        Gen.OneOf(
                Gen.String,
                Gen.String[Gen.Char["aBcD .,;&/()-–'ЉћéІ\n\t0"], 0, 60],
                word.Array[0, 12].Select(string.Concat),
                word.Array[0, 12].Select(parts => string.Join(' ', parts))
            )
            .Sample(
                text =>
                {
                    var list = PersonName.ParseList(text);

                    Assert.NotEmpty(list.Names);
                    Assert.All(list.Names, name => Assert.Equal(name.Kind == NameKind.Unknown, name.Display.Length == 0));
                    _ = PersonName.Parse(text);
                },
                iter: 5_000
            );
    }

    [Fact]
    public void Reads_a_firm_and_a_person_where_a_remark_between_two_names_was_taken_out()
    {
        var list = PersonName.ParseList("BACTHA Consulting and Wambui (consultant) Gititu");

        Assert.Equal(["BACTHA Consulting", "Wambui Gititu"], list.Names.Select(name => name.Display));
    }

    [Fact]
    public void Reads_ten_thousand_names_in_one_line_without_failing()
    {
        Assert.NotEmpty(PersonName.ParseList(string.Join("; ", Enumerable.Repeat("Guy J. Abel", 10_000))).Names);
    }
}
