using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.Hosting;

/// <summary><c>token create</c> as a program.</summary>
public sealed class TokenCommandTests(PostgresFixture postgres) : IDisposable
{
    private readonly TestFolder _folder = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_prints_the_token_alone_with_the_scope_and_the_days_asked_for_and_is_logged()
    {
        await using var database = await postgres.CreateMigratedDatabaseAsync(Cancel);

        var (code, output, _) = await RunAsync(database, "RESEARCHER", "--scope", "read", "--days", "3", "--name", "dashboard");

        Assert.Equal(0, code);
        Assert.StartsWith("rhub_", Assert.Single(output), StringComparison.Ordinal);
        Assert.Equal(
            "dashboard {READ} 3",
            await database.ScalarAsync<string>(
                "select concat(name, ' ', scopes, ' ', round(extract(epoch from expires_at - created_at) / 86400)) from access_tokens",
                Cancel
            )
        );
        Assert.Equal(
            "token create AccessToken",
            await database.ScalarAsync<string>("select concat(action, ' ', subject_type) from audit_events where actor_id is null", Cancel)
        );
    }

    [Fact]
    public async Task Several_accounts_get_one_each_in_the_order_asked_for_or_none_does()
    {
        await using var database = await postgres.CreateMigratedDatabaseAsync(Cancel);

        var (code, output, errors) = await RunAsync(database, "READER", "--as", "marko@example.org", "--as", "petar at example.org");

        Assert.Equal((1, 0), (code, output.Count));
        Assert.Equal(["petar at example.org is not an e-mail address; give one such as ana@example.org."], errors);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from users", Cancel));

        (code, output, _) = await RunAsync(database, "READER", "--as", "marko@example.org");

        Assert.Equal(0, code);
        Assert.Equal(
            $"ana@example.org {output[0][..12]}, marko@example.org {output[1][..12]}",
            await database.ScalarAsync<string>(
                "select string_agg(concat(email, ' ', prefix), ', ' order by t.id) from access_tokens t join users u on u.id = t.user_id",
                Cancel
            )
        );
        Assert.Equal(2, await database.ScalarAsync<long>("select count(*) from audit_events where action = 'token create'", Cancel));
    }

    [Theory]
    [InlineData("READER", "{READ,WRITE}")]
    [InlineData("ADMIN", "{READ,WRITE,ADMIN}")]
    public async Task Unless_said_it_has_all_scopes_that_the_role_can_use(string role, string scopes)
    {
        await using var database = await postgres.CreateMigratedDatabaseAsync(Cancel);

        await RunAsync(database, role, "--days", "1");

        Assert.Equal(scopes, await database.ScalarAsync<string>("select scopes::text from access_tokens", Cancel));
    }

    [Theory]
    [InlineData("READER", "--scope", "ADMIN", "The scope ADMIN needs the role ADMIN.")]
    [InlineData("RESEARCHER", "--scope", "ADMIN", "The scope ADMIN needs the role ADMIN.")]
    [InlineData("RESEARCHER", "--days", "0", "A token is valid for 1 to 366 days.")]
    [InlineData("NOBODY", "--days", "1", "NOBODY is not a role; give READER, RESEARCHER, CURATOR or ADMIN.")]
    public async Task What_cannot_be_is_said_in_one_sentence_and_makes_nothing(string role, string option, string value, string sentence)
    {
        await using var database = await postgres.CreateMigratedDatabaseAsync(Cancel);

        var (code, output, errors) = await RunAsync(database, role, option, value);

        Assert.Equal(1, code);
        Assert.Empty(output);
        Assert.Equal([sentence], errors);
        Assert.Equal(0, await database.ScalarAsync<long>("select count(*) from users", Cancel));
    }

    public void Dispose() => _folder.Dispose();

    private async Task<(int Code, IReadOnlyList<string> Output, IReadOnlyList<string> Errors)> RunAsync(
        TestDatabase database,
        string role,
        params string[] options
    )
    {
        await using var hub = new HubProcess(
            ["token", "create", "--as", "ana@example.org", "--role", role, .. options, "--data", _folder.File("data")],
            ("ConnectionStrings__ResearchHub", database.ConnectionString)
        );
        var code = await hub.ExitAsync(Cancel);
        return (code, hub.Output, hub.Errors);
    }
}
