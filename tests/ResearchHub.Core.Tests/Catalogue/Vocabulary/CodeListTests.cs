using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Tests.Catalogue.Vocabulary;

public sealed class CodeListTests
{
    [Fact]
    public void Contributor_types_are_the_22_of_DataCite()
    {
        // datacite-contributorType-v4.xsd, kernel 4.6
        const string kernel =
            "ContactPerson DataCollector DataCurator DataManager Distributor Editor HostingInstitution Other Producer ProjectLeader ProjectManager "
            + "ProjectMember RegistrationAgency RegistrationAuthority RelatedPerson ResearchGroup RightsHolder Researcher Sponsor Supervisor Translator "
            + "WorkPackageLeader";

        Assert.Equal(22, Enum.GetValues<ContributorType>().Length);
        Assert.Equal(kernel.Split(' ').Order(StringComparer.Ordinal), Enum.GetNames<ContributorType>().Order(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(CreditRole.Conceptualization, "Conceptualization", "https://credit.niso.org/contributor-roles/conceptualization/")]
    [InlineData(CreditRole.DataCuration, "Data curation", "https://credit.niso.org/contributor-roles/data-curation/")]
    [InlineData(CreditRole.FormalAnalysis, "Formal analysis", "https://credit.niso.org/contributor-roles/formal-analysis/")]
    [InlineData(CreditRole.FundingAcquisition, "Funding acquisition", "https://credit.niso.org/contributor-roles/funding-acquisition/")]
    [InlineData(CreditRole.Investigation, "Investigation", "https://credit.niso.org/contributor-roles/investigation/")]
    [InlineData(CreditRole.Methodology, "Methodology", "https://credit.niso.org/contributor-roles/methodology/")]
    [InlineData(
        CreditRole.ProjectAdministration,
        "Project administration",
        "https://credit.niso.org/contributor-roles/project-administration/"
    )]
    [InlineData(CreditRole.Resources, "Resources", "https://credit.niso.org/contributor-roles/resources/")]
    [InlineData(CreditRole.Software, "Software", "https://credit.niso.org/contributor-roles/software/")]
    [InlineData(CreditRole.Supervision, "Supervision", "https://credit.niso.org/contributor-roles/supervision/")]
    [InlineData(CreditRole.Validation, "Validation", "https://credit.niso.org/contributor-roles/validation/")]
    [InlineData(CreditRole.Visualization, "Visualization", "https://credit.niso.org/contributor-roles/visualization/")]
    [InlineData(
        CreditRole.WritingOriginalDraft,
        "Writing – original draft",
        "https://credit.niso.org/contributor-roles/writing-original-draft/"
    )]
    [InlineData(
        CreditRole.WritingReviewEditing,
        "Writing – review & editing",
        "https://credit.niso.org/contributor-roles/writing-review-editing/"
    )]
    public void Credit_roles_carry_the_published_labels_and_addresses(CreditRole role, string label, string uri)
    {
        Assert.Equal(14, Enum.GetValues<CreditRole>().Length);
        Assert.Equal(label, role.Label());
        Assert.Equal(uri, role.Uri());
        Assert.True(CreditRoles.TryFind(uri.Replace("https", "http").TrimEnd('/'), out var found));
        Assert.Equal(role, found);
        Assert.True(CreditRoles.TryFind(label.ToUpperInvariant(), out found));
        Assert.Equal(role, found);
    }

    [Theory]
    [InlineData(AccessRight.Open, "http://purl.org/coar/access_right/c_abf2", "open access")]
    [InlineData(AccessRight.Embargoed, "http://purl.org/coar/access_right/c_f1cf", "embargoed access")]
    [InlineData(AccessRight.Restricted, "http://purl.org/coar/access_right/c_16ec", "restricted access")]
    [InlineData(AccessRight.MetadataOnly, "http://purl.org/coar/access_right/c_14cb", "metadata only access")]
    public void Access_rights_carry_COARs_addresses(AccessRight right, string uri, string label)
    {
        Assert.Equal(uri, right.Uri());
        Assert.Equal(label, right.Label());
    }

    [Fact]
    public void Certainty_is_ordered_and_its_reasons_have_a_direction()
    {
        Assert.True(Certainty.VeryLow < Certainty.Low && Certainty.Low < Certainty.Moderate && Certainty.Moderate < Certainty.High);
        Assert.Equal(
            [CertaintyReason.LargeEffect, CertaintyReason.DoseResponse, CertaintyReason.PlausibleConfounding],
            Enum.GetValues<CertaintyReason>().Where(reason => reason.Raises())
        );
    }
}
