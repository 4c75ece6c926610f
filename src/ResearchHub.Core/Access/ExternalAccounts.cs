using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access;

/// <summary>What an OpenID Connect issuer vouches for.</summary>
/// <param name="Subject">The person, as the issuer tells persons apart.</param>
/// <param name="Email">Verified address; null when there is none.</param>
/// <param name="Role">What the issuer's claims map to; null where roles are kept here.</param>
/// <param name="Orcid">Canonical ORCID iD, verified by the issuer.</param>
/// <param name="ExpiresAt">Until when the issuer vouches for it.</param>
public sealed record ExternalPerson(
    string Issuer,
    string Subject,
    string Name,
    string? Email,
    Role? Role,
    string? Orcid,
    DateTimeOffset ExpiresAt
);

/// <summary>Accounts of people who sign in elsewhere. The first sign-in makes one.</summary>
/// <remarks>
/// The key is issuer and subject. An account is never found by its e-mail address: who holds an address at an issuer need not be who
/// holds the account here. That a profile is linked to an account is announced as a change of it: there is somebody now to be told of what speaks to it.
/// </remarks>
public sealed class ExternalAccounts
{
    // Any fixed number.
    private const long FirstSignIn = 0x5369676E496E;
    private const string Account = "u.id, u.name, u.email, u.role, u.researcher_id";

    private readonly NpgsqlDataSource _source;
    private readonly ReadDatabase _reads;
    private readonly TimeProvider _time;
    private readonly Batching<long, AccountRow> _renewals;

    public ExternalAccounts(NpgsqlDataSource source, ReadDatabase reads, TimeProvider time)
    {
        (_source, _reads, _time) = (source, reads, time);
        _renewals = new Batching<long, AccountRow>(ByIdAsync);
    }

    /// <summary>The caller that a person is here.</summary>
    public async Task<Caller> SignInAsync(ExternalPerson person, CancellationToken cancellationToken)
    {
        var known = await FindAsync(person, cancellationToken);
        if (known is null)
        {
            await CreateAsync(person, cancellationToken);
            known = (await FindAsync(person, cancellationToken))!;
        }
        else if ((person.Role is { } role && role != known.Account.Role) || known is { Account.ResearcherId: null, Profile: not null })
        {
            await UpdateAsync(known.Account, person, cancellationToken);
            known = (await FindAsync(person, cancellationToken))!;
        }
        return CallerOf(known.Account, new Credential(null, new Uri(person.Issuer).Authority, person.ExpiresAt));
    }

    /// <summary>The caller with the rights of now; null when the issuer's word has run out.</summary>
    public async Task<Caller?> RenewAsync(Caller caller, CancellationToken cancellationToken) =>
        caller.Credential!.ExpiresAt > _time.GetUtcNow() && await _renewals.AskAsync(caller.UserId!.Value, cancellationToken) is { } account
            ? CallerOf(account, caller.Credential)
            : null;

    private static Caller CallerOf(AccountRow account, Credential credential) =>
        new(account.Id, account.Name, account.Email, account.Role, [.. TokenOrder.ScopesOf(account.Role)])
        {
            ResearcherId = account.ResearcherId,
            Credential = credential,
        };

    private async Task<Found?> FindAsync(ExternalPerson person, CancellationToken cancellationToken) =>
        (
            await _reads.ListAsync(
                $"""
                select {Account}, (select id from researchers where orcid = $3)
                from users u join user_identities i on i.user_id = u.id where i.issuer = $1 and i.subject = $2
                """,
                [person.Issuer, person.Subject, person.Orcid ?? ""],
                reader => new Found(AccountRow.Read(reader), reader.GetLongOrNull(5)),
                cancellationToken
            )
        ).FirstOrDefault();

    private async Task<IReadOnlyDictionary<long, AccountRow>> ByIdAsync(long[] ids) =>
        (
            await _reads.ListAsync($"select {Account} from users u where u.id = any($1)", [ids], AccountRow.Read, CancellationToken.None)
        ).ToDictionary(account => account.Id);

    /// <summary>Makes the account, unless another request of the same person has just made it.</summary>
    private async Task CreateAsync(ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var connection = await _source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // First sign-ins are rare: they queue, so that of one person there is one, and of one address.
        await using var queue = new NpgsqlCommand($"select pg_advisory_xact_lock({FirstSignIn})", connection, transaction);
        await queue.ExecuteNonQueryAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            """
            with account as (
              insert into users (email, name, role, researcher_id, created_at)
              select case when exists (select 1 from users where email = $4) then null else $4 end, $3, $5,
                (select id from researchers where orcid = $6), $7
              where not exists (select 1 from user_identities where issuer = $1 and subject = $2)
              returning id, researcher_id),
            linked as (
              insert into change_events (kind, subject_kind, subject_id, occurred_at)
              select 'UPDATED', 'RESEARCHER', researcher_id, $7 from account where researcher_id is not null)
            insert into user_identities (issuer, subject, user_id, created_at) select $1, $2, id, $7 from account
            """,
            connection,
            transaction
        );
        Add(command, person.Issuer, person.Subject, person.Name, person.Email, ConstantCase.Of(person.Role ?? Role.Reader), person.Orcid);
        command.Parameters.Add(new NpgsqlParameter { Value = _time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(CancellationToken.None);
    }

    private async Task UpdateAsync(AccountRow account, ExternalPerson person, CancellationToken cancellationToken)
    {
        await using var command = _source.CreateCommand(
            $"""
            with account as (
              update users u set role = coalesce($2, u.role), researcher_id = coalesce(u.researcher_id, r.id)
              from users b left join researchers r on r.orcid = $3
              where u.id = $1 and b.id = u.id
              returning b.researcher_id as before, u.researcher_id as after, u.id, b.role as was, u.role),
            remembered as ({FormerCurators.Remember("$4")})
            insert into change_events (kind, subject_kind, subject_id, occurred_at)
            select 'UPDATED', 'RESEARCHER', after, $4 from account where before is null and after is not null
            """
        );
        command.Parameters.Add(new NpgsqlParameter { Value = account.Id });
        Add(command, person.Role is { } role ? ConstantCase.Of(role) : null, person.Orcid);
        command.Parameters.Add(new NpgsqlParameter { Value = _time.GetUtcNow().UtcDateTime });
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private static void Add(NpgsqlCommand command, params ReadOnlySpan<string?> values)
    {
        foreach (var value in values)
        {
            command.Parameters.Add(
                new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text }
            );
        }
    }

    /// <param name="Profile">The researcher who has the person's ORCID iD.</param>
    private sealed record Found(AccountRow Account, long? Profile);

    private sealed record AccountRow(long Id, string Name, string? Email, Role Role, long? ResearcherId)
    {
        public static AccountRow Read(NpgsqlDataReader reader) =>
            new(reader.GetInt64(0), reader.GetString(1), reader.GetStringOrNull(2), reader.GetEnum<Role>(3), reader.GetLongOrNull(4));
    }
}
