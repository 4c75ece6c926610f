using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Who sees a list.</summary>
public enum ListVisibility
{
    /// <summary>Its owner alone.</summary>
    Private,

    /// <summary>Its owner and those whom it is shared with.</summary>
    Shared,

    /// <summary>Everybody.</summary>
    Public,
}

/// <summary>How far the rights of somebody go on a list; each includes those before it.</summary>
public enum ListLevel
{
    /// <summary>Reads it.</summary>
    View,

    /// <summary>Adds, annotates, moves and removes what stands on it.</summary>
    Edit,

    /// <summary>Says who else may; its owner's.</summary>
    Own,
}

/// <summary>A list of outputs that somebody keeps.</summary>
/// <param name="Secret">Part of an address of its exports; whoever has the address reads the list.</param>
/// <param name="IsBookmarks">Whether it is the one list of its owner that bookmarks go to.</param>
public sealed record ReadingList(
    long Id,
    string Slug,
    string Secret,
    long OwnerId,
    string Title,
    string? Description,
    ListVisibility Visibility,
    bool IsBookmarks,
    long? ForkedFromId,
    DateTimeOffset CreatedAt,
    DateTimeOffset UpdatedAt
)
{
    internal const int ColumnCount = 11;

    internal const string Columns =
        "l.id, l.slug, l.secret, l.owner_id, l.title, l.description, l.visibility, l.is_bookmarks, l.forked_from_id, l.created_at, l.updated_at";

    internal static ReadingList Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetString(2),
            reader.GetInt64(3),
            reader.GetString(4),
            reader.GetStringOrNull(5),
            reader.GetEnum<ListVisibility>(6),
            reader.GetBoolean(7),
            reader.GetLongOrNull(8),
            reader.GetTime(9),
            reader.GetTime(10)
        );
}

/// <summary>An output on a list.</summary>
/// <param name="Note">What those who keep the list say of it.</param>
/// <param name="Position">Its place; see <see cref="Rank"/>.</param>
public sealed record ReadingListItem(
    long Id,
    long ListId,
    long OutputId,
    string Position,
    string? Note,
    long? AddedBy,
    DateTimeOffset AddedAt
)
{
    internal const int ColumnCount = 7;
    internal const string Columns = "i.id, i.list_id, i.output_id, i.position, i.note, i.added_by, i.added_at";

    internal static ReadingListItem Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetString(3),
            reader.GetStringOrNull(4),
            reader.GetLongOrNull(5),
            reader.GetTime(6)
        );
}

/// <summary>Somebody whom a list is shared with.</summary>
public sealed record ReadingListMember(long ListId, long UserId, ListLevel Level, DateTimeOffset CreatedAt);

/// <summary>A list, and what its reader may do with it.</summary>
/// <param name="IsMember">Whether it is shared with them, public or not.</param>
public sealed record ListAccess(ReadingList List, ListLevel Level, bool IsMember)
{
    /// <summary>Whether whom it is shared with is for them.</summary>
    public bool SeesMembers => Level == ListLevel.Own || IsMember;
}
