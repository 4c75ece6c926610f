using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Data.Configurations;

internal sealed class UserConfiguration : IEntityTypeConfiguration<User>
{
    public void Configure(EntityTypeBuilder<User> builder)
    {
        builder.ToTable("users");
        builder.Property(user => user.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.HasIndex(user => user.Email).IsUnique();
        builder.HasOne<Researcher>().WithMany().HasForeignKey(user => user.ResearcherId).OnDelete(DeleteBehavior.SetNull);
    }
}

internal sealed class UserIdentityConfiguration : IEntityTypeConfiguration<UserIdentity>
{
    public void Configure(EntityTypeBuilder<UserIdentity> builder)
    {
        builder.ToTable("user_identities");
        builder.HasKey(identity => new { identity.Issuer, identity.Subject });
        builder.HasOne<User>().WithMany().HasForeignKey(identity => identity.UserId);
    }
}

internal sealed class AuditEventConfiguration : IEntityTypeConfiguration<AuditEvent>
{
    public void Configure(EntityTypeBuilder<AuditEvent> builder)
    {
        builder.ToTable("audit_events");
        builder.HasIndex(one => new { one.OccurredAt, one.Id });
        builder.HasIndex(one => new
        {
            one.SubjectId,
            one.OccurredAt,
            one.Id,
        });
        builder.HasIndex(one => new
        {
            one.ActorId,
            one.OccurredAt,
            one.Id,
        });
    }
}

internal sealed class AccessTokenConfiguration : IEntityTypeConfiguration<AccessToken>
{
    public void Configure(EntityTypeBuilder<AccessToken> builder)
    {
        builder.ToTable("access_tokens");
        builder.Property(token => token.Id).HasDefaultValueSql($"nextval('{HubDbContext.NodeIds}')");
        builder.HasIndex(token => token.Hash).IsUnique();
        builder.HasOne<User>().WithMany().HasForeignKey(token => token.UserId);
    }
}
