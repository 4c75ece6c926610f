using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People;

/// <summary>Tells the readers of the change feed that other people stand behind the contributors of outputs.</summary>
internal static class ContributorEvents
{
    public static Task AddAsync(HubDbContext context, long[] outputs, DateTimeOffset now, CancellationToken cancellationToken) =>
        context.Database.ExecuteSqlAsync(
            $"""
            insert into change_events (kind, subject_kind, subject_id, occurred_at)
            select 'UPDATED', kind, id, {now.UtcDateTime} from research_outputs
            where id = any({outputs}) and state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED')
            """,
            cancellationToken
        );
}
