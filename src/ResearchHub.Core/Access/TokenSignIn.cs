using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access;

/// <summary>Checks personal access tokens.</summary>
public sealed class TokenSignIn
{
    private const string Rows = """
        select t.id, t.prefix, t.expires_at, t.revoked_at is not null, t.last_used_at, u.id, u.name, u.email, u.role, t.scopes, u.researcher_id
        from access_tokens t join users u on u.id = t.user_id
        """;

    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromMinutes(1);

    private readonly NpgsqlDataSource _source;
    private readonly ReadDatabase _reads;
    private readonly TimeProvider _time;
    private readonly Batching<long, Token> _renewals;

    public TokenSignIn(NpgsqlDataSource source, ReadDatabase reads, TimeProvider time)
    {
        (_source, _reads, _time) = (source, reads, time);
        _renewals = new Batching<long, Token>(ByIdAsync);
    }

    /// <summary>Whether a text has the form of a token.</summary>
    public static bool Reads(string text) => TokenText.IsOne(text);

    /// <summary>Who a token stands for.</summary>
    public async Task<SignIn> SignInAsync(string token, CancellationToken cancellationToken)
    {
        if (!TokenText.IsOne(token))
        {
            return SignIn.Refused(SignInProblem.Malformed);
        }
        var now = _time.GetUtcNow();
        var found = await _reads.ListAsync($"{Rows} where t.hash = $1", [TokenText.HashOf(token)], Row, cancellationToken);
        if (found.Count == 0)
        {
            return SignIn.Refused(SignInProblem.Unknown);
        }
        var (caller, isRevoked, lastUsed) = found[0];
        if (isRevoked)
        {
            return SignIn.Refused(SignInProblem.Revoked);
        }
        if (caller.Credential!.ExpiresAt <= now)
        {
            return SignIn.Refused(SignInProblem.Expired);
        }
        if (now - lastUsed > UseIsNotedEvery)
        {
            await using var command = _source.CreateCommand("update access_tokens set last_used_at = $2 where id = $1");
            command.Parameters.Add(new NpgsqlParameter { Value = caller.Credential.TokenId!.Value });
            command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return SignIn.Of(caller);
    }

    /// <summary>The caller with the rights of now; null when the token has been revoked or has expired.</summary>
    /// <remarks>Ten thousand who ask at once are answered with a few statements.</remarks>
    public async Task<Caller?> RenewAsync(Caller caller, CancellationToken cancellationToken)
    {
        var token = await _renewals.AskAsync(caller.Credential!.TokenId!.Value, cancellationToken);
        return token is { IsRevoked: false } && token.Caller.Credential!.ExpiresAt > _time.GetUtcNow() ? token.Caller : null;
    }

    private async Task<IReadOnlyDictionary<long, Token>> ByIdAsync(long[] ids) =>
        (await _reads.ListAsync($"{Rows} where t.id = any($1)", [ids], Row, CancellationToken.None)).ToDictionary(token =>
            token.Caller.Credential!.TokenId!.Value
        );

    private static Token Row(NpgsqlDataReader reader) =>
        new(
            new Caller(
                reader.GetInt64(5),
                reader.GetString(6),
                reader.GetStringOrNull(7),
                reader.GetEnum<Role>(8),
                [.. reader.GetFieldValue<string[]>(9).Select(ConstantCase.Parse<TokenScope>)]
            )
            {
                ResearcherId = reader.GetLongOrNull(10),
                Credential = new Credential(reader.GetInt64(0), reader.GetString(1), reader.GetTime(2)),
            },
            reader.GetBoolean(3),
            reader.IsDBNull(4) ? DateTimeOffset.MinValue : reader.GetTime(4)
        );

    private sealed record Token(Caller Caller, bool IsRevoked, DateTimeOffset LastUsed);
}
