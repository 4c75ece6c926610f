using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.GraphQL.Catalogue;

internal sealed class RecordKindGraph() : EnumGraph<RecordKind>("RecordKind", "Kinds of public records.");

internal sealed class OutputKindGraph() : EnumGraph<OutputKind>("OutputKind", "Kinds of records that can be cited.");

internal sealed class StudyTypeGraph() : EnumGraph<StudyType>("StudyType", "Kinds of publications.");

internal sealed class StudyDesignGraph()
    : EnumGraph<StudyDesign>(
        "StudyDesign",
        "How a study produced its evidence.",
        value =>
            value switch
            {
                StudyDesign.Rct => "Randomised controlled trial.",
                StudyDesign.ClusterRct => "Randomised controlled trial that assigns groups.",
                StudyDesign.AdministrativeData => "Analysis of administrative records.",
                _ => null,
            }
    );

internal sealed class AccessRightGraph()
    : EnumGraph<AccessRight>(
        "AccessRight",
        "COAR access rights.",
        value =>
            value switch
            {
                AccessRight.Open => "Free for everybody at once.",
                AccessRight.Embargoed => "Nobody is given the files before a later day.",
                AccessRight.Restricted => "For some people or on some conditions.",
                AccessRight.MetadataOnly => "Only the description is to be had.",
                _ => null,
            }
    );

internal sealed class DataAccessModeGraph()
    : EnumGraph<DataAccessMode>(
        "DataAccessMode",
        "How data can be reached (NADA). Each mode goes with EMBARGOED and with the access rights that are named here, the usual one first.",
        value =>
            value switch
            {
                DataAccessMode.Open => "Open data under an open licence. OPEN.",
                DataAccessMode.Direct =>
                    "Download without asking anybody. OPEN; with RESTRICTED, access is given at once to whoever says what for and accepts the terms.",
                DataAccessMode.Public => "Public use files: as DIRECT. OPEN or RESTRICTED.",
                DataAccessMode.Licensed => "On request, under terms: who administers the dataset decides. RESTRICTED.",
                DataAccessMode.DataEnclave => "On request, and only inside a secure place: the files are not downloaded. RESTRICTED.",
                DataAccessMode.Remote =>
                    "In another repository, where the links lead: nobody is given files here. The access right is the one there: RESTRICTED, OPEN or METADATA_ONLY.",
                DataAccessMode.NotAvailable => "Not to be had: nobody is given files. METADATA_ONLY.",
                _ => null,
            }
    );

internal sealed class PublicationStateGraph()
    : EnumGraph<PublicationState>(
        "PublicationState",
        "Life cycle of an output.",
        value =>
            value switch
            {
                PublicationState.Declined =>
                    "Will not be published here. Its authors cannot revise or submit it again; a curator can take it back into review.",
                PublicationState.Embargoed => "Described publicly; the content follows on a later day.",
                PublicationState.Withdrawn => "Taken down; a tombstone stays.",
                PublicationState.Retracted => "Declared unreliable; stays readable and says so.",
                _ => null,
            }
    );

internal sealed class LearningFormatGraph() : EnumGraph<LearningFormat>("LearningFormat", "Forms of learning resources.");

internal sealed class GovernmentLevelGraph()
    : EnumGraph<GovernmentLevel>(
        "GovernmentLevel",
        "Levels of government.",
        value =>
            value switch
            {
                GovernmentLevel.Central => "Ministries and agencies of the state.",
                GovernmentLevel.Provincial => "Provinces and districts.",
                GovernmentLevel.Local => "Towns and municipalities.",
                _ => null,
            }
    );

internal sealed class IdentifierTypeGraph()
    : EnumGraph<IdentifierType>(
        "IdentifierType",
        "Schemes of identifiers: DataCite's relatedIdentifierType, and ORCID, ROR and numbers that only the source knows.",
        value => $"{value.DataCiteName()} identifier."
    );

internal sealed class RelationTypeGraph()
    : EnumGraph<RelationType>(
        "RelationType",
        "How one work relates to another: DataCite's relationType, read as \"this output … the other\".",
        null
    );

internal sealed class ContributorTypeGraph() : EnumGraph<ContributorType>("ContributorType", "DataCite's contributor types.");

internal sealed class CreditRoleGraph()
    : EnumGraph<CreditRole>("CreditRole", "Roles of the CRediT taxonomy.", value => value.Label() + ".");

internal sealed class LinkKindGraph() : EnumGraph<LinkKind>("LinkKind", "What a reader finds behind a link.");

internal sealed class VariableTypeGraph() : EnumGraph<VariableType>("VariableType", "Types of the values of a column.");

internal sealed class CitationStyleGraph()
    : EnumGraph<CitationStyle>(
        "CitationStyle",
        "Citation styles and exchange formats.",
        value =>
            value switch
            {
                CitationStyle.Apa => "APA, 7th edition.",
                CitationStyle.Mla => "MLA, 9th edition.",
                CitationStyle.Chicago => "Chicago Manual of Style, author and date.",
                CitationStyle.Vancouver => "Vancouver (NLM).",
                CitationStyle.Bibtex => "BibTeX entry.",
                CitationStyle.Ris => "RIS record.",
                CitationStyle.CslJson => "CSL-JSON item.",
                _ => null,
            }
    );
