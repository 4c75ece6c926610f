using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResearchHub.Core.Events;
using ResearchHub.Core.Vocabularies;

namespace ResearchHub.Core.Data.Configurations;

internal sealed class ConceptConfiguration : IEntityTypeConfiguration<Concept>
{
    public void Configure(EntityTypeBuilder<Concept> builder)
    {
        builder.ToTable("concepts");
        builder.Property(concept => concept.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.HasIndex(concept => new { concept.Scheme, concept.Notation }).IsUnique();
        builder.HasIndex(concept => new
        {
            concept.Scheme,
            concept.Position,
            concept.Id,
        });
        builder.HasOne<Concept>().WithMany().HasForeignKey(concept => concept.BroaderId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ConceptMappingConfiguration : IEntityTypeConfiguration<ConceptMapping>
{
    public void Configure(EntityTypeBuilder<ConceptMapping> builder)
    {
        builder.ToTable("concept_mappings");
        builder.HasKey(mapping => new { mapping.FromId, mapping.ToId });
        builder.HasOne<Concept>().WithMany().HasForeignKey(mapping => mapping.FromId);
        builder.HasOne<Concept>().WithMany().HasForeignKey(mapping => mapping.ToId);
    }
}

internal sealed class PlaceConfiguration : IEntityTypeConfiguration<Place>
{
    public void Configure(EntityTypeBuilder<Place> builder)
    {
        builder.ToTable("places");
        builder.Property(place => place.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.HasIndex(place => place.Code).IsUnique();
        builder.HasOne<Place>().WithMany().HasForeignKey(place => place.ParentId).OnDelete(DeleteBehavior.Restrict);
    }
}

internal sealed class ChangeEventConfiguration : IEntityTypeConfiguration<ChangeEvent>
{
    public void Configure(EntityTypeBuilder<ChangeEvent> builder)
    {
        builder.ToTable("change_events");
        builder.HasKey(change => change.Sequence);
        builder.Property(change => change.Sequence).UseIdentityAlwaysColumn();
        builder.Property(change => change.Transaction).HasColumnType("xid8").HasDefaultValueSql("feed_transaction()");
        builder.Property(change => change.OccurredAt).HasDefaultValueSql("now()");
        builder.HasIndex(change => new { change.Transaction, change.Sequence });
    }
}
