using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts.Presence;

/// <summary>A connection by which somebody has a draft open.</summary>
/// <param name="Id">Of the connection.</param>
/// <param name="UserId">Null for who came by a secret link without an account.</param>
/// <param name="UserName">Name of the account; null without one.</param>
/// <param name="IsNamed">Whether those who work on the draft may know who it is.</param>
/// <param name="Level">How far their rights go.</param>
public sealed record PresentPerson(
    Guid Id,
    long OutputId,
    long? UserId,
    string? UserName,
    bool IsNamed,
    OutputLevel Level,
    DateTimeOffset OpenedAt
)
{
    internal const string Columns = "p.id, p.output_id, p.user_id, u.name, p.is_named, p.level, p.opened_at";

    internal static PresentPerson Read(NpgsqlDataReader reader) =>
        new(
            reader.GetGuid(0),
            reader.GetInt64(1),
            reader.GetLongOrNull(2),
            reader.GetStringOrNull(3),
            reader.GetBoolean(4),
            reader.GetEnum<OutputLevel>(5),
            reader.GetTime(6)
        );
}

/// <summary>Somebody who has a draft open, as far as one viewer may know.</summary>
/// <param name="Name">Of the account; null where who it is stays hidden, or there is no account.</param>
/// <param name="UserId">As <paramref name="Name"/>.</param>
/// <param name="OpenedAt">The first of their connections.</param>
/// <param name="IsViewer">Whether it is the viewer.</param>
public sealed record ShownPerson(string? Name, long? UserId, OutputLevel Level, DateTimeOffset OpenedAt, bool IsViewer)
{
    /// <summary>
    /// What a viewer may know of those present. Who works on the draft learns names, but of reviewers and of who came by an anonymous link;
    /// who came by a link learns that somebody is there; from whom authors are hidden learns of themselves alone.
    /// </summary>
    /// <param name="present">In the order in which they came.</param>
    /// <param name="own">The viewer's connection.</param>
    /// <param name="access">What the viewer may do with the draft.</param>
    public static IReadOnlyList<ShownPerson> For(IReadOnlyList<PresentPerson> present, Guid own, OutputAccess access)
    {
        var viewer = present.FirstOrDefault(one => one.Id == own)?.UserId;
        return
        [
            .. present
                // Somebody with two connections is one person, unless to others they are nobody by one of them.
                .GroupBy(one =>
                    (one.UserId, IsNamed: one.IsNamed || one.UserId == viewer, Connection: one.UserId is null ? one.Id : Guid.Empty)
                )
                .Select(person => (First: person.First(), IsViewer: person.Any(one => one.Id == own), person.Key.IsNamed))
                .Where(person => person.IsViewer || !access.IsBlind)
                .Select(person =>
                    person.IsViewer ? Of(person.First, isViewer: true) with { Level = access.Level }
                    : person.IsNamed && access.IsTeam ? Of(person.First, isViewer: false)
                    : Of(person.First, isViewer: false) with { Name = null, UserId = null }
                ),
        ];
    }

    private static ShownPerson Of(PresentPerson person, bool isViewer) =>
        new(person.UserName, person.UserId, person.Level, person.OpenedAt, isViewer);
}
