using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>What a secret link lets its holder do with an output.</summary>
public enum LinkLevel
{
    View,
    Comment,
    Edit,
}

/// <summary>A secret link to a draft. Only a fingerprint of its secret is kept.</summary>
/// <param name="IsAnonymous">Whether its holders may not know who made the output.</param>
public sealed record ShareLink(
    long Id,
    long OutputId,
    string Name,
    LinkLevel Level,
    bool IsAnonymous,
    long? CreatedBy,
    DateTimeOffset CreatedAt,
    DateTimeOffset ExpiresAt
)
{
    internal const int ColumnCount = 8;
    internal const string Columns = "l.id, l.output_id, l.name, l.level, l.is_anonymous, l.created_by, l.created_at, l.expires_at";

    internal static ShareLink Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetString(2),
            reader.GetEnum<LinkLevel>(3),
            reader.GetBoolean(4),
            reader.GetLongOrNull(5),
            reader.GetTime(6),
            reader.GetTime(7)
        );
}

/// <summary>A link and its secret, which is told this once.</summary>
public sealed record IssuedLink(ShareLink Link, string Secret);
