using Npgsql;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Access.Reading;

/// <summary>An account as read.</summary>
public sealed record UserRow(long Id, string Name, string? Email, Role Role, long? ResearcherId, DateTimeOffset CreatedAt)
{
    internal const int ColumnCount = 6;
    internal const string Columns = "u.id, u.name, u.email, u.role, u.researcher_id, u.created_at";

    internal static UserRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetStringOrNull(2),
            reader.GetEnum<Role>(3),
            reader.GetLongOrNull(4),
            reader.GetTime(5)
        );
}

/// <summary>Reads of accounts; each method is one SQL statement.</summary>
public sealed class UserQueries(ReadDatabase database)
{
    /// <summary>Accounts by key.</summary>
    public async Task<IReadOnlyDictionary<long, UserRow>> ByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync($"select {UserRow.Columns} from users u where u.id = any($1)", [ids], UserRow.Read, cancellationToken)
        ).ToDictionary(row => row.Id);

    /// <summary>The account with this address; null when there is none.</summary>
    public async Task<UserRow?> ByEmailAsync(string email, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {UserRow.Columns} from users u where u.email = $1",
                [email.Trim().ToLowerInvariant()],
                UserRow.Read,
                cancellationToken
            )
        ).FirstOrDefault();
}
