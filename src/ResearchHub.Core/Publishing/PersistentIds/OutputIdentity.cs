using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing.PersistentIds;

/// <summary>Gives outputs their persistent identifiers.</summary>
internal static class OutputIdentity
{
    /// <summary>Gives an output without a DOI its own identifier, in the caller's transaction.</summary>
    public static async Task GiveAsync(HubDbContext context, ResearchOutput output, IPersistentIds ids, CancellationToken cancellationToken)
    {
        if (output.Doi is not null)
        {
            return;
        }
        var identifier = ids.Of(output.Id);
        // A statement, not an entity: EF would put a savepoint before it and take that away after it.
        await context.Database.ExecuteSqlAsync(
            $"insert into output_identifiers (output_id, type, value) values ({output.Id}, {ConstantCase.Of(identifier.Type)}, {identifier.Value})",
            cancellationToken
        );
        if (identifier.Type == IdentifierType.Doi)
        {
            await context
                .Outputs.Where(one => one.Id == output.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(one => one.Doi, identifier.Value), cancellationToken);
        }
    }
}
