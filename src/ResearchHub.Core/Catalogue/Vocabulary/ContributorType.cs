namespace ResearchHub.Core.Catalogue;

/// <summary>What a contributor who is not an author did: the 22 contributor types of the DataCite Metadata Schema.</summary>
public enum ContributorType
{
    ContactPerson,
    DataCollector,
    DataCurator,
    DataManager,
    Distributor,
    Editor,
    HostingInstitution,
    Producer,
    ProjectLeader,
    ProjectManager,
    ProjectMember,
    RegistrationAgency,
    RegistrationAuthority,
    RelatedPerson,
    Researcher,
    ResearchGroup,
    RightsHolder,
    Sponsor,
    Supervisor,
    Translator,
    WorkPackageLeader,
    Other,
}
