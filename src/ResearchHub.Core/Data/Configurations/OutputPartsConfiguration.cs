using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.People;
using ResearchHub.Core.Vocabularies;

namespace ResearchHub.Core.Data.Configurations;

internal sealed class ContributionConfiguration : IEntityTypeConfiguration<Contribution>
{
    public void Configure(EntityTypeBuilder<Contribution> builder)
    {
        builder.ToTable(
            "contributions",
            table => table.HasCheckConstraint("ck_contributions_one_contributor", "num_nonnulls(researcher_id, organization_id) <= 1")
        );
        builder.HasKey(contribution => new { contribution.OutputId, contribution.Position });
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(contribution => contribution.OutputId);
        builder.HasOne<Researcher>().WithMany().HasForeignKey(contribution => contribution.ResearcherId).OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(contribution => contribution.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
        builder
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(contribution => contribution.AffiliationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutputIdentifierConfiguration : IEntityTypeConfiguration<OutputIdentifier>
{
    public void Configure(EntityTypeBuilder<OutputIdentifier> builder)
    {
        builder.ToTable("output_identifiers");
        builder.HasKey(identifier => new { identifier.Type, identifier.Value });
        builder.HasIndex(identifier => identifier.OutputId);
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(identifier => identifier.OutputId);
    }
}

internal sealed class OutputRelationConfiguration : IEntityTypeConfiguration<OutputRelation>
{
    public void Configure(EntityTypeBuilder<OutputRelation> builder)
    {
        builder.ToTable(
            "output_relations",
            table =>
                table.HasCheckConstraint(
                    "ck_output_relations_target",
                    "num_nonnulls(target_id, target_identifier) = 1 and target_id is distinct from source_id"
                )
        );
        builder
            .HasIndex(relation => new
            {
                relation.SourceId,
                relation.Type,
                relation.TargetId,
            })
            .IsUnique();
        builder
            .HasIndex(relation => new
            {
                relation.SourceId,
                relation.Type,
                relation.TargetIdentifierType,
                relation.TargetIdentifier,
            })
            .IsUnique();
        builder.HasIndex(relation => relation.TargetId);
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(relation => relation.SourceId);
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(relation => relation.TargetId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class FundingReferenceConfiguration : IEntityTypeConfiguration<FundingReference>
{
    public void Configure(EntityTypeBuilder<FundingReference> builder)
    {
        builder.ToTable("funding_references");
        builder.HasKey(funding => new { funding.OutputId, funding.Position });
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(funding => funding.OutputId);
        builder.HasOne<Organization>().WithMany().HasForeignKey(funding => funding.OrganizationId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutputLinkConfiguration : IEntityTypeConfiguration<OutputLink>
{
    public void Configure(EntityTypeBuilder<OutputLink> builder)
    {
        builder.ToTable("output_links");
        builder.HasKey(link => new { link.OutputId, link.Position });
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(link => link.OutputId);
    }
}

internal sealed class OutputConceptConfiguration : IEntityTypeConfiguration<OutputConcept>
{
    public void Configure(EntityTypeBuilder<OutputConcept> builder)
    {
        builder.ToTable("output_concepts");
        builder.HasKey(assignment => new { assignment.OutputId, assignment.ConceptId });
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(assignment => assignment.OutputId);
        builder.HasOne<Concept>().WithMany().HasForeignKey(assignment => assignment.ConceptId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class OutputPlaceConfiguration : IEntityTypeConfiguration<OutputPlace>
{
    public void Configure(EntityTypeBuilder<OutputPlace> builder)
    {
        builder.ToTable("output_places");
        builder.HasKey(assignment => new { assignment.OutputId, assignment.PlaceId });
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(assignment => assignment.OutputId);
        builder.HasOne<Place>().WithMany().HasForeignKey(assignment => assignment.PlaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class DataFileConfiguration : IEntityTypeConfiguration<DataFile>
{
    public void Configure(EntityTypeBuilder<DataFile> builder)
    {
        builder.ToTable("data_files");
        builder.Property(file => file.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.HasIndex(file => new { file.OutputId, file.Position }).IsUnique();
        builder.HasIndex(file => new { file.OutputId, file.Name }).IsUnique();
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(file => file.OutputId);
    }
}

internal sealed class VariableConfiguration : IEntityTypeConfiguration<Variable>
{
    public void Configure(EntityTypeBuilder<Variable> builder)
    {
        builder.ToTable("variables");
        builder.Property(variable => variable.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.Property(variable => variable.Categories).HasColumnType("jsonb");
        builder.HasIndex(variable => new { variable.DataFileId, variable.Position }).IsUnique();
        builder.HasOne<DataFile>().WithMany().HasForeignKey(variable => variable.DataFileId);
    }
}

internal sealed class LicenseConfiguration : IEntityTypeConfiguration<License>
{
    public void Configure(EntityTypeBuilder<License> builder) => builder.ToTable("licenses");
}
