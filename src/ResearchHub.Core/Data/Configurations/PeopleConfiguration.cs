using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.People;
using ResearchHub.Core.Vocabularies;

namespace ResearchHub.Core.Data.Configurations;

internal sealed class ResearcherConfiguration : IEntityTypeConfiguration<Researcher>
{
    public void Configure(EntityTypeBuilder<Researcher> builder)
    {
        builder.ToTable("researchers");
        builder.Property(researcher => researcher.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.Property(researcher => researcher.SortName).UseCollation(Collations.Title);
        builder.HasIndex(researcher => researcher.Slug).IsUnique();
        builder.HasIndex(researcher => researcher.Orcid).IsUnique();
        builder.HasIndex(researcher => researcher.NameKey).IsUnique();
        builder.Property(researcher => researcher.Languages).HasDefaultValueSql("'{}'");
        builder.Property(researcher => researcher.OpenTo).HasDefaultValueSql("'{}'");
        builder.Property(researcher => researcher.Restricted).HasColumnType("jsonb").HasDefaultValueSql("'{}'");
        builder.HasOne<Researcher>().WithMany().HasForeignKey(researcher => researcher.MergedIntoId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(researcher => new { researcher.SortName, researcher.Id });
        builder.HasIndex(researcher => researcher.Name, "ix_researchers_name_trgm").HasMethod("gin").HasOperators("gin_trgm_ops");
    }
}

internal sealed class OrganizationConfiguration : IEntityTypeConfiguration<Organization>
{
    public void Configure(EntityTypeBuilder<Organization> builder)
    {
        builder.ToTable("organizations");
        builder.Property(organization => organization.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.Property(organization => organization.Name).UseCollation(Collations.Title);
        builder.Property(organization => organization.Names).HasDefaultValueSql("'[]'");
        builder.Property(organization => organization.AlternativeNames).HasDefaultValueSql("'[]'");
        builder.HasIndex(organization => organization.Slug).IsUnique();
        builder.HasIndex(organization => organization.Ror).IsUnique();
        builder.HasIndex(organization => organization.NameKey).IsUnique();
        builder.HasIndex(organization => new { organization.Name, organization.Id });
        builder.HasIndex(organization => organization.Name, "ix_organizations_name_trgm").HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.HasOne<Place>().WithMany().HasForeignKey(organization => organization.PlaceId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class AffiliationConfiguration : IEntityTypeConfiguration<Affiliation>
{
    public void Configure(EntityTypeBuilder<Affiliation> builder)
    {
        builder.ToTable("affiliations");
        builder.Property(affiliation => affiliation.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.HasIndex(affiliation => affiliation.ResearcherId);
        builder.HasOne<Researcher>().WithMany().HasForeignKey(affiliation => affiliation.ResearcherId);
        builder
            .HasOne<Organization>()
            .WithMany()
            .HasForeignKey(affiliation => affiliation.OrganizationId)
            .OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ExpertiseConfiguration : IEntityTypeConfiguration<Expertise>
{
    public void Configure(EntityTypeBuilder<Expertise> builder)
    {
        builder.ToTable("researcher_expertise");
        builder.HasKey(expertise => new { expertise.ResearcherId, expertise.ConceptId });
        builder.HasOne<Researcher>().WithMany().HasForeignKey(expertise => expertise.ResearcherId);
        builder.HasOne<Concept>().WithMany().HasForeignKey(expertise => expertise.ConceptId).OnDelete(DeleteBehavior.Restrict);
    }
}
