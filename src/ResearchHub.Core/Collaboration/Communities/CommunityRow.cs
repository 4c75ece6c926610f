using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>An address that a community shows.</summary>
public sealed record CommunityLink(string Label, string Url);

/// <summary>A community as read for a caller.</summary>
/// <param name="Names">The first one is what it is listed by.</param>
/// <param name="DeletedAt">When it was deleted; of one that was, everybody but administrators reads its names alone, and why. Null while it is there.</param>
/// <param name="Role">Of the caller; null for no member.</param>
/// <param name="IsAdmin">Whether the caller administers the server, and so may do what owners may.</param>
public sealed record CommunityRow(
    long Id,
    string Slug,
    CommunityKind Kind,
    LocalizedTexts Names,
    LocalizedTexts Descriptions,
    IReadOnlyList<CommunityLink> Links,
    long? PlaceId,
    CommunityVisibility Visibility,
    CurationPolicy Policy,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt,
    int Revision,
    DateTimeOffset? DeletedAt,
    string? DeletionReason,
    CommunityRole? Role,
    bool IsAdmin
)
{
    public const string TypeName = "Community";

    internal const int ColumnCount = 15;

    /// <summary>The select list over alias <c>c</c>; $1 is the key of the caller's account.</summary>
    internal const string Columns = """
        c.id, c.slug, c.kind, c.names::text, c.descriptions::text, c.links::text, c.place_id, c.visibility, c.policy, c.created_at, c.updated_at, c.revision,
        c.deleted_at, c.deletion_reason,
        (select m.role from community_members m where m.community_id = c.id and m.user_id = $1)
        """;

    /// <summary>As what the caller acts in it.</summary>
    public CommunityRole? ActingRole => IsAdmin ? CommunityRole.Owner : Role;

    /// <summary>As the caller reads it: of a deleted one, not what it said of itself.</summary>
    internal CommunityRow Shown => KeepsTexts ? this : this with { Descriptions = LocalizedTexts.None, Links = [], PlaceId = null };

    /// <summary>Whether the caller reads what it says of itself beside its names.</summary>
    public bool KeepsTexts => DeletedAt is null || IsAdmin;

    /// <summary>Name that it is listed by.</summary>
    public string Name => Names[0].Text;

    internal static Func<NpgsqlDataReader, CommunityRow> ReadFor(Caller caller) => reader => Read(reader, caller);

    private static CommunityRow Read(NpgsqlDataReader reader, Caller caller) =>
        new CommunityRow(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetEnum<CommunityKind>(2),
            LocalizedTexts.FromJson(reader.GetString(3)),
            LocalizedTexts.FromJson(reader.GetString(4)),
            System.Text.Json.JsonSerializer.Deserialize<List<CommunityLink>>(reader.GetString(5), ColumnConventions.Json)!,
            reader.GetLongOrNull(6),
            reader.GetEnum<CommunityVisibility>(7),
            reader.GetEnum<CurationPolicy>(8),
            reader.GetTime(9),
            reader.GetTime(10),
            reader.GetInt32(11),
            reader.GetTimeOrNull(12),
            reader.GetStringOrNull(13),
            reader.GetEnumOrNull<CommunityRole>(14),
            caller is { IsSignedIn: true, Role: Access.Role.Admin }
        ).Shown;
}

/// <summary>A member as read.</summary>
public sealed record CommunityMemberRow(long Id, long CommunityId, long UserId, CommunityRole Role, DateTimeOffset JoinedAt)
{
    public const string TypeName = "CommunityMember";
    internal const int ColumnCount = 5;
    internal const string Columns = "m.id, m.community_id, m.user_id, m.role, m.joined_at";

    internal static CommunityMemberRow Read(NpgsqlDataReader reader) =>
        new(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetEnum<CommunityRole>(3), reader.GetTime(4));
}
