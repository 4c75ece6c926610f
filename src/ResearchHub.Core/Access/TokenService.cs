using System.Security.Cryptography;
using System.Text;
using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access;

/// <summary>Issues and checks personal access tokens.</summary>
/// <remarks>
/// A token is <c>rhub_</c> and 32 random bytes in base64url. A plain SHA-256 suffices as its hash: there is nothing to guess in 256 random
/// bits.
/// </remarks>
public sealed class TokenService(NpgsqlDataSource source, ReadDatabase reads, TimeProvider time)
{
    private const string Marker = "rhub_";
    private const int ShownLetters = 12;
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly TimeSpan UseIsNotedEvery = TimeSpan.FromMinutes(1);

    /// <summary>Makes an account if there is none with this address, gives it the role, and issues a token for it.</summary>
    /// <returns>The token; it cannot be shown again.</returns>
    /// <exception cref="InvalidInputException">INVALID: not an e-mail address.</exception>
    public async Task<string> IssueAsync(string email, Role role, string name, CancellationToken cancellationToken)
    {
        var address = email.Trim().ToLowerInvariant();
        if (address.Length > 254 || !System.Net.Mail.MailAddress.TryCreate(address, out var parsed) || parsed.Address != address)
        {
            throw new InvalidInputException("INVALID", "email", "Give an e-mail address such as ana@example.org.");
        }
        var token = Marker + System.Buffers.Text.Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var scopes = new List<TokenScope> { TokenScope.Read };
        if (role >= Role.Researcher)
        {
            scopes.Add(TokenScope.Write);
        }
        if (role == Role.Admin)
        {
            scopes.Add(TokenScope.Admin);
        }
        var now = time.GetUtcNow().UtcDateTime;
        await using var command = source.CreateCommand(
            """
            with account as (
              insert into users (email, name, role, created_at) values ($1, $2, $3, $4)
              on conflict (email) do update set role = excluded.role returning id)
            insert into access_tokens (user_id, name, prefix, hash, scopes, created_at, expires_at)
            select id, $5, $6, $7, $8, $4, $9 from account
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = address });
        command.Parameters.Add(new NpgsqlParameter { Value = parsed.User });
        command.Parameters.Add(new NpgsqlParameter { Value = ConstantCase.Of(role) });
        command.Parameters.Add(new NpgsqlParameter { Value = now });
        command.Parameters.Add(new NpgsqlParameter { Value = name });
        command.Parameters.Add(new NpgsqlParameter { Value = token[..ShownLetters] });
        command.Parameters.Add(new NpgsqlParameter { Value = HashOf(token) });
        command.Parameters.Add(new NpgsqlParameter { Value = scopes.Select(ConstantCase.Of).ToArray() });
        command.Parameters.Add(new NpgsqlParameter { Value = now + Lifetime });
        await command.ExecuteNonQueryAsync(cancellationToken);
        return token;
    }

    /// <summary>Who a token stands for; null when it is unknown, expired or revoked.</summary>
    public async Task<Caller?> CallerOfAsync(string token, CancellationToken cancellationToken)
    {
        if (!token.StartsWith(Marker, StringComparison.Ordinal) || token.Length > 100)
        {
            return null;
        }
        var now = time.GetUtcNow();
        var found = await reads.ListAsync(
            """
            select t.id, t.last_used_at, u.id, u.name, u.email, u.role, t.scopes
            from access_tokens t join users u on u.id = t.user_id
            where t.hash = $1 and t.revoked_at is null and t.expires_at > $2
            """,
            [HashOf(token), now],
            reader =>
                (
                    Id: reader.GetInt64(0),
                    LastUsed: reader.IsDBNull(1) ? DateTimeOffset.MinValue : reader.GetTime(1),
                    Caller: new Caller(
                        reader.GetInt64(2),
                        reader.GetString(3),
                        reader.GetString(4),
                        reader.GetEnum<Role>(5),
                        [.. reader.GetFieldValue<string[]>(6).Select(ConstantCase.Parse<TokenScope>)]
                    )
                ),
            cancellationToken
        );
        if (found.Count == 0)
        {
            return null;
        }
        if (now - found[0].LastUsed > UseIsNotedEvery)
        {
            await using var command = source.CreateCommand("update access_tokens set last_used_at = $2 where id = $1");
            command.Parameters.Add(new NpgsqlParameter { Value = found[0].Id });
            command.Parameters.Add(new NpgsqlParameter { Value = now.UtcDateTime });
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        return found[0].Caller;
    }

    private static byte[] HashOf(string token) => SHA256.HashData(Encoding.UTF8.GetBytes(token));
}
