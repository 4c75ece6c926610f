using System.Text.Json;
using CsCheck;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Titles;

public sealed class ReadableTitleTests
{
    // Titles of IOM evaluations as published (seed_migration_demography.jsonl, source iom-evaluation), typing errors included.
    [Theory]
    [InlineData("EVALUATION OF IOM’S MIGRATION DATA STRATEGY", "Evaluation of IOM’s migration data strategy")]
    [InlineData(
        "IRAQ’S ECONOMIC RECOVERY THROUGH EMPLOYMENT CREATION AND REVITALIZATION OF LOCAL ECONOMIES (PHASE III)",
        "Iraq’s economic recovery through employment creation and revitalization of local economies (phase III)"
    )]
    [InlineData(
        "MALDIVES: STRENGTHENING GOVERNMENT CAPACITY IN MIGRATION HEALTH POLICY DEVELOPMENT",
        "Maldives: Strengthening government capacity in migration health policy development"
    )]
    [InlineData(
        "EVALUATION OF IOM'S CONTRIBUTION TO THE MIGRATION DIALOGUE FOR SOUTHERN AFRICA (MIDSA)",
        "Evaluation of IOM's contribution to the migration dialogue for Southern Africa (MIDSA)"
    )]
    [InlineData(
        "STRENGTHENING THE REGIONAL EVIDENCE BASE TO SUPPORT POLICY DEVELOPMENT AND ENHANCE CAPACITIES TO MANAGE MIGRATION AND DISPLACEMENT",
        "Strengthening the regional evidence base to support policy development and enhance capacities to manage migration and displacement"
    )]
    [InlineData("EVALUATION OF RESULTS-BASED MANAGEMENT AT IOM", "Evaluation of results-based management at IOM")]
    [InlineData(
        "FINAL EVALUATION REPORT MULTI-SECTORIAL LIVELIHOOD SUPPORT TO VULNERABLE COMMUNITIES IN ZIMBABWE",
        "Final evaluation report multi-sectorial livelihood support to vulnerable communities in Zimbabwe"
    )]
    [InlineData(
        "EVALUACIÓN EX-POST DEL PROYECTO: DESARROLLO DE UN MAPA INTERACTIVO DE MIGRACIÓN Y SALUD PARA LA REGIÓN MESOAMERICANA",
        "Evaluación ex-post del proyecto: Desarrollo de un mapa interactivo de migración y salud para la región mesoamericana"
    )]
    [InlineData(
        "FINAL EXTERNAL EVALUATION OF THE PROJECT : “MOVING TOWARDS SUSTAINABLE APPROACHES TO PREVENT VIOLENT EXTREMISM IN THE WESTERN BALKANS”",
        "Final external evaluation of the project : “Moving towards sustainable approaches to prevent violent extremism in the Western Balkans”"
    )]
    [InlineData(
        "EVALUATION SYNTHESIS OF UNITED NATIONS SYSTEM AND DEVELOPMENT BANK WORK  TOWARDS SDG 6",
        "Evaluation synthesis of United Nations system and development bank work towards SDG 6"
    )]
    [InlineData(
        "STRENGTHENING LABOUR MIGRATION MANAGEMENT IN ESWATINI PROJECT",
        "Strengthening labour migration management in Eswatini project"
    )]
    [InlineData(
        "ÉVALUATION EX-POST DU PROGRAMME PILOTE DE  VOLONTARIAT DES JEUNES ISSUS DE LA DIASPORA  MALGACHE (PROGRAMME LOHARANO)",
        "Évaluation ex-post du programme pilote de volontariat des jeunes issus de la diaspora malgache (programme LOHARANO)"
    )]
    [InlineData(
        "PACIFIC ADAPTATION THROUGH LABOUR MOBILITY IN THE LOWLYING ATOLL STATES OF KIRIBATI, MARSHALL ISLANDS AND TUVALU",
        "Pacific adaptation through labour mobility in the lowlying atoll states of Kiribati, Marshall Islands and Tuvalu"
    )]
    [InlineData(
        "EX-POST INTERNAL EVALUATION OF THE PROJECT “COMMUNITY-BASED APPROACH TO SUPPORT YOUTH IN A TARGETED MUNICIPALITY”",
        "Ex-post internal evaluation of the project “Community-based approach to support youth in a targeted municipality”"
    )]
    [InlineData("SAFEGUARDING THE WORKERS ON THE MOVE IN THE MENA REGION", "Safeguarding the workers on the move in the MENA region")]
    [InlineData(
        "MID-TERM EVALUATION OF THE PROJECT  CHINA: STRENGTHENING BILATERAL  COUNTER-TRAFFICKING COOPERATION  WITH MONGOLIA AND HONG KONG SAR",
        "Mid-term evaluation of the project China: Strengthening bilateral counter-trafficking cooperation with Mongolia and Hong Kong SAR"
    )]
    [InlineData(
        "INTER-AGENCY HUMANITARIAN EVALUATION OF THE RESPONSE TO CYCLONE IDAI IN MOZAMBIQUE",
        "Inter-agency humanitarian evaluation of the response to cyclone Idai in Mozambique"
    )]
    [InlineData("STRENGTHENING LABOUR MIGRATION MANAGEMENT IN BOTSWANA", "Strengthening labour migration management in Botswana")]
    [InlineData(
        "PROGRAMME EVALUATION REPORT, NATIONAL DISASTER CONSORTIUM ( 2015-2020), MULTI-YEAR HUMANITARIAN PROGRAMME (MYHP)-PILLAR 1",
        "Programme evaluation report, national disaster consortium ( 2015-2020), multi-year humanitarian programme (MYHP)-pillar 1"
    )]
    [InlineData("SECOND EVALUATION OF IOM’S MIGRATION INITIATIVES", "Second evaluation of IOM’s migration initiatives")]
    [InlineData(
        "AN EVALUATION OF IOM’S ENGAGEMENT IN AND CONTRIBUTION TO INTER-STATE CONSULTATION MECHANISMS ON MIGRATION (ISCMS)",
        "An evaluation of IOM’s engagement in and contribution to inter-state consultation mechanisms on migration (ISCMs)"
    )]
    [InlineData("RE-HEALTH 2 EVALUATION REPORT", "Re-health 2 evaluation report")]
    [InlineData(
        "FINAL INTERNAL EVALUATION REPORT BETTER MIGRATION MANAGEMENT EUTF PROGRAM IOM IMPLEMENTATION OF PHASE I",
        "Final internal evaluation report better migration management EUTF program IOM implementation of phase I"
    )]
    [InlineData(
        "EVALUACIÓN DE EFECTOS DE LA ESTRATEGIA COMUNITARIA DE LA AGENCIA PARA LA REINCORPORACIÓN Y LA NORMALIZACIÓN ARN.",
        "Evaluación de efectos de la estrategia comunitaria de la agencia para la reincorporación y la normalización ARN."
    )]
    [InlineData("STRENGTHENING LABOUR MIGRATION MANAGEMENT IN LESOTHO", "Strengthening labour migration management in Lesotho")]
    [InlineData(
        "EVALUACIÓN INTERNA DEL PROGRAMA DE JUSTICIA JUVENIL RESTAURATIVA — TERCERA FASE",
        "Evaluación interna del programa de justicia juvenil restaurativa — Tercera fase"
    )]
    [InlineData("CONNECTING DIASPORA FOR DEVELOPMENT (CD4D) FINAL REPORT", "Connecting diaspora for development (CD4D) final report")]
    [InlineData(
        "“FORTALECIMIENTO INSTITUCIONAL PARA LA PROMOCIÓN DE LOS DERECHOS DE LOS MIGRANTES IRREGULARES EN TRÁNSITO POR NICARAGUA”",
        "“Fortalecimiento institucional para la promoción de los derechos de los migrantes irregulares en tránsito por Nicaragua”"
    )]
    [InlineData("CONNECTING DIASPORA FOR DEVELOPMENT (CD4D) MIDTERM REPORT", "Connecting diaspora for development (CD4D) midterm report")]
    [InlineData(
        "REAL TIME EVALUATION OF IOM'S RESPONSE TO THE ROHINGYA CRISIS",
        "Real time evaluation of IOM's response to the Rohingya crisis"
    )]
    [InlineData(
        "FINAL REPORT - MID TERM EVALUATION MIDA FINNSOM HEALTH AND EDUCATION PROJECT SOMALIA",
        "Final report - Mid term evaluation MIDA FINNSOM health and education project Somalia"
    )]
    [InlineData(
        "RAPPORT D'EVALUATION RENFORCEMENT DES CAPACITES POUR UNE GESTION STRATEGIQUE DES RESSOURCES DE LA DIASPORA DE LA RD CONGO",
        "Rapport d'evaluation renforcement des capacites pour une gestion strategique des ressources de la diaspora de la RD Congo"
    )]
    [InlineData(
        "INDEPENDENT FINAL EVALUATION OF THE PROJECT \"SUPPORT TO STRENGTHENING MIGRATION AND ASYLUM MANAGEMENT IN SERBIA\"",
        "Independent final evaluation of the project \"Support to strengthening migration and asylum management in Serbia\""
    )]
    [InlineData("MIDTERM EVALUATION OF IOM GENDER EQUALITY POLICY 2015-2019", "Midterm evaluation of IOM gender equality policy 2015-2019")]
    [InlineData("EVALUATION: CAMP COORDINATION & CAMP MANAGEMENT (CCCM)", "Evaluation: Camp coordination & camp management (CCCM)")]
    [InlineData(
        "EVALUATION OF INTERNATIONAL ORGANIZATION FOR MIGRATION (IOM) SOUTH SUDAN HEALTH AND WASH RESPONSE: 2014-2016",
        "Evaluation of International Organization for Migration (IOM) South Sudan health and WASH response: 2014-2016"
    )]
    [InlineData(
        "CAMP COORDINATION AND CAMP MANAGEMENT AND DISASTER RISK MANAGEMENT CAPACITY BUILDING PROGRAMME IN SOUTHERN AFRICA: PHASE III",
        "Camp coordination and camp management and disaster risk management capacity building programme in Southern Africa: Phase III"
    )]
    [InlineData("FINAL EVALUATION OF IOM EQUI-HEALTH PROJECT", "Final evaluation of IOM equi-health project")]
    [InlineData(
        "EVALUATION OF THE GHANA INTEGRATED MIGRATION MANAGEMENT APPROACH PROJECT",
        "Evaluation of the Ghana integrated migration management approach project"
    )]
    [InlineData(
        "FINAL EVALUATION AGADEZ MIGRATION PROJECT (AGAMI) PROJECT 19/10- 10/11 2016",
        "Final evaluation Agadez migration project (AGAMI) project 19/10- 10/11 2016"
    )]
    [InlineData(
        "MID-TERM EVALUATION OF OPEN CENTRE FOR MIGRANTS REGISTERED FOR ASSISTED VOLUNTARY RETURN AND REINTEGRATION (OCAVRR) PROJECT",
        "Mid-term evaluation of open centre for migrants registered for assisted voluntary return and reintegration (OCAVRR) project"
    )]
    [InlineData(
        "EVALUATION OF IOM CONTRIBUTION TO THE PROJECT \"ENHANCING THE RESPONSE TO DISPLACEMENT - IMPROVING MANAGEMENT AND COORDINATION IN CCCM\"",
        "Evaluation of IOM contribution to the project \"Enhancing the response to displacement - Improving management and coordination in CCCM\""
    )]
    [InlineData(
        "IOM/UNDP JOINT CONFLICT REDUCTION PROGRAMME SUPPORTED BY THE EUROPEAN UNION FINAL EVALUATION REPORT",
        "IOM/UNDP joint conflict reduction programme supported by the European Union final evaluation report"
    )]
    [InlineData(
        "JOINT FINAL EXTERNAL EVALUATION OF PROJECTS CT.0783 AND CT.0810",
        "Joint final external evaluation of projects CT.0783 and CT.0810"
    )]
    [InlineData(
        "PSYCHOLOGICAL SUPPORT TO CRISIS AFFECTED, DISPLACED AND MIGRANT YOUTH AND THEIR FAMILIES IN SYRIA AND NEIGHBORING COUNTRIES",
        "Psychological support to crisis affected, displaced and migrant youth and their families in Syria and neighboring countries"
    )]
    [InlineData(
        "THE TEMPORARY RETURN OF QUALIFIED NATIONALS PROJECT (TRQN) III",
        "The temporary return of qualified nationals project (TRQN) III"
    )]
    [InlineData("EVALUATION OF IOM RAVL - FINAL REPORT", "Evaluation of IOM RAVL - Final report")]
    [InlineData(
        "EXTERNAL EVALUATION OF THE IOM-LED SHELTER/NFI CLUSTER IN PAKISTAN 2010-2013",
        "External evaluation of the IOM-led shelter/NFI cluster in Pakistan 2010-2013"
    )]
    [InlineData(
        "FINAL TERM EVALUATION OF STRENGTHENING DISASTER RISK REDUCTION CAPACITY AND PROGRAM COMMUNITY RESILIENCE IN WEST JAVA",
        "Final term evaluation of strengthening disaster risk reduction capacity and program community resilience in West Java"
    )]
    [InlineData(
        "INDEPENDENT EVALUATION OF IOM'S PROJECT \"HORN/GULF OF ADEN/YEMEN: IMPROVING PROTECTION OF MIGRANTS - PHASE III\"",
        "Independent evaluation of IOM's project \"Horn/Gulf of Aden/Yemen: Improving protection of migrants - Phase III\""
    )]
    [InlineData(
        "AWARENESS RAISED - INSIGHTS INTO IOM'S STAFF SENSITIZATION ON PREVENTION OF SEXUAL EXPLOITATION AND ABUSE",
        "Awareness raised - Insights into IOM's staff sensitization on prevention of sexual exploitation and abuse"
    )]
    [InlineData(
        "MIGRATION FOR DEVELOPMENT IN THE WESTERN BALKANS (MIDWEB) FINAL EVALUATION",
        "Migration for development in the Western Balkans (MIDWEB) final evaluation"
    )]
    [InlineData(
        "EVALUATION OF THE PROJECT \"EUROPEAN LOCAL COOPERATION FOR INTEGRATION\" (ELCI)",
        "Evaluation of the project \"European local cooperation for integration\" (ELCI)"
    )]
    [InlineData(
        "EXTERNAL PROCESS EVALUATION OF IOM'S RESPONSE TO THE LIBYA CRISIS",
        "External process evaluation of IOM's response to the Libya crisis"
    )]
    [InlineData(
        "BETWEEN TWO SOCIETIES : REVIEW OF THE INFORMATION, RETURN AND REINTEGRATION OF IRAQI NATIONALS TO IRAQ (IRRINI) PROGRAMME",
        "Between two societies : Review of the information, return and reintegration of Iraqi nationals to Iraq (IRRINI) programme"
    )]
    [InlineData(
        "EVALUATION OF THE CAPACITY BUILDING COMPONENT - COMBATING TRAFFICKING IN PERSONS AND IRREGULAR MIGRATION FROM AND THROUGH GHANA",
        "Evaluation of the capacity building component - Combating trafficking in persons and irregular migration from and through Ghana"
    )]
    [InlineData(
        "EVALUATION OF THE IOM PROGRAMME ON THE SOCIO-ECONOMIC REINTEGRATION OF AFGHANS RETURNING FROM IRAN AND PAKISTAN (RARIP) DONOR REPORT",
        "Evaluation of the IOM programme on the socio-economic reintegration of Afghans returning from Iran and Pakistan (RARIP) donor report"
    )]
    [InlineData(
        "STUDY OF THE INTERNATIONAL ORGANIZATION FOR - MIGRATION AND ITS HUMANITARIAN ASSISTANCE",
        "Study of the International Organization for Migration and its humanitarian assistance"
    )]
    [InlineData(
        "EVALUATION OF THE PROJECT \"COORDINATION OF THE RETURN AND REINTEGRATION ASSISTANCE FOR VOLUNTARY RETURNEES TO MOLDOVA\"",
        "Evaluation of the project \"Coordination of the return and reintegration assistance for voluntary returnees to Moldova\""
    )]
    [InlineData(
        "RETURN, RECEPTION AND REINTEGRATION OF AFGHAN NATIONALS TO AFGHANISTAN - EXTERNAL EVALUATION - FINAL REPORT",
        "Return, reception and reintegration of Afghan nationals to Afghanistan - External evaluation - Final report"
    )]
    [InlineData(
        "EVALUATION OF ANTI-TRAFFICKING ACTIVITIES IN CENTRAL ASIA FINANCED BY SIDA",
        "Evaluation of anti-trafficking activities in Central Asia financed by SIDA"
    )]
    [InlineData(
        "EVALUATION OF NATIONAL IMMIGRANT SUPPORT CENTRES - PORTUGAL",
        "Evaluation of national immigrant support centres - Portugal"
    )]
    [InlineData("AN EVALUATION OF THE EU-RQA PROGRAM", "An evaluation of the EU-RQA program")]
    [InlineData(
        "EVALUATION FOR THE INTERNATIONAL ORGANIZATION FOR MIGRATION: INTERNALLY DISPLACED PERSONS PROGRAM IN IRAQ",
        "Evaluation for the International Organization for Migration: Internally displaced persons program in Iraq"
    )]
    [InlineData("EVALUATION OF THE MIGRATION INITIATIVES PROCESS", "Evaluation of the migration initiatives process")]
    [InlineData(
        "EVALUATION REPORT ON THE PROJECT OF FOREIGN DEVELOPMENTAL AID OF THE CZECH REPUBLIC (SUMMARY IN ENGLISH)",
        "Evaluation report on the project of foreign developmental aid of the Czech Republic (summary in English)"
    )]
    [InlineData(
        "FROM PREVENTION TO REINTEGRATION: AN EVALUATION OF IOM'S SUPPORT PROGRAM FOR EX-COMBATANT CHILDREN IN COLOMBIA",
        "From prevention to reintegration: An evaluation of IOM's support program for ex-combatant children in Colombia"
    )]
    [InlineData(
        "FALINTIL REINSERTION ASSISTANT PROGRAM (FRAP) FINAL EVALUATION REPORT",
        "Falintil reinsertion assistant program (FRAP) final evaluation report"
    )]
    [InlineData(
        "EVALUATION OF THE PROGRAMME FOR GOVERNMENT FUNDED MOVEMENTS TO AUSTRALIA (PROJECT CODE 470-CAU)",
        "Evaluation of the programme for government funded movements to Australia (project code 470-CAU)"
    )]
    [InlineData(
        "FINAL REPORT AND EVALUATION OF THE \"RETURN AND REINTEGRATION OF QUALIFIED JAMAICAN NATIONALS, PHASE II\" PROJECT",
        "Final report and evaluation of the \"Return and reintegration of qualified Jamaican nationals, phase II\" project"
    )]
    [InlineData(
        "EVALUATION OF PHASE III OF THE PROGRAMME FOR THE RETURN AND QUALIFIED AFRICAN NATIONALS",
        "Evaluation of phase III of the programme for the return and qualified African nationals"
    )]
    [InlineData(
        "EVALUATION OF THE IOM INFORMATION PROGRAMME IN THE PHILIPPINES",
        "Evaluation of the IOM information programme in the Philippines"
    )]
    public void Puts_real_titles_into_sentence_case(string raw, string readable)
    {
        Assert.Equal(readable, ReadableTitle.From(raw, AcronymList.Standard));
    }

    [Theory]
    [InlineData("Meta-evaluation of IOM evaluations 2020–2024", "Meta-evaluation of IOM evaluations 2020–2024")]
    [InlineData("  The  Effect of   AIDS on GDP ", "The Effect of AIDS on GDP")]
    [InlineData("EU", "EU")]
    [InlineData("", "")]
    [InlineData(
        "Ex-post Evaluation: CAPACITY BUILDING OF GEORGIAN AUTHORITIES",
        "Ex-post Evaluation: Capacity building of Georgian authorities"
    )]
    [InlineData("EX - POST EVALUATION IN COX’S BAZAR", "Ex-post evaluation in Cox’s Bazar")]
    [InlineData("APPUI AUX ÉCOLES DU MALI ET AU NIGER", "Appui aux écoles du Mali et au Niger")]
    [InlineData("EVALUATION OF THE AU-ILO-IOM JOINT PROGRAMME", "Evaluation of the AU-ILO-IOM joint programme")]
    [InlineData("PROTECTION OF IDPS, 2ND PHASE, MARCH 2012", "Protection of IDPs, 2nd phase, March 2012")]
    [InlineData("RETURN TO WHAT? REVIEW OF RETURNS TO CÔTE D’IVOIRE", "Return to what? Review of returns to Côte d’Ivoire")]
    public void Leaves_readable_titles_alone_and_knows_the_corners(string raw, string readable)
    {
        Assert.Equal(readable, ReadableTitle.From(raw, AcronymList.Standard));
    }

    [Fact]
    public void Learns_acronyms_and_names_from_titles_in_ordinary_letters()
    {
        string[] titles =
        [
            "The effects of the ZQX programme on care in Kragujevac and elsewhere",
            "A study of families in Kragujevac and their care",
            "EVALUATION OF SOMETHING (QVWA)",
            "Consolidating assistance (CARE)",
        ];
        const string raw = "FINAL EVALUATION OF ZQX AND QVWA CARE IN KRAGUJEVAC";

        Assert.Equal("Final evaluation of ZQX and qvwa care in kragujevac", ReadableTitle.From(raw, AcronymList.Standard));
        Assert.Equal("Final evaluation of ZQX and QVWA care in Kragujevac", ReadableTitle.From(raw, AcronymList.Standard.Learn(titles)));
    }

    [Fact]
    public void Takes_further_names_and_acronyms()
    {
        var list = AcronymList.Standard.WithNames(["Novi Sad", "Niš"]).WithAcronyms(["KIRS"]);

        Assert.Equal("Support to KIRS in Novi Sad and Niš", ReadableTitle.From("SUPPORT TO KIRS IN NOVI SAD AND NIS", list));
    }

    [Fact]
    public void Never_changes_letters_of_a_title_in_ordinary_case()
    {
        foreach (var line in File.ReadLines(RepositoryFiles.Shared("bibliographic/_combined/seed_migration_demography.jsonl")))
        {
            using var record = JsonDocument.Parse(line);
            var title = record.RootElement.GetProperty("title").GetString()!;
            var readable = ReadableTitle.From(title, AcronymList.Standard);

            Assert.Equal(ReadableTitle.From(readable, AcronymList.Standard), readable);
            Assert.False(ReadableTitle.IsShouted(readable) && readable.Length > 40, readable);
        }
    }

    [Fact]
    public void Survives_any_text()
    {
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["ABC ZE-’'.:()/&19àÉЉ"], 0, 60])
            .Sample(text =>
                Assert.NotNull(ReadableTitle.From(new string([.. text.Where(c => !char.IsSurrogate(c))]), AcronymList.Standard))
            );
    }
}
