namespace ResearchHub.Core.Catalogue;

/// <summary>Acronyms and names that occur in titles on migration; read from the IOM evaluations and the vocabularies.</summary>
internal static class TitleWords
{
    /// <summary>Roman numerals as phases and volumes have them; longer ones collide with words.</summary>
    public static readonly string[] Roman = Split("II III IV VI VII VIII IX XI XII XIII XIV XV");

    /// <summary>Words after which a single I, V or X is a number.</summary>
    public static readonly string[] Numbered = Split("PHASE PHASES PART VOLUME WAVE FASE STAGE LEVEL TOME PARTIE PARTE CHAPTER");

    /// <summary>Articles and prepositions that show French or Spanish, where AU and UN are no acronyms.</summary>
    public static readonly string[] Romance = Split("DU DES LES LE LA ET DEL EL LOS LAS Y DE D L");

    public static readonly string[] Acronyms = Split(
        """
        ACIDI ACP AGAMI AIDS ANRAZ APEC ARN ASEAN ATI AU AUSCO AVR AVRR AZE BMET CAR CARICOM CARMP CBBM CBI CCCM CD4D CERF CIS COMESA COSWA COVID CREST
        CT CTSKG DDR DFID DRC DRR DTM ECHO ECMCT ECOWAS EEA EHAMVDP ELCI ENCT EREG EU EUTF FARC FAO FINNSOM FORAS FRAP FYR GAPPO GBV GCM GEEW GFMD
        GIMMA GRP HIV HMS IAMA IASC ICM ICRC ICRS ICSP ICT IDEE IDF IFRC IGAD ILO INSTAT IOM IREM IRRINI JLMP KMH LINC LMIS LOHARANO LRA MCOF MDG MDGS MECLEP
        MEDAC MEFM MENA MHPSS MIDA MIDAS MIDSA MIDWEB MILDAS MIRAA MOMI MOPAN MRRM MSPS MYHP NATO NCCPIM NFI NGO NTF NTMI NZAID OAS OCAVRR OCHA OECD OFDA
        OHCHR OIM OMD ONU OSCE OTI PDRRI PFP PHAMESA PHAMSA PHBLM PIRE PLACMI POC PROCAM PRODESHA RACCN RARIP RAVEL RAVL RCB RCS RDC RIPFUMELO RPR RQA
        RQAN SACTAP SADC SAR SARDD SDC SDG SGBV SIDA SIRIRI SIVJRNR SMIT SNCT SRARP SRHR SSCOS SSI STEM SURCAP TAIRR TB TIP TRQN TWE UE UK UMIMM UN UNCTAD UNDP
        UNEG UNEP UNESCO UNFPA UNHCR UNICEF UNJP UNODC UNOPS UNRWA USA USAID VISP WASH WFP
        """
    );

    /// <summary>Plurals of acronyms.</summary>
    public static readonly Dictionary<string, string> Plurals = new(StringComparer.Ordinal)
    {
        ["IDPS"] = "IDPs",
        ["STIS"] = "STIs",
        ["ISCMS"] = "ISCMs",
        ["SEZS"] = "SEZs",
        ["NGOS"] = "NGOs",
        ["MDGS"] = "MDGs",
        ["SDGS"] = "SDGs",
        ["BIH"] = "BiH",
    };

    public static readonly string[] Names =
    [
        .. List(
            """
            Africa; Africa’s; Afrique; África; Asia; Asie; Europe; Europa; Oceania; America; Americas; América; Amérique; Caribbean; Balkan; Balkans;
            Mediterranean; Pacific; Indian Ocean; Caucasus; Mekong; Sahel; Kosovo; Timor; Middle East; Horn of Africa; Gulf of Aden; Lake Chad; Great Lakes;
            Grands Lacs; West Africa; East Africa; Southern Africa; Eastern Africa; Western Africa; North Africa; Central Africa; West and Central Africa;
            East and Southern Africa; Central Asia; South Asia; Southeast Asia; South-East Asia; South East Asia; East Asia; South and South-East Asia;
            Eastern Europe; Central Europe; Western Europe; Eastern European; South Eastern Europe; Latin America; South America; Central America; North America;
            Western Balkan; Western Balkans; South Caucasus; Central Mediterranean; North Caribbean Coast; American; América del Sur; América Latina;
            América Central; Centroamérica; Mesoamérica; Mesoamerica; Triángulo Norte; Afrique de l’Ouest; Afrique Centrale; European Union; Unión Europea;
            Union européenne; United Nations; Naciones Unidas; Nations Unies; International Organization for Migration;
            International Organisation for Migration; Organización Internacional para las Migraciones; Organisation internationale pour les migrations;
            Red Cross; World Bank; Colombo Process; Global Compact for Migration; Lao People’s Democratic Republic; Mercosur; Macedonia; North Macedonia;
            Yugoslavia; Swaziland; Vietnam; Bolivia; Venezuela; República Bolivariana de Venezuela; República Dominicana; République Dominicaine; Tanzania; Moldova;
            Syria; Iran; Russia; Czech Republic; South Korea; South Korean; North Korea; East Timor; Timor-Leste; Hong Kong; Cabo Verde; Abyei; Aceh; Aden; Agadez;
            Anbar; Antioquia; Aweil; Babylon; Bamako; Banja Luka; Una Sana; Beitbridge; Belgrade; Bentiu; Bern; Bolivar; Brussels; Casanare; Cox’s Bazar; Dakar; Dayton; Diffa;
            Diyala; Enga; Geneva; Hodh el Charagui; Jessore; Kampala; Kerbala; Ketu; Maluku; Morobe; Nairobi; Nakhichevan; Nanggroe Aceh Darussalam; Niamey; Ninewa;
            Nusa Tenggara Timur; Papua; Tanah Papua; Java; West Java; Central Java; Puntland; Pweto; Satkhira; Sinai; Sindh; South Sindh; Somaliland; Tahoua; Tongu;
            Twic; Volta; Wassit; Yeji; Yogyakarta; Zinder; Schweiz; Ebola; Mitch; Idai; Falintil; Twic East; Aweil East; East African; Kyrgystan; Republic of Moldova; Republic of Belarus; Republic of Maldives; Republic of Serbia; Republic of Ghana;
            République du Congo; Makmue Gampong Kareuna Dame;
            January; February; April; June; July; August; September; October; November; December; English; French; Spanish; Khmer; Rohingya; Rohingyas
            """
        ),
        .. Peoples(),
    ];

    private static string[] Peoples() =>
        [
            .. List(
                    """
                    Afghan; African; Albanian; American; Angolan; Arab; Armenian; Asian; Australian; Azerbaijani; Balkan; Bangladeshi; Bolivian; Bosnian; Brazilian; British;
                    Burundian; Cambodian; Canadian; Chadian; Chilean; Chinese; Colombian; Congolese; Croatian; Cuban; Czech; Danish; Dutch; Ecuadorian; Egyptian; Estonian;
                    Ethiopian; European; Finnish; Gambian; Georgian; German; Ghanaian; Greek; Guatemalan; Haitian; Honduran; Hungarian; Indonesian; Iranian; Iraqi; Irish;
                    Italian; Ivorian; Jamaican; Japanese; Jordanian; Kazakh; Kenyan; Korean; Kosovar; Kurdish; Kyrgyz; Lebanese; Liberian; Libyan; Malian; Mexican; Moldovan;
                    Mongolian; Montenegrin; Moroccan; Nepalese; Nicaraguan; Nigerian; Norwegian; Pakistani; Palestinian; Peruvian; Philippine; Filipino; Polish;
                    Portuguese; Roma; Romanian; Russian; Rwandan; Salvadoran; Senegalese; Serbian; Serb; Somali; Sri Lankan; Sudanese; Swedish; Swiss; Syrian; Tajik; Tamil;
                    Thai; Tunisian; Turkish; Ugandan; Ukrainian; Uzbek; Venezuelan; Vietnamese; Yemeni; Zimbabwean; Costa Rican; Non-Estonian
                    """
                )
                .SelectMany(name => new[] { name, name + "s" }),
        ];

    private static string[] List(string text) => text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string[] Split(string text) => text.Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
}
