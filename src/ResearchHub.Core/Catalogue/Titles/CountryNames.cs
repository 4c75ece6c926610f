namespace ResearchHub.Core.Catalogue;

/// <summary>
/// Names of countries and territories in English, French and Spanish, as the United Nations and CLDR spell them
/// (source: country-codes by Open Knowledge, public domain). Used to put capitals back; the places themselves are data.
/// </summary>
internal static class CountryNames
{
    public const string All = """
        Afganistán; Afghanistan; Afrique du Sud; Albania; Albanie; Alemania; Algeria; Algérie; Allemagne; American Samoa; Andorra;
        Andorre; Angola; Anguila; Anguilla; Antarctica; Antarctique; Antigua & Barbuda; Antigua and Barbuda; Antigua y Barbuda; Antigua-
        et-Barbuda; Antártida; Arabia Saudita; Arabie saoudite; Argelia; Argentina; Argentine; Armenia; Arménie; Aruba; Australia;
        Australie; Austria; Autriche; Azerbaijan; Azerbaiyán; Azerbaïdjan; Bahamas; Bahrain; Bahrein; Bahreïn; Bangladesh; Barbade;
        Barbados; Belarus; Belarús; Belgique; Belgium; Belice; Belize; Benin; Bermuda; Bermudes; Bhoutan; Bhutan; Bhután; Bolivia;
        Bolivie; Bosnia; Bosnia and Herzegovina; Bosnia y Herzegovina; Bosnie-Herzégovine; Botswana; Bouvet Island; Brasil; Brazil;
        British Indian Ocean Territory; British Virgin Islands; Brunei; Brunei Darussalam; Brunéi Darussalam; Brésil; Bulgaria; Bulgarie;
        Burkina Faso; Burundi; Bélarus; Bélgica; Bénin; Cabo Verde; Cambodge; Cambodia; Camboya; Cameroon; Cameroun; Camerún; Canada;
        Canadá; Cape Verde; Caribbean Netherlands; Cayman Islands; Central African Republic; Chad; Chequia; Chile; Chili; China; Chine;
        Chipre; Christmas Island; Chypre; Cocos Islands; Colombia; Colombie; Comoras; Comores; Comoros; Congo; Congo - Brazzaville; Congo
        - Kinshasa; Cook Islands; Costa Rica; Croacia; Croatia; Croatie; Cuba; Curazao; Curaçao; Cyprus; Czechia; Côte d’Ivoire; Danemark;
        Democratic People’s Republic of Korea; Democratic Republic of the Congo; Denmark; Dinamarca; Djibouti; Dominica; Dominican
        Republic; Dominique; Ecuador; Egipto; Egypt; El Salvador; Emiratos Árabes Unidos; Equatorial Guinea; Eritrea; Eslovaquia;
        Eslovenia; Espagne; España; Estado de Palestina; Estados Unidos de América; Estonia; Estonie; Eswatini; Ethiopia; Etiopía;
        Falkland Islands; Faroe Islands; Federación de Rusia; Fidji; Fiji; Filipinas; Finland; Finlande; Finlandia; France; Francia;
        French Guiana; French Polynesia; French Southern Territories; Fédération de Russie; Gabon; Gabón; Gambia; Gambie; Georgia; Georgia
        del Sur y las Islas Sandwich del Sur; Germany; Ghana; Gibraltar; Granada; Grecia; Greece; Greenland; Grenada; Grenade; Groenland;
        Groenlandia; Grèce; Guadalupe; Guadeloupe; Guam; Guatemala; Guayana Francesa; Guernesey; Guernsey; Guinea; Guinea Ecuatorial;
        Guinea-Bissau; Guinée; Guinée équatoriale; Guinée-Bissau; Guyana; Guyane française; Géorgie; Géorgie du Sud-et-les Îles Sandwich
        du Sud; Haiti; Haití; Haïti; Heard & McDonald Islands; Heard Island and McDonald Islands; Holy See; Honduras; Hong Kong; Hongrie;
        Hungary; Hungría; Iceland; Inde; India; Indonesia; Indonésie; Iran; Iraq; Ireland; Irlanda; Irlande; Irán; Isla Bouvet; Isla
        Christmas; Isla Norfolk; Isla de Man; Islande; Islandia; Islas Caimán; Islas Cocos; Islas Cook; Islas Feroe; Islas Heard y
        McDonald; Islas Malvinas; Islas Marianas Septentrionales; Islas Marshall; Islas Salomón; Islas Svalbard y Jan Mayen; Islas Turcas
        y Caicos; Islas Vírgenes Británicas; Islas Vírgenes de los Estados Unidos; Islas Wallis y Futuna; Islas menores alejadas de
        Estados Unidos; Islas Åland; Isle of Man; Israel; Israël; Italia; Italie; Italy; Ivory Coast; Jamaica; Jamaïque; Japan; Japon;
        Japón; Jersey; Jordan; Jordania; Jordanie; Kazajstán; Kazakhstan; Kenya; Kirghizistan; Kirguistán; Kiribati; Koweït; Kuwait;
        Kyrgyzstan; Lao People’s Democratic Republic; Laos; Latvia; Lebanon; Lesotho; Letonia; Lettonie; Liban; Liberia; Libia; Libya;
        Libye; Libéria; Liechtenstein; Lithuania; Lituania; Lituanie; Luxembourg; Luxemburgo; Líbano; Macao; Macedonia del Norte;
        Macédoine du Nord; Madagascar; Malaisie; Malasia; Malawi; Malaysia; Maldivas; Maldives; Mali; Malta; Malte; Malí; Maroc;
        Marruecos; Marshall Islands; Martinica; Martinique; Maurice; Mauricio; Mauritania; Mauritanie; Mauritius; Mayotte; Mexico;
        Mexique; Micronesia; Micronésie; Moldova; Monaco; Mongolia; Mongolie; Montenegro; Montserrat; Monténégro; Morocco; Mozambique;
        Myanmar; México; Mónaco; Namibia; Namibie; Nauru; Nepal; Netherlands; New Caledonia; New Zealand; Nicaragua; Niger; Nigeria;
        Nigéria; Nioué; Niue; Norfolk Island; North Korea; North Macedonia; Northern Mariana Islands; Noruega; Norvège; Norway; Nouvelle-
        Calédonie; Nouvelle-Zélande; Nueva Caledonia; Nueva Zelandia; Népal; Níger; Oman; Omán; Ouganda; Ouzbékistan; Pakistan; Pakistán;
        Palaos; Palau; Palestine; Panama; Panamá; Papouasie-Nouvelle-Guinée; Papua New Guinea; Papua Nueva Guinea; Paraguay; Pays-Bas;
        Países Bajos; Peru; Perú; Philippines; Pitcairn; Poland; Polinesia Francesa; Pologne; Polonia; Polynésie française; Porto Rico;
        Portugal; Puerto Rico; Pérou; Qatar; Republic of Korea; Republic of Moldova; República Centroafricana; República Democrática
        Popular Lao; República Democrática del Congo; República Dominicana; República Popular Democrática de Corea; República Unida de
        Tanzanía; República de Corea; República de Moldova; República Árabe Siria; Reunión; Romania; Roumanie; Rumania; Russia; Russian
        Federation; Rwanda; République arabe syrienne; République centrafricaine; République de Corée; République de Moldova; République
        dominicaine; République démocratique du Congo; République démocratique populaire lao; République populaire démocratique de Corée;
        République-Unie de Tanzanie; Réunion; Sahara occidental; Saint Barthélemy; Saint Helena; Saint Kitts & Nevis; Saint Kitts and
        Nevis; Saint Kitts y Nevis; Saint Lucia; Saint Martin; Saint Pierre & Miquelon; Saint Pierre and Miquelon; Saint Vincent &
        Grenadines; Saint Vincent and the Grenadines; Saint-Barthélemy; Saint-Kitts-et-Nevis; Saint-Marin; Saint-Martin; Saint-Pierre-et-
        Miquelon; Saint-Siège; Saint-Vincent-et-les Grenadines; Sainte-Hélène; Sainte-Lucie; Samoa; Samoa Americana; Samoa américaines;
        San Barthélemy; San Marino; San Martín; San Pedro y Miquelón; San Vicente y las Granadinas; Santa Elena; Santa Lucía; Santa Sede;
        Santo Tomé y Príncipe; Sao Tome and Principe; Sao Tomé-et-Principe; Saudi Arabia; Senegal; Serbia; Serbie; Seychelles; Sierra
        Leona; Sierra Leone; Singapore; Singapour; Singapur; Sint Maarten; Slovakia; Slovaquie; Slovenia; Slovénie; Solomon Islands;
        Somalia; Somalie; Soudan; Soudan du Sud; South Africa; South Georgia & South Sandwich Islands; South Georgia and the South
        Sandwich Islands; South Korea; South Sudan; Spain; Sri Lanka; State of Palestine; Sudan; Sudáfrica; Sudán; Sudán del Sur; Suecia;
        Suisse; Suiza; Suriname; Suède; Svalbard & Jan Mayen; Svalbard and Jan Mayen Islands; Sweden; Switzerland; Syria; Syrian Arab
        Republic; Sáhara Occidental; São Tomé & Príncipe; Sénégal; Tadjikistan; Tailandia; Taiwan; Taiwán; Tajikistan; Tanzania;
        Tayikistán; Taïwan; Tchad; Tchéquie; Terres australes françaises; Territoire britannique de l’océan Indien; Territorio Británico
        del Océano Índico; Thailand; Thaïlande; Timor-Leste; Togo; Tokelau; Tokélaou; Tonga; Trinidad & Tobago; Trinidad and Tobago;
        Trinidad y Tabago; Trinité-et-Tobago; Tunisia; Tunisie; Turkmenistan; Turkmenistán; Turkménistan; Turks & Caicos Islands; Turks
        and Caicos Islands; Tuvalu; Túnez; Türkiye; U.S. Outlying Islands; U.S. Virgin Islands; Ucrania; Uganda; Ukraine; United Arab
        Emirates; United Republic of Tanzania; United States Minor Outlying Islands; United States Virgin Islands; United States of
        America; Uruguay; Uzbekistan; Uzbekistán; Vanuatu; Vatican City; Venezuela; Viet Nam; Vietnam; Wallis & Futuna; Wallis and Futuna
        Islands; Western Sahara; Yemen; Yémen; Zambia; Zambie; Zimbabwe; Åland Islands; Égypte; Émirats arabes unis; Équateur; Érythrée;
        État de Palestine; États-Unis d’Amérique; Éthiopie; Île Bouvet; Île Christmas; Île Heard-et-Îles MacDonald; Île Norfolk; Île de
        Man; Îles Caïmanes; Îles Cook; Îles Falkland; Îles Féroé; Îles Mariannes du Nord; Îles Marshall; Îles Salomon; Îles Svalbard-et-
        Jan Mayen; Îles Turques-et-Caïques; Îles Vierges américaines; Îles Vierges britanniques; Îles Wallis-et-Futuna; Îles des Cocos;
        Îles d’Åland; Îles mineures éloignées des États-Unis
        """;
}
