using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access.Reading;

/// <summary>Reads of personal access tokens.</summary>
public sealed class TokenQueries(ReadDatabase database, TimeProvider time)
{
    private static readonly PageSql<AccessToken> Tokens = new(
        "t.id, t.user_id, t.name, t.prefix, t.hash, t.scopes, t.created_at, t.expires_at, t.last_used_at, t.revoked_at",
        10,
        "from access_tokens t",
        "t",
        Read
    );

    /// <summary>Tokens of an account that are not revoked, newest first. One that has expired is shown for a month.</summary>
    public ListQuery<AccessToken> OfUser(long user) =>
        new(
            database,
            Tokens,
            sql =>
                [$"t.user_id = {sql.Value(user)}", $"t.revoked_at is null and t.expires_at > {sql.Value(time.GetUtcNow().AddMonths(-1))}"],
            null,
            []
        );

    private static AccessToken Read(NpgsqlDataReader reader) =>
        new()
        {
            Id = reader.GetInt64(0),
            UserId = reader.GetInt64(1),
            Name = reader.GetString(2),
            Prefix = reader.GetString(3),
            Hash = reader.GetFieldValue<byte[]>(4),
            Scopes = reader.GetFieldValue<string[]>(5),
            CreatedAt = reader.GetTime(6),
            ExpiresAt = reader.GetTime(7),
            LastUsedAt = reader.GetTimeOrNull(8),
            RevokedAt = reader.GetTimeOrNull(9),
        };
}
