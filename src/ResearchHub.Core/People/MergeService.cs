using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Core.People;

/// <summary>Makes one researcher of two records of the same person.</summary>
public sealed class MergeService(IDbContextFactory<HubDbContext> contexts, PeopleQueries people, TimeProvider time)
{
    /// <summary>
    /// Moves everything of one record to another; what the other says of itself stays, and what it leaves open is filled. Of each field, nobody
    /// reads more than the person let them in both. The first stays as an alias: its id and slug lead to the second, also for what was published
    /// and for seed files that name it.
    /// </summary>
    /// <param name="old">The record that becomes an alias, or an alias of it.</param>
    /// <param name="kept">The record that is kept, or an alias of it.</param>
    public async Task<CommandResult<ResearcherRow>> MergeAsync(long old, long kept, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await KeptResearcher.FindAsync(context, old, cancellationToken) is not { } from)
        {
            return CommandResult<ResearcherRow>.Failed(new NotFoundError("researcher"));
        }
        if (await KeptResearcher.FindAsync(context, kept, cancellationToken) is not { } into)
        {
            return CommandResult<ResearcherRow>.Failed(new NotFoundError("researcher", "into"));
        }
        if (from == into)
        {
            return CommandResult<ResearcherRow>.Failed(new InvalidError("The two are one record already.", ["input", "into"]));
        }
        AuditScope.About(nameof(RecordKind.Researcher), from);
        // In the order of their keys, so that two merges at once cannot wait for each other.
        await context.Database.ExecuteSqlAsync(
            $"select 1 from researchers where id in ({from}, {into}) order by id for update",
            cancellationToken
        );
        var found = await context.Researchers.AsNoTracking().Where(one => one.Id == from || one.Id == into).ToListAsync(cancellationToken);
        if (found.Exists(one => one.MergedIntoId is not null))
        {
            // Merged by somebody else before it was locked: it leads elsewhere now.
            await transaction.DisposeAsync();
            return await MergeAsync(old, kept, cancellationToken);
        }
        var (first, second) = (found.Single(one => one.Id == from), found.Single(one => one.Id == into));
        if (first.Orcid is not null && second.Orcid is not null)
        {
            return CommandResult<ResearcherRow>.Failed(
                new InvalidError("Each of the two has an ORCID iD of its own: they are two people, or one iD is wrong.", ["input", "into"])
            );
        }
        // Behind the lock: who links an account to one of the two at the same time waits.
        var linked = await context
            .Users.Where(user => user.ResearcherId == from || user.ResearcherId == into)
            .Select(user => user.ResearcherId)
            .Distinct()
            .CountAsync(cancellationToken);
        if (linked > 1)
        {
            return CommandResult<ResearcherRow>.Failed(new TwoAccountsError());
        }
        await MoveAsync(context, first, second, cancellationToken);
        await transaction.EndAsync();
        return CommandResult<ResearcherRow>.Of((await people.ResearchersByIdAsync([into], cancellationToken))[into]);
    }

    private async Task MoveAsync(HubDbContext context, Researcher old, Researcher kept, CancellationToken cancellationToken)
    {
        var (from, into, now) = (old.Id, kept.Id, time.GetUtcNow());
        var sector = kept.Sector == Sector.Unknown ? old.Sector : kept.Sector;
        var restricted = ProfileVisibility.Parse(kept.Restricted).StricterOf(ProfileVisibility.Parse(old.Restricted)).ToJson();
        var outputs = await context
            .Contributions.Where(one => one.ResearcherId == from)
            .Select(one => one.OutputId)
            .Distinct()
            .ToArrayAsync(cancellationToken);
        await context.Database.ExecuteSqlAsync(
            $"""
            update contributions set researcher_id = {into} where researcher_id = {from};
            delete from affiliations a using affiliations b where a.researcher_id = {from} and b.researcher_id = {into}
              and (a.organization_id, a.role, a.started_on, a.ended_on) is not distinct from (b.organization_id, b.role, b.started_on, b.ended_on);
            update affiliations set researcher_id = {into} where researcher_id = {from};
            insert into researcher_expertise (researcher_id, concept_id)
              select {into}, concept_id from researcher_expertise where researcher_id = {from} on conflict do nothing;
            delete from researcher_expertise where researcher_id = {from};
            update users set researcher_id = {into} where researcher_id = {from};
            update researchers set merged_into_id = {into} where merged_into_id = {from};
            update researchers set merged_into_id = {into}, orcid = null, updated_at = {now.UtcDateTime} where id = {from};
            update researchers set orcid = coalesce(orcid, {old.Orcid}), url = coalesce(url, {old.Url}), sector = {ConstantCase.Of(sector)},
              languages = {OrElse(kept.Languages, old.Languages)}, open_to = {OrElse(
                kept.OpenTo,
                old.OpenTo
            )}, restricted = {restricted}::jsonb,
              revision = revision + 1, updated_at = {now.UtcDateTime}
              where id = {into};
            insert into follows (user_id, subject_type, subject_id, created_at)
              select user_id, subject_type, {into}, created_at from follows where subject_type = 'Researcher' and subject_id = {from}
              on conflict (user_id, subject_type, subject_id) do update set created_at = least(follows.created_at, excluded.created_at);
            delete from follows where subject_type = 'Researcher' and subject_id = {from};
            update notifications set group_id = {into} where id in (
              select n.id from notifications n where n.group_type = 'Researcher' and n.group_id = {from} order by n.id for no key update);
            update saved_searches set stamp = pg_current_xact_id() where id in (
              select s.id from saved_searches s where exists (
                select from researchers r where r.merged_into_id = {into} and s.filter::text like '%"' || r.id || '"%')
              order by s.id for no key update);
            """,
            cancellationToken
        );
        context.AddRange(Event(ChangeKind.Deleted, from, now), Event(ChangeKind.Updated, into, now));
        await context.SaveChangesAsync(cancellationToken);
        await ContributorEvents.AddAsync(context, outputs, now, cancellationToken);
    }

    private static string[] OrElse(string[] kept, string[] old) => kept.Length > 0 ? kept : old;

    private static ChangeEvent Event(ChangeKind kind, long id, DateTimeOffset now) =>
        new()
        {
            Kind = kind,
            SubjectKind = RecordKind.Researcher,
            SubjectId = id,
            OccurredAt = now,
        };
}
