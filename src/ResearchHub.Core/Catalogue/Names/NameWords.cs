using System.Collections.Frozen;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Catalogue;

/// <summary>Words by which the parts of a credit line are told apart; collected from the 2,724 seed records and common usage.</summary>
internal static class NameWords
{
    /// <summary>Words that occur in names of organisations and hardly ever in names of people.</summary>
    public static readonly FrozenSet<string> Organization = Set(
        """
        academy accounting action advising advisors advisory africa agence agencia agency aids alliance analisis analitica analysis analytical analytics and
        asociacion asbl assessment associates association assoc. authority bank board bureau business capital center centers centre centres centro chamber
        citizenship civil clinic club co. coalition college colombia commission committee communication communications community company conceptos
        conference confederation conseil consortium consult consultancies consultancy consultant consultants consulting consultora consultores
        consultoria cooperation coordination corp corp. corporacion corporation council data department development desarrollo desk directorate division
        economic economics econometria education enterprise enterprises equilibrium etudes evaluacion evaluation evaluations evalution expertise experts
        faculty federation firm for force forum foundation fundacion fund gender geo-spatial global gmbh government group groupe grupo headquarters health
        hospital hub humanitarian humanity hb iahe impact inc inc. incorporated initiative initiatives insight institut institute institutes
        instituto insurance integrated international intelligence iom ipa itad kft laboratory labs learning league limited llc llp ltd ltd. madexpertise
        management media migration ministry mission monitoring monterra nation national nations network networks ngo observatory of office oficina
        organisation organization oy panel partners partnership peace peacebuilding performance planning plc policy politiques population practice
        private proaction proeval profesionales profiles programme program project projects pte pty pvt pvt. re red regional relations research
        resources s.a. s.a.s s.l. s.coop.mad sa sarl sas school science sciences secretariat section service services sipa social societe society
        solutions srl state stiftelsen strategic strategies strategy studies study support survey sustainability system systems taskforce team tech technical
        technologies the think training transition trust ub un undp unfpa unicef union unit united universidad universita universitat universite
        university univeristy univ. urban vaccine watch wfp who women works world workshop zigla
        """
    );

    /// <summary>Names that no rule tells from a person's; seen in the sources.</summary>
    public static readonly FrozenSet<string> KnownOrganizations = Set(
        """
        axiomsomalia crestpoint iodparc owlre lseenterprise kvinnatillkvinna samuelhall ernstyoung ernstyoungitaly impacthub beciretco becirco
        bechiretco impacthubcolombia oedfao biotabdoy cifrasyconceptos oed itad simmple meainc mea dataconscious konterra konterragroup octopus
        """
    );

    /// <summary>Legal forms that belong to the name before the comma.</summary>
    public static readonly FrozenSet<string> LegalForms = Set("inc llc ltd limited plc gmbh sa sl sas sarl srl corp co llp pvt pty ab oy");

    public static readonly FrozenSet<string> Particles = Set(
        "van von der den de del della di da do dos das du des la le los las ter ten te zu zur zum af av bin ibn bint al el y e d' 't vom vander mc"
    );

    public static readonly FrozenSet<string> Titles = Set(
        "dr dr. mr mr. mrs mrs. ms ms. miss prof prof. professor pr. sir dame mme mme. mlle eng eng. ing ing. lic lic. hon hon. rev rev. dra dra. d-r др др. проф проф. assoc. incluye: by"
    );

    /// <summary>Degrees and remarks that follow a name.</summary>
    public static readonly FrozenSet<string> Degrees = Set("phd ph.d ph.d. md m.d. msc mba m.a. esq esq. dphil dr.sc. cpa");

    public static readonly FrozenSet<string> Suffixes = Set("jr jr. sr sr. ii iii iv");

    public static readonly FrozenSet<string> Roles = Set(
        "lead evaluator investigator senior external internal externe interne externo interno consultant author editor ed eds coordinator team leader contracted main co-author"
    );

    /// <summary>Work titles that are written before a name.</summary>
    public static readonly FrozenSet<string> Positions = Set("senior lead evaluator consultant investigator coordinator");

    /// <summary>Second given names that are no Spanish family names.</summary>
    public static readonly FrozenSet<string> OtherGiven = Set(
        "alexander andrew anne anna christian daniel david elizabeth francois frederick george henry jean john joseph kumar louis luther mark martin michael patrick paul peter philip richard robert samuel stephen thomas victor"
    );

    public static readonly FrozenSet<string> UnknownNames = Set(
        "unknown n/a na n.a. n.a - -- . ? none null nil anonymous anon anon. unnamed various tbd tbc author authors unspecified nn n.n. [s.n.] s.n. непознат непознато nepoznat nepoznato inconnu desconocido"
    );

    public static readonly FrozenSet<string> UnknownPhrases = new[]
    {
        "not available",
        "not known",
        "not specified",
        "not stated",
        "no author",
        "no authors",
        "author unknown",
        "unknown author",
        "to be determined",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Given names of the Spanish-speaking world, folded: they show that two family names may follow.</summary>
    public static readonly FrozenSet<string> SpanishGiven = Set(
        """
        aaron agustin agustina aida alberto alejandra alejandro alfonso alfredo alicia alvaro amparo ana anabel andres angelica aníbal antonia antonio aranzazu
        arturo aura aurora beatriz belen benito bernarda bibiana blanca camila camilo carlos carmen carolina catalina cecilia cesar clara concepcion
        constanza consuelo cristina cristobal diego dolores domingo eduardo elena elisa elvira emilio enrique ernesto esteban estela eugenia eugenio eva
        ezequiel fabian fabio federico felipe fernanda fernando fidel florencia francisca francisco franco fredy gabriel gabriela gerardo gilberto ginna
        gloria gonzalo graciela guadalupe guillermo gustavo hector hernan horacio hugo humberto ignacio ines inmaculada irene isabel ivan jacinto jaime
        javier jesus jimena joaquin jorge jose josefina juan juana julian juliana julio lenin leonor leopoldo ligia liliana lorena lourdes lucia lucio
        luciano luis luisa luz macarena magdalena manuel manuela marcela marcelo marco marcos margarita maria mariana mariano maricarmen maricruz mario
        maritza marisol martha mateo mauricio maximiliano mercedes micaela esther piedad miguel mikel milagros monica natalia nelson nestor nicolas nieves nora norma octavio
        olga olivia orlando oscar osvaldo pablo paloma pamela paola paula pedro pilar rafael ramiro ramon raquel raul rebeca renato ricardo roberto
        rocio rodolfo rodrigo rogelio rolando romina rosa rosario ruben salvador santiago sebastian sergio silvia soledad sofia susana teresa tomas
        valentina valeria vanesa veronica vicente victoria virginia walter william ximena yolanda
        """
    );

    /// <summary>Family names, folded, that come first of two; names in -ez are known by their ending.</summary>
    public static readonly FrozenSet<string> SpanishFamily = Set(
        """
        acosta acuna aguilar aguilera alcala alvarado andrade aranda arango arias avila ayala barrera barrios bautista blanco bravo busquets bustamante
        caballero cabrera calderon campos cano cardenas cardona carrasco carrion castaneda castellon castillo castro cervantes chavez contreras cordoba
        correa cortes cruz cuevas delgado duran escobar espinosa espinoza esteban estrada ferrer figueroa flores fuentes gallardo gallego garcia garrido
        guerra guerrero gutierrez herrera ibarra iglesias jaramillo leon lozano luna maldonado manzano marin marquez martines medina mejia mendoza
        meneses miranda molina montero montes mora morales moreno munoz murrieta navarro nieto ochoa ojeda orozco ortega ortiz osorio pacheco padilla
        paredes parra pena pineda pinto ponce prieto quintero quiroga ramos rangel restrepo reyes rios rivas rivera robles rojas roman romero rosales
        rubio rueda ruiz salas salazar salinas santana santiago santos serrano sierra silva solano solares solis soto suarez toledo torres trujillo
        valdes valdivia valencia valenzuela vargas vega velasco vera vidal villa villalobos zamora zapata zuniga crespo olaya uribe mejia zuluaga pulido
        """
    );

    /// <summary>Given names that usually begin a pair of given names, so that the second word says nothing about family names.</summary>
    public static readonly FrozenSet<string> CompoundGiven = Set("maria ana jose juan luis");

    /// <summary>Whether a word is a known first family name or ends as patronymics do.</summary>
    public static bool IsSpanishFamily(string word)
    {
        var folded = Transliteration.Fold(word);
        return SpanishFamily.Contains(folded) || (folded.Length > 4 && folded.EndsWith("ez", StringComparison.Ordinal));
    }

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
