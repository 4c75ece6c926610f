using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Catalogue;

internal sealed class ContributionGraph : ObjectGraphType<ContributionRow>
{
    public ContributionGraph()
    {
        Name = "Contribution";
        Description =
            "What a person or an organisation contributed: one of `researcher` and `organization` is set, or neither for a person without a profile.";
        this.Required<ContributionRow, IntGraphType>("position", "Place in the order, from 1.", row => row.Position + 1);
        this.Required<ContributionRow, StringGraphType>("nameAsPrinted", "Name as the work prints it.", row => row.NameAsPrinted);
        this.Optional<ContributionRow, ResearcherGraph>("researcher", "The person.", row => row.Researcher);
        this.Optional<ContributionRow, OrganizationGraph>(
            "organization",
            "The organisation that contributed as itself.",
            row => row.Organization
        );
        this.Many<ContributionRow, CreditRoleGraph>(
            "creditRoles",
            "CRediT roles.",
            context => context.Source.CreditRoles.Select(ConstantCase.Parse<CreditRole>)
        );
        this.Optional<ContributionRow, ContributorTypeGraph>(
            "contributorType",
            "DataCite contributor type; null for an author.",
            row => row.ContributorType is { } type ? ConstantCase.Parse<ContributorType>(type) : null
        );
        this.Optional<ContributionRow, StringGraphType>(
            "affiliationAsPrinted",
            "Affiliation at the time, as printed.",
            row => row.AffiliationAsPrinted
        );
        this.Computed<ContributionRow, OrganizationGraph>(
            "affiliation",
            "Organisation the person wrote from at the time.",
            context => context.Source.AffiliationId is { } affiliation ? context.Loader<OrganizationLoader>().LoadAsync(affiliation) : null
        );
    }
}

internal sealed class IdentifierGraph : ObjectGraphType<IdentifierRow>
{
    public IdentifierGraph()
    {
        Name = "Identifier";
        Description = "An identifier of a work.";
        this.Required<IdentifierRow, IdentifierTypeGraph>("type", "Its scheme.", row => row.Type);
        this.Required<IdentifierRow, StringGraphType>("value", "In canonical spelling.", row => row.Value);
    }
}

internal sealed class LinkGraph : ObjectGraphType<LinkRow>
{
    public LinkGraph()
    {
        Name = "Link";
        Description = "An address where a work or a document of it can be read.";
        this.Required<LinkRow, UriScalar>("url", "The address.", row => row.Url);
        this.Required<LinkRow, LinkKindGraph>("kind", "What a reader finds there.", row => row.Kind);
        this.Optional<LinkRow, StringGraphType>("label", "Name of the document.", row => row.Label);
        this.Optional<LinkRow, StringGraphType>("mediaType", "Media type, where known.", row => row.MediaType);
        this.Optional<LinkRow, LanguageTagScalar>("language", "Language of the document.", row => row.Language);
    }
}

internal sealed class FundingReferenceGraph : ObjectGraphType<FundingRow>
{
    public FundingReferenceGraph()
    {
        Name = "FundingReference";
        Description = "Who paid for a work (DataCite fundingReference).";
        this.Required<FundingRow, StringGraphType>("funderName", "Name of the funder, as printed.", row => row.FunderName);
        this.Optional<FundingRow, OrganizationGraph>("funder", "The funder's record.", row => row.Funder);
        this.Optional<FundingRow, StringGraphType>("awardNumber", "Number of the grant.", row => row.AwardNumber);
        this.Optional<FundingRow, StringGraphType>("awardTitle", "Title of the grant.", row => row.AwardTitle);
        this.Optional<FundingRow, UriScalar>("awardUri", "Address of the grant.", row => row.AwardUri);
    }
}

internal sealed class LicenseGraph : ObjectGraphType<LicenseRow>
{
    public LicenseGraph()
    {
        Name = "License";
        Description = "A licence of the SPDX list.";
        this.Required<LicenseRow, StringGraphType>("id", "SPDX id.", row => row.Id);
        this.Required<LicenseRow, StringGraphType>("name", "Name.", row => row.Name);
        this.Optional<LicenseRow, UriScalar>("url", "Its text.", row => row.Url);
    }
}

internal sealed class RelationGraph : ObjectGraphType<RelationRow>
{
    public RelationGraph()
    {
        Name = "Relation";
        Description = "How this output relates to another, which is in the catalogue (`output`) or known by its identifier alone.";
        this.Required<RelationRow, RelationTypeGraph>("type", "Type, read from this output to the other.", row => row.Type);
        this.Computed<RelationRow, ResearchOutputInterface>(
            "output",
            "The other output, where it is in the catalogue.",
            context => context.Source.OtherId is { } other ? context.Output(other) : null
        );
        this.Optional<RelationRow, IdentifierTypeGraph>(
            "identifierType",
            "Scheme of the identifier of a work that is not in the catalogue.",
            row => row.TargetIdentifierType
        );
        this.Optional<RelationRow, StringGraphType>(
            "identifier",
            "Identifier of a work that is not in the catalogue.",
            row => row.TargetIdentifier
        );
        this.Optional<RelationRow, StringGraphType>("title", "Title of a work that is not in the catalogue.", row => row.TargetTitle);
    }
}

internal sealed class RelationEdgeGraph() : EdgeGraph<RelationRow, RelationGraph>("Relation", "relation");

internal sealed class RelationConnectionGraph() : ConnectionGraph<RelationRow, RelationGraph, RelationEdgeGraph>("Relation", "relations");

/// <summary>A span of days; an open end is null.</summary>
public sealed record DateRange(DateOnly? From, DateOnly? To);

internal sealed class DateRangeGraph : ObjectGraphType<DateRange>
{
    public DateRangeGraph()
    {
        Name = "DateRange";
        Description = "A span of days, both ends within it.";
        this.Optional<DateRange, DateScalar>("from", "First day; null when open.", range => range.From);
        this.Optional<DateRange, DateScalar>("to", "Last day; null when open.", range => range.To);
    }
}
