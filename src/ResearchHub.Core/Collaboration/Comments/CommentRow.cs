using System.Text.Json;
using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>A comment as it stands in the database; what of it may be shown is for <see cref="ShownComment"/> to say.</summary>
/// <param name="ParentId">The comment that it answers; null for one that begins a thread. Answers have no answers of their own.</param>
/// <param name="AuthorId">Null when the account is gone.</param>
/// <param name="Body">Markdown; null when deleted.</param>
/// <param name="ReportedBody">What a deleted one said when it was reported, for as long as a report waits; else null.</param>
public sealed record CommentRow(
    long Id,
    SubjectKey Subject,
    long? ParentId,
    long? AuthorId,
    CommentVoice Voice,
    string? Body,
    DateTimeOffset CreatedAt,
    DateTimeOffset? EditedAt,
    DateTimeOffset? DeletedAt,
    DateTimeOffset? HiddenAt,
    string? HiddenReason,
    DateTimeOffset? ResolvedAt,
    DateTimeOffset? LockedAt,
    string? LockedReason,
    TextQuote? Anchor,
    string? ReportedBody
)
{
    internal const int ColumnCount = 17;

    internal const string Columns = """
        c.id, c.subject_type, c.subject_id, c.parent_id, c.author_id, c.voice, c.body, c.created_at, c.edited_at, c.deleted_at,
        c.hidden_at, c.hidden_reason, c.resolved_at, c.locked_at, c.locked_reason, c.anchor::text,
        case when c.deleted_at is not null then (
          select w.body from comment_reports w where w.comment_id = c.id and w.decided_at is null order by w.id limit 1) end
        """;

    internal static CommentRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            new SubjectKey(reader.GetString(1), reader.GetInt64(2)),
            reader.GetLongOrNull(3),
            reader.GetLongOrNull(4),
            reader.GetEnum<CommentVoice>(5),
            reader.GetStringOrNull(6),
            reader.GetTime(7),
            TimeOrNull(reader, 8),
            TimeOrNull(reader, 9),
            TimeOrNull(reader, 10),
            reader.GetStringOrNull(11),
            TimeOrNull(reader, 12),
            TimeOrNull(reader, 13),
            reader.GetStringOrNull(14),
            reader.GetStringOrNull(15) is { } anchor ? JsonSerializer.Deserialize<TextQuote>(anchor, ColumnConventions.Json) : null,
            reader.GetStringOrNull(16)
        );

    private static DateTimeOffset? TimeOrNull(NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetTime(column);
}

/// <summary>A comment as far as its reader may see it.</summary>
/// <param name="Standing">How the reader stands to the thread.</param>
/// <param name="Within">The record in whose texts its anchor is looked for: the one it was written on, or a later version.</param>
/// <param name="ReaderId">Account of the reader; null when anonymous.</param>
public sealed record ShownComment(CommentRow Row, CommentStanding Standing, SubjectKey Within, long? ReaderId)
{
    public bool IsMine => ReaderId is not null && Row.AuthorId == ReaderId;

    /// <summary>
    /// Null for a deleted one, unless its reader has to decide on a report of it, and for a hidden one unless its reader wrote it or moderates.
    /// </summary>
    public string? Body =>
        Row.DeletedAt is not null ? (Standing.MayHide ? Said(Row.ReportedBody) : null)
        : IsOutOfSight ? null
        : Said(Row.Body);

    /// <summary>The words that it is about; hidden with its text.</summary>
    public TextQuote? Anchor => IsOutOfSight ? null : Row.Anchor;

    private bool IsOutOfSight => Row.HiddenAt is not null && !IsMine && !Standing.MayHide;

    /// <summary>Null for a deleted one, and where who wrote it is hidden from this reader.</summary>
    public long? AuthorId => Row.DeletedAt is not null || (!IsMine && Standing.HidesNameOf(Row.Voice)) ? null : Row.AuthorId;

    /// <summary>What its author is called where their name is hidden from somebody; null where it is from nobody.</summary>
    public string? Pseudonym => Row.DeletedAt is null ? Standing.PseudonymOf(Row.Voice) : null;

    /// <summary>Whether whom it mentions is hidden from this reader: one of them may be somebody without a name.</summary>
    public bool HidesMentions => !IsMine && Standing.HidesNames;

    private string? Said(string? body) => HidesMentions && body is not null ? CommentMarkdown.WithoutMentions(body) : body;
}
