using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Search;

namespace ResearchHub.Core.SavedSearches;

/// <summary>Keeps and forgets searches of accounts.</summary>
public sealed class SavedSearchService(IDbContextFactory<HubDbContext> contexts, SavedSearchQueries queries, TimeProvider time)
{
    /// <summary>Most searches of an account.</summary>
    public const int MaximumSearches = 100;
    private const int LongestName = 200;
    private const int LongestQuery = 4000;

    public async Task<CommandResult<SavedSearch>> CreateAsync(
        string name,
        string? query,
        SearchFilter? where,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<UserError>();
        if (string.IsNullOrWhiteSpace(name) || name.Length > LongestName || name.Any(char.IsControl))
        {
            errors.Add(new InvalidError($"Give a name of 1 to {LongestName} characters, without control characters.", ["input", "name"]));
        }
        if (query is { Length: > LongestQuery } || query?.Contains('\0', StringComparison.Ordinal) == true)
        {
            errors.Add(new InvalidError($"Give a query of at most {LongestQuery} characters.", ["input", "query"]));
        }
        if (string.IsNullOrWhiteSpace(query) && where is null)
        {
            errors.Add(new InvalidError("Give a query, a filter, or both.", ["input", "query"]));
        }
        if (errors.Count > 0)
        {
            return CommandResult<SavedSearch>.Failed(errors);
        }
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (owner, secret) = (caller.UserId!.Value, Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32)));
        // One after the other, so that the limit holds.
        await context.Database.ExecuteSqlAsync($"select 1 from users where id = {owner} for update", cancellationToken);
        var kept = await context
            .Database.SqlQuery<int>($"select count(*)::int as \"Value\" from saved_searches where user_id = {owner} and deleted_at is null")
            .SingleAsync(cancellationToken);
        if (kept >= MaximumSearches)
        {
            return CommandResult<SavedSearch>.Failed(
                new InvalidError($"An account has at most {MaximumSearches} saved searches: delete one first.", ["input"])
            );
        }
        var filter = where is null ? null : JsonSerializer.Serialize(where, ColumnConventions.Json);
        await using var command = new NpgsqlCommand(
            """
            insert into saved_searches (user_id, name, query, filter, secret, created_at) values ($1, $2, $3, $4::jsonb, $5, $6) returning id
            """,
            (NpgsqlConnection)context.Database.GetDbConnection()
        );
        foreach (var value in new object?[] { owner, name, query, filter, secret, time.GetUtcNow().UtcDateTime })
        {
            command.Parameters.Add(new NpgsqlParameter { Value = value ?? DBNull.Value });
        }
        var id = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        AuditScope.About(nameof(SavedSearch), id);
        await transaction.EndAsync(cancellationToken);
        return CommandResult<SavedSearch>.Of((await queries.OneAsync(id, owner, cancellationToken))!);
    }

    public async Task<CommandResult<SavedSearch>> DeleteAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var (owner, now) = (caller.UserId!.Value, time.GetUtcNow());
        var search = await queries.OneAsync(id, owner, cancellationToken);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var deleted = await context.Database.ExecuteSqlAsync(
            $"""
            update saved_searches set deleted_at = {now}, stamp = pg_current_xact_id() where id = {id} and user_id = {owner} and deleted_at is null
            """,
            cancellationToken
        );
        if (deleted == 0 || search is null)
        {
            return CommandResult<SavedSearch>.Failed(new NotFoundError("saved search"));
        }
        await transaction.EndAsync(cancellationToken);
        return CommandResult<SavedSearch>.Of(search);
    }
}
