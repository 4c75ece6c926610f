using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Data.Configurations;

internal sealed class ResearchOutputConfiguration : IEntityTypeConfiguration<ResearchOutput>
{
    public void Configure(EntityTypeBuilder<ResearchOutput> builder)
    {
        builder.ToTable(
            "research_outputs",
            table =>
            {
                table.HasCheckConstraint("ck_research_outputs_slug", "slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'");
                table.HasCheckConstraint("ck_research_outputs_year", "published_year between 1000 and 2200");
                table.HasCheckConstraint("ck_research_outputs_titles", "jsonb_array_length(titles) > 0");
            }
        );
        builder.Property(output => output.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder
            .HasDiscriminator(output => output.Kind)
            .HasValue<Study>(RecordKind.Study)
            .HasValue<Dataset>(RecordKind.Dataset)
            .HasValue<LearningResource>(RecordKind.LearningResource);
        builder.Property(output => output.Title).UseCollation(Collations.Title);
        builder
            .Property(output => output.PublishedSort)
            .HasComputedColumnSql("coalesce(published_on, make_date(published_year, 1, 1), '-infinity'::date)", stored: true);
        builder.Property(output => output.CitationCount).HasDefaultValue(0);
        builder.Property(output => output.Revision).HasDefaultValue(1);
        builder.HasIndex(output => new { output.OwnerId, output.UpdatedAt });
        builder.HasOne<User>().WithMany().HasForeignKey(output => output.OwnerId).OnDelete(DeleteBehavior.SetNull);
        builder.Property(output => output.RowVersion).IsRowVersion();
        builder.HasIndex(output => output.FirstVersionId);
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(output => output.FirstVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(output => output.LatestVersionId);
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(output => output.LatestVersionId).OnDelete(DeleteBehavior.Restrict);
        builder.HasIndex(output => output.EmbargoUntil).HasFilter("state in ('EMBARGOED', 'RETRACTED')");
        builder.HasIndex(output => output.Slug).IsUnique();
        builder.HasIndex(output => output.Doi).IsUnique();
        builder.HasIndex(output => new { output.Source, output.SourceId }).IsUnique();
        builder.HasIndex(output => new
        {
            output.Kind,
            output.PublishedSort,
            output.Id,
        });
        builder.HasIndex(output => new { output.PublishedSort, output.Id });
        builder.HasIndex(output => new
        {
            output.Kind,
            output.Title,
            output.Id,
        });
        builder.HasIndex(output => new
        {
            output.Kind,
            output.UpdatedAt,
            output.Id,
        });
        builder.HasIndex(output => new
        {
            output.Kind,
            output.CitationCount,
            output.Id,
        });
        builder.HasIndex(output => output.Title, "ix_research_outputs_title_trgm").HasMethod("gin").HasOperators("gin_trgm_ops");
        builder.HasOne<License>().WithMany().HasForeignKey(output => output.LicenseId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class StudyConfiguration : IEntityTypeConfiguration<Study>
{
    public void Configure(EntityTypeBuilder<Study> builder)
    {
        builder.Property(study => study.Type).HasColumnName("study_type");
        builder.Property(study => study.Design).HasColumnName("study_design");
        builder.HasIndex(study => study.Type);
        builder.HasIndex(study => study.Design);
    }
}

internal sealed class LearningResourceConfiguration : IEntityTypeConfiguration<LearningResource>
{
    public void Configure(EntityTypeBuilder<LearningResource> builder) =>
        builder.Property(resource => resource.Format).HasColumnName("learning_format");
}

internal sealed class OutputVersionConfiguration : IEntityTypeConfiguration<OutputVersion>
{
    public void Configure(EntityTypeBuilder<OutputVersion> builder)
    {
        builder.ToTable("output_versions");
        builder.HasKey(version => new { version.OutputId, version.Version });
        builder.Property(version => version.Snapshot).HasColumnType("jsonb");
        builder.HasOne<ResearchOutput>().WithMany().HasForeignKey(version => version.OutputId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal static class Collations
{
    /// <summary>Unicode order, whatever the database's own collation is.</summary>
    public const string Title = "und-x-icu";
}
