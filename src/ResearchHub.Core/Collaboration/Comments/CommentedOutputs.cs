using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>
/// Comments on outputs: who may, by the rights on the output. Its administrators moderate; owners and managers of communities that have it are
/// stewards. Who came by an anonymous link to COMMENT knows no names, and has none.
/// </summary>
public sealed class CommentedOutputs(ReadDatabase database, OutputSubjects outputs) : ICommentedSubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types => OutputTopic.Names;

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<long, CommentStanding>> StandingAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var access = await outputs.AccessAsync(type, keys, caller, cancellationToken);
        // Who administers all of them needs no other right.
        var stewarded =
            caller.IsSignedIn && access.Values.Any(one => one.Level < OutputLevel.Admin)
                ? await StewardedAsync(keys, caller, cancellationToken)
                : [];
        var apart = caller.IsCurator
            ? await ReviewStanding.ApartAsync(database, [.. access.Keys], caller, cancellationToken)
            : new HashSet<long>();
        return access
            .Where(one => one.Value.ReadsComments)
            .ToDictionary(
                one => one.Key,
                one => new CommentStanding(
                    caller.IsSignedIn && one.Value.Level >= OutputLevel.Comment,
                    caller.IsSignedIn && one.Value.Level >= OutputLevel.Admin
                )
                {
                    IsBlind = one.Value.IsBlind,
                    Voice = one.Value.IsBlind ? CommentVoice.Guest : CommentVoice.Own,
                    Hidden = apart.Contains(one.Key) ? null : CommentVoice.Guest,
                    IsSteward = stewarded.Contains(one.Key),
                }
            );
    }

    /// <summary>Those of these outputs that a community has which the caller owns or manages, and of which they review no version and have no conflict of interest.</summary>
    private async Task<HashSet<long>> StewardedAsync(IReadOnlyCollection<long> keys, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select i.output_id from community_members m join community_outputs i on i.community_id = m.community_id
                where m.user_id = $1 and m.role in ('OWNER', 'MANAGER') and i.output_id = any($2)
                  and not {UndecidedReviews.OnlyReads("i.output_id", "$1")}
                """,
                [caller.UserId!.Value, keys.ToArray()],
                reader => reader.GetInt64(0),
                cancellationToken
            )
        ).ToHashSet();

    /// <summary>Those who write it; nobody who reviews it, or another version, without knowing whose it is.</summary>
    public async Task<IReadOnlyList<long>> KeepersAsync(SubjectKey subject, CancellationToken cancellationToken) =>
        await database.ListAsync(
            $"""
            select w.user_id from research_outputs o
            cross join lateral (
              select o.owner_id as user_id where o.owner_id is not null
              union
              select c.user_id from output_collaborators c
              where c.work_id = coalesce(o.first_version_id, o.id) and c.accepted_at is not null and c.role in ('EDIT', 'ADMIN')) w
            where o.id = $1 and not {UndecidedReviews.Blind("o.id", "w.user_id")} order by w.user_id
            """,
            [subject.Id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
}
