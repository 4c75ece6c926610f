using System.Globalization;
using System.Text.Json;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Makes and describes communities.</summary>
public sealed class CommunityService(HubTransactions transactions, TimeProvider time)
{
    private const int MostOwned = 50;

    /// <summary>Most communities that an account makes within 24 hours: of each that is deleted again its address is left.</summary>
    public const int MostInADay = 20;

    /// <summary>Makes a community whose owner is the caller.</summary>
    public async Task<CommandResult<CommunityRow>> CreateAsync(CommunityContent content, Caller caller, CancellationToken cancellationToken)
    {
        var (problems, owner, now) = (content.Problems(isNew: true), caller.UserId!.Value, time.GetUtcNow());
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await transaction.LockAsync("users", owner, cancellationToken);
        var place = await ReferencesAsync(transaction, content, problems, cancellationToken);
        var owned = await transaction.ScalarAsync<long>(
            "select count(*) from community_members where user_id = $1 and role = 'OWNER'",
            [owner],
            cancellationToken
        );
        if (owned >= MostOwned)
        {
            problems.Add(new InvalidError($"An account owns at most {MostOwned} communities.", ["input"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<CommunityRow>.Failed(problems);
        }
        if (
            await CountedActs.OldestAsync(transaction, owner, ["createCommunity"], now.AddDays(-1), MostInADay, cancellationToken) is
            { } made
        )
        {
            return CommandResult<CommunityRow>.Failed(
                new TooManyError(
                    $"An account makes at most {MostInADay} communities in 24 hours, those deleted included: go on later.",
                    made.AddDays(1)
                )
            );
        }
        var id = await transaction.ScalarAsync<long>("select nextval('node_ids')", [], cancellationToken);
        var slug = SlugRule.From(content.Names.Value![0].Text);
        if (await transaction.FirstAsync("select 1 from communities where slug = $1", [slug], _ => true, cancellationToken))
        {
            slug = string.Create(CultureInfo.InvariantCulture, $"{slug}-{id}");
        }
        await transaction.ExecuteAsync(
            """
            insert into communities (id, slug, kind, names, descriptions, links, place_id, visibility, policy, created_at, updated_at, name, all_names)
            values ($1, $2, $3, $4::jsonb, $5::jsonb, $6::jsonb, $7, $8, $9, $10, $10, $11, $12)
            """,
            [
                id,
                slug,
                content.Kind.Value,
                Json(content.Names.Value),
                Json(content.Descriptions.Value),
                Json(content.Links.Value),
                place,
                content.Visibility.Value ?? CommunityVisibility.Public,
                content.Policy.Value ?? CurationPolicy.Closed,
                now,
                content.Names.Value[0].Text,
                AllNames(content),
            ],
            cancellationToken
        );
        await ConceptsAsync(transaction, id, content, cancellationToken);
        await transaction.ExecuteAsync(
            "insert into community_members (community_id, user_id, role, joined_at) values ($1, $2, $3, $4)",
            [id, owner, CommunityRole.Owner, now],
            cancellationToken
        );
        AuditScope.About(CommunityRow.TypeName, id);
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    /// <summary>
    /// Changes what a community says of itself; who sees it and whose outputs come in is for owners alone. Administrators so change what is left of one that was
    /// deleted, of which nobody is told.
    /// </summary>
    /// <param name="expectedRevision">Revision that the caller has seen; another one now is a conflict that shows the current state.</param>
    public async Task<CommandResult<CommunityRow>> UpdateAsync(
        long id,
        int expectedRevision,
        CommunityContent content,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var problems = content.Problems(isNew: false);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await CommunityGate.LockLeftAsync(transaction, id, caller, cancellationToken) is not { } community)
        {
            return CommandResult<CommunityRow>.Failed(CommunityGate.NotFound);
        }
        if (!CommunityRules.MayDescribe(community.ActingRole) || (content.Governs && !CommunityRules.MayGovern(community.ActingRole)))
        {
            return CommandResult<CommunityRow>.Failed(
                CommunityGate.Forbidden(
                    CommunityRules.MayDescribe(community.ActingRole)
                        ? "Owners alone change the visibility and the policy."
                        : "Managers and owners describe it."
                )
            );
        }
        if (community.Revision != expectedRevision)
        {
            return CommandResult<CommunityRow>.Failed(new CommunityConflictError(expectedRevision, community));
        }
        var place = await ReferencesAsync(transaction, content, problems, cancellationToken);
        if (problems.Count > 0)
        {
            return CommandResult<CommunityRow>.Failed(problems);
        }
        await transaction.ExecuteAsync(
            """
            update communities set names = coalesce($2::jsonb, names), descriptions = coalesce($3::jsonb, descriptions),
              links = coalesce($4::jsonb, links), place_id = case when $5 then $6 else place_id end, kind = coalesce($7, kind),
              visibility = coalesce($8, visibility), policy = coalesce($9, policy), updated_at = $10, revision = revision + 1,
              name = coalesce($11, name), all_names = coalesce($12, all_names)
            where id = $1
            """,
            [
                id,
                content.Names.IsGiven ? Json(content.Names.Value) : null,
                content.Descriptions.IsGiven ? Json(content.Descriptions.Value) : null,
                content.Links.IsGiven ? Json(content.Links.Value) : null,
                content.Place.IsGiven,
                place,
                content.Kind.Value,
                content.Visibility.Value,
                content.Policy.Value,
                time.GetUtcNow(),
                content.Names.Value?[0].Text,
                AllNames(content),
            ],
            cancellationToken
        );
        await ConceptsAsync(transaction, id, content, cancellationToken);
        if (community.DeletedAt is null)
        {
            await new Activity(ActivityKind.CommunityUpdated, CommunityRow.TypeName, id) { ActorId = caller.UserId }.WriteAsync(
                transaction,
                time.GetUtcNow(),
                cancellationToken
            );
        }
        return await DoneAsync(transaction, id, caller, cancellationToken);
    }

    /// <summary>Commits; the community is read before, since it may be deleted right after.</summary>
    private static async Task<CommandResult<CommunityRow>> DoneAsync(
        HubTransaction transaction,
        long id,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var done = await CommunityGate.LockLeftAsync(transaction, id, caller, cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<CommunityRow>.Of(done!);
    }

    /// <summary>The key of the place; problems where place or concepts are not there.</summary>
    private static async Task<long?> ReferencesAsync(
        HubTransaction transaction,
        CommunityContent content,
        List<UserError> problems,
        CancellationToken cancellationToken
    )
    {
        var place = await NamedVocabulary.PlaceAsync(transaction, content.Place.Value, problems, cancellationToken);
        await NamedVocabulary.CheckConceptsAsync(transaction, [.. (content.Concepts.Value ?? []).Distinct()], problems, cancellationToken);
        return place;
    }

    private static async Task ConceptsAsync(
        HubTransaction transaction,
        long id,
        CommunityContent content,
        CancellationToken cancellationToken
    )
    {
        if (!content.Concepts.IsGiven)
        {
            return;
        }
        await transaction.ExecuteAsync("delete from community_concepts where community_id = $1", [id], cancellationToken);
        await transaction.ExecuteAsync(
            """
            insert into community_concepts (community_id, concept_id, position)
            select $1, c.id, c.place - 1 from unnest($2::bigint[]) with ordinality as c(id, place)
            """,
            [id, content.Concepts.Value?.Distinct().ToArray() ?? []],
            cancellationToken
        );
    }

    /// <summary>What the filter by name looks through.</summary>
    private static string? AllNames(CommunityContent content) =>
        content.Names.Value is { } names ? string.Join('\n', names.Select(name => name.Text)) : null;

    private static string Json<T>(IReadOnlyList<T>? list) => JsonSerializer.Serialize(list ?? [], ColumnConventions.Json);
}

/// <summary>Somebody else has changed the community meanwhile.</summary>
public sealed record CommunityConflictError(int ExpectedRevision, CommunityRow Current)
    : UserError(
        "CONFLICT",
        $"The community has changed since revision {ExpectedRevision}: it is now at revision {Current.Revision}. Look at both and send again.",
        ["input", "expectedRevision"]
    );
