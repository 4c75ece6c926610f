using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Events;
using ResearchHub.Core.People;
using ResearchHub.Core.Vocabularies;

namespace ResearchHub.Core.Data;

/// <summary>The model of the database: migrations and commands go through it; reads are SQL of their own (decisions/0002).</summary>
public sealed class HubDbContext(DbContextOptions<HubDbContext> options) : DbContext(options)
{
    /// <summary>The sequence that all node keys come from, so that a key says which record is meant without its kind.</summary>
    public const string NodeIds = "node_ids";

    public DbSet<ResearchOutput> Outputs => Set<ResearchOutput>();
    public DbSet<Study> Studies => Set<Study>();
    public DbSet<Dataset> Datasets => Set<Dataset>();
    public DbSet<LearningResource> LearningResources => Set<LearningResource>();
    public DbSet<OutputVersion> OutputVersions => Set<OutputVersion>();
    public DbSet<Contribution> Contributions => Set<Contribution>();
    public DbSet<OutputIdentifier> Identifiers => Set<OutputIdentifier>();
    public DbSet<OutputRelation> Relations => Set<OutputRelation>();
    public DbSet<FundingReference> Funding => Set<FundingReference>();
    public DbSet<OutputLink> Links => Set<OutputLink>();
    public DbSet<OutputConcept> OutputConcepts => Set<OutputConcept>();
    public DbSet<OutputPlace> OutputPlaces => Set<OutputPlace>();
    public DbSet<DataFile> DataFiles => Set<DataFile>();
    public DbSet<Variable> Variables => Set<Variable>();
    public DbSet<License> Licenses => Set<License>();
    public DbSet<Researcher> Researchers => Set<Researcher>();
    public DbSet<Organization> Organizations => Set<Organization>();
    public DbSet<Affiliation> Affiliations => Set<Affiliation>();
    public DbSet<Expertise> Expertise => Set<Expertise>();
    public DbSet<Concept> Concepts => Set<Concept>();
    public DbSet<ConceptMapping> ConceptMappings => Set<ConceptMapping>();
    public DbSet<Place> Places => Set<Place>();
    public DbSet<User> Users => Set<User>();
    public DbSet<AccessToken> AccessTokens => Set<AccessToken>();
    public DbSet<ChangeEvent> ChangeEvents => Set<ChangeEvent>();

    /// <inheritdoc />
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.HasPostgresExtension("pg_trgm");
        modelBuilder.HasSequence<long>(NodeIds).StartsAt(1000);
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(HubDbContext).Assembly);
    }

    /// <inheritdoc />
    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        ColumnConventions.Apply(configurationBuilder);
}
