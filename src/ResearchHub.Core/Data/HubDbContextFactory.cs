using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace ResearchHub.Core.Data;

/// <summary>Lets <c>dotnet ef</c> build the model without a server.</summary>
internal sealed class HubDbContextFactory : IDesignTimeDbContextFactory<HubDbContext>
{
    /// <inheritdoc />
    public HubDbContext CreateDbContext(string[] args) =>
        new(HubDatabase.Configure(new DbContextOptionsBuilder<HubDbContext>(), "Host=none").Options);
}
