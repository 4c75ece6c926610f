using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Core.People;

/// <summary>Changes profiles: the person their own, curators all.</summary>
public sealed class ProfileService(IDbContextFactory<HubDbContext> contexts, PeopleQueries people, TimeProvider time)
{
    private const int MostEntries = 100;
    private const int LongestRole = 200;

    /// <summary>Changes what was given; the rest stays.</summary>
    /// <param name="named">The record, or one that was merged into it.</param>
    /// <param name="expectedRevision">Revision that the caller has seen; another one now is a conflict that shows the current state. Null: whatever it is.</param>
    public async Task<CommandResult<ResearcherRow>> UpdateAsync(
        long named,
        int? expectedRevision,
        ProfileContent content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (await KeptResearcher.LockToChangeAsync(context, named, cancellationToken) is not { } id)
        {
            return CommandResult<ResearcherRow>.Failed(new NotFoundError("researcher"));
        }
        AuditScope.About(nameof(RecordKind.Researcher), id);
        var person = await context.Researchers.AsNoTracking().SingleAsync(one => one.Id == id, cancellationToken);
        if (!ProfileVisibility.IsOpenTo(caller, id))
        {
            return CommandResult<ResearcherRow>.Failed(new ForbiddenError("A profile is changed by the person it is of, and by curators."));
        }
        if (await RevisionAsync(context, id, cancellationToken) is var revision && expectedRevision is { } seen && seen != revision)
        {
            await transaction.DisposeAsync();
            var current = (await people.ResearchersByIdAsync([id], cancellationToken))[id];
            return CommandResult<ResearcherRow>.Failed(new ProfileConflictError(seen, current));
        }
        if (await CheckAsync(context, content, cancellationToken) is [_, ..] errors)
        {
            return CommandResult<ResearcherRow>.Failed(errors);
        }
        await WriteAsync(context, person, content, cancellationToken);
        await context.Database.ExecuteSqlAsync($"update researchers set revision = revision + 1 where id = {id}", cancellationToken);
        var now = time.GetUtcNow();
        context.Add(
            new ChangeEvent
            {
                Kind = ChangeKind.Updated,
                SubjectKind = RecordKind.Researcher,
                SubjectId = id,
                OccurredAt = now,
            }
        );
        await context.SaveChangesAsync(cancellationToken);
        await transaction.EndAsync();
        return CommandResult<ResearcherRow>.Of((await people.ResearchersByIdAsync([id], cancellationToken))[id]);
    }

    private static Task<int> RevisionAsync(HubDbContext context, long id, CancellationToken cancellationToken) =>
        context.Database.SqlQuery<int>($"select revision as \"Value\" from researchers where id = {id}").SingleAsync(cancellationToken);

    private static async Task<IReadOnlyList<UserError>> CheckAsync(
        HubDbContext context,
        ProfileContent content,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<UserError>();
        foreach (
            var (field, count) in new[]
            {
                ("affiliations", (content.Affiliations.Value ?? []).Count),
                ("expertise", (content.Expertise.Value ?? []).Count),
                ("languages", (content.Languages.Value ?? []).Count),
            }
        )
        {
            if (count > MostEntries)
            {
                errors.Add(new InvalidError($"Give at most {MostEntries}.", ["input", field]));
            }
        }
        if (content.Url.Value is { } url && !WebAddress.Is(url))
        {
            errors.Add(new InvalidError(WebAddress.Advice, ["input", "url"]));
        }
        var places = (content.Affiliations.Value ?? []).Take(MostEntries).ToArray();
        var wanted = places.Select(place => place.OrganizationId).ToArray();
        var organizations = await context
            .Organizations.Where(one => wanted.Contains(one.Id))
            .Select(one => one.Id)
            .ToListAsync(cancellationToken);
        for (var i = 0; i < places.Length; i++)
        {
            string[] path = ["input", "affiliations", $"{i}"];
            if (!organizations.Contains(places[i].OrganizationId))
            {
                errors.Add(new InvalidError("There is no organisation of this id.", [.. path, "organization"]));
            }
            if (places[i].Role is { } role && (role.Length is 0 or > LongestRole || role.Any(char.IsControl)))
            {
                errors.Add(new InvalidError($"A role has 1 to {LongestRole} characters.", [.. path, "role"]));
            }
            if (places[i].EndedOn < places[i].StartedOn)
            {
                errors.Add(new InvalidError("It cannot end before it starts.", [.. path, "endedOn"]));
            }
        }
        var keys = (content.Expertise.Value ?? []).Take(MostEntries).ToArray();
        var known = await context.Concepts.Where(one => keys.Contains(one.Id)).Select(one => one.Id).ToListAsync(cancellationToken);
        errors.AddRange(
            keys.Index()
                .Where(one => !known.Contains(one.Item))
                .Select(one => new InvalidError("There is no concept of this id.", ["input", "expertise", $"{one.Index}"]))
        );
        return errors;
    }

    private async Task WriteAsync(HubDbContext context, Researcher person, ProfileContent content, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var sector = content.Sector.IsGiven ? content.Sector.Value ?? Sector.Unknown : person.Sector;
        var url = content.Url.IsGiven ? content.Url.Value : person.Url;
        var languages = content.Languages.IsGiven
            ? [.. (content.Languages.Value ?? []).Distinct(StringComparer.Ordinal)]
            : person.Languages;
        var openTo = content.OpenTo.IsGiven ? [.. (content.OpenTo.Value ?? []).Distinct().Select(ConstantCase.Of)] : person.OpenTo;
        var restricted = ProfileVisibility.Parse(person.Restricted).With(content.Visibility).ToJson();
        await context
            .Researchers.Where(one => one.Id == person.Id)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(one => one.Sector, sector)
                        .SetProperty(one => one.Url, url)
                        .SetProperty(one => one.Languages, languages)
                        .SetProperty(one => one.OpenTo, openTo)
                        .SetProperty(one => one.Restricted, restricted)
                        .SetProperty(one => one.UpdatedAt, now),
                cancellationToken
            );
        if (content.Affiliations.IsGiven)
        {
            await context.Affiliations.Where(one => one.ResearcherId == person.Id).ExecuteDeleteAsync(cancellationToken);
            context.AddRange(
                (content.Affiliations.Value ?? []).Select(one => new Affiliation
                {
                    ResearcherId = person.Id,
                    OrganizationId = one.OrganizationId,
                    Role = one.Role,
                    StartedOn = one.StartedOn,
                    EndedOn = one.EndedOn,
                })
            );
        }
        if (content.Expertise.IsGiven)
        {
            await context.Expertise.Where(one => one.ResearcherId == person.Id).ExecuteDeleteAsync(cancellationToken);
            context.AddRange(
                (content.Expertise.Value ?? [])
                    .Distinct()
                    .Select(concept => new Expertise { ResearcherId = person.Id, ConceptId = concept })
            );
        }
    }
}
