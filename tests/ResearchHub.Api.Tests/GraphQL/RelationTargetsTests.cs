using System.Text.Json;
using Npgsql;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A relation by an identifier leads to the published record that has it, whichever of the two comes first.</summary>
public sealed class RelationTargetsTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Relations = "relations { nodes { type output { title } identifierType identifier title } }";
    private const string Led =
        """{"nodes":[{"type":"CITES","output":{"title":"Remittances in Serbia"},"identifierType":null,"identifier":null,"title":null}]}""";

    [Theory]
    [InlineData("DOI", "10.5555/{0}")]
    [InlineData("DOI", "https://doi.org/10.5555/{0}")]
    [InlineData("DOI", "doi:10.5555/{0}")]
    [InlineData("URL", "https://dx.doi.org/10.5555/{0}")]
    [InlineData("HANDLE", "hdl:10.5555/{0}")]
    [InlineData("LOCAL", "R-{0}")]
    public async Task What_is_published_is_found_in_any_spelling(string type, string spelling)
    {
        var (owner, curator) = await PeopleAsync();
        var name = Name();
        await hub.PublishAsync(owner, curator, await MakeAsync(owner, "Remittances in Serbia", name));
        var value = string.Format(null, spelling, type == "LOCAL" ? name : name.ToUpperInvariant());

        var id = await CiteAsync(owner, (type, value));

        Assert.Equal(Led, await ReadAsync(owner, id));
    }

    [Fact]
    public async Task A_revision_that_names_it_and_one_that_is_taken_up_again_lead_to_it()
    {
        var (owner, curator) = await PeopleAsync();
        var name = Name();
        var target = await MakeAsync(owner, "Remittances in Serbia", name);
        var id = await MakeAsync(owner, "Citing", Name());
        await ReviseAsync(owner, id, 1, Named(("DOI", $"10.5555/{name}")));
        await ReviseAsync(owner, id, 2, []);
        await hub.PublishAsync(owner, curator, target);

        await hub.DoneAsync(
            owner,
            "restoreRevision",
            new
            {
                id,
                revision = 2,
                expectedRevision = 3,
            }
        );
        var restored = await ReadAsync(owner, id);
        await ReviseAsync(owner, id, 4, []);
        await ReviseAsync(owner, id, 5, Named(("DOI", $"10.5555/{name}")));

        Assert.Equal(Led, restored);
        Assert.Equal(Led, await ReadAsync(owner, id));
    }

    [Theory]
    [InlineData("DOI", "10.5555/{0}")]
    [InlineData("LOCAL", "R-{0}")]
    public async Task A_draft_is_not_found_by_its_identifier_until_it_is_published(string type, string spelling)
    {
        var (owner, curator) = await PeopleAsync();
        var (other, _) = await PeopleAsync();
        var name = Name();
        var value = string.Format(null, spelling, name);
        var target = await MakeAsync(owner, "Remittances in Serbia", name);
        var citing = await CiteAsync(other, (type, value));
        var published = await CiteAsync(other, (type, value));
        await hub.PublishAsync(other, curator, published);

        var before = new[] { await ReadAsync(other, citing), await ReadAsync(owner, published) };
        await hub.PublishAsync(owner, curator, target);

        Assert.All(
            before,
            one =>
                Assert.Equal(
                    $$"""{"nodes":[{"type":"CITES","output":null,"identifierType":"{{type}}","identifier":"{{value}}","title":"As printed"}]}""",
                    one
                )
        );
        Assert.Equal(Led, await ReadAsync(other, citing));
        Assert.Equal(Led, await ReadAsync(owner, published));
    }

    [Fact]
    public async Task Two_identifiers_of_one_record_stand_in_nobodys_way()
    {
        var (owner, curator) = await PeopleAsync();
        var name = Name();
        var target = await MakeAsync(owner, "Remittances in Serbia", name);
        var id = await CiteAsync(owner, ("DOI", $"10.5555/{name}"), ("LOCAL", $"R-{name}"));

        await hub.PublishAsync(owner, curator, target);

        var seen = await hub.SeenAsync(owner, id, "relations { nodes { output { title } } }");
        Assert.Equal(
            ["""{"output":null}""", """{"output":{"title":"Remittances in Serbia"}}"""],
            seen.GetProperty("relations")
                .GetProperty("nodes")
                .EnumerateArray()
                .Select(one => one.GetRawText())
                .Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public async Task Who_cites_by_DOI_what_is_retracted_is_told()
    {
        var (owner, curator) = await PeopleAsync();
        var (citing, user) = await PersonAsync();
        var name = Name();
        var id = await MakeAsync(owner, "Remittances in Serbia", name);
        await hub.PublishAsync(owner, curator, id);
        await CiteAsync(citing, ("DOI", $"10.5555/{name}"));

        await hub.DoneAsync(curator, "retractOutput", new { id, reason = "Wrong data." });

        await hub.UntilAsync($"select count(*)::text from notifications where kind = 'RETRACTED' and user_id = {user}", "1");
    }

    [Theory]
    [InlineData("DOI", "10.5555/{0}", "URL", "https://doi.org/10.5555/{0}")]
    [InlineData("HANDLE", "10.5555/{0}", "URL", "https://dx.doi.org/10.5555/{0}")]
    public async Task A_DOI_in_two_spellings_is_one_relation_twice(string type, string value, string otherType, string other)
    {
        var (owner, _) = await PeopleAsync();
        var name = Name();
        object Input(object[] relations) =>
            new
            {
                type = "REPORT",
                titles = new[] { new { language = "en", text = $"Twice {name}" } },
                relations,
            };

        var twice = await hub.RunAsync(
            owner,
            "createStudy",
            Input(Named((type, string.Format(null, value, name)), (otherType, string.Format(null, other, name))))
        );
        var apart = await hub.RunAsync(owner, "createStudy", Input(Named(("ISBN", "9780306406157"), ("LOCAL", "9780306406157"))));

        Assert.Equal(["INVALID input.relations.1"], twice.Problems());
        Assert.Empty(apart.Problems());
        Assert.Equal(
            1,
            await hub.Database.ScalarAsync<long>(
                $"select count(*) from research_outputs where title = 'Twice {name}'",
                TestContext.Current.CancellationToken
            )
        );
    }

    [Theory]
    [InlineData("reviseStudy")]
    [InlineData("restoreRevision")]
    [InlineData("createVersion")]
    public async Task What_is_written_while_it_is_published_leads_to_it(string mutation)
    {
        var cancel = TestContext.Current.CancellationToken;
        var (owner, curator) = await PeopleAsync();
        var (other, _) = await PeopleAsync();
        var name = Name();
        var target = await MakeAsync(owner, "Remittances in Serbia", name);
        await CiteAsync(other, ("DOI", $"10.5555/{name}"));
        var id = await MakeAsync(other, "Citing", Name());
        await ReviseAsync(other, id, 1, Named(("LOCAL", $"R-{name}")));
        if (mutation == "createVersion")
        {
            await hub.PublishAsync(other, curator, id);
        }
        else
        {
            await ReviseAsync(other, id, 2, []);
        }
        await using var connection = await hub.Database.DataSource.OpenConnectionAsync(cancel);
        await using var held = await connection.BeginTransactionAsync(cancel);
        await using var hold = new NpgsqlCommand(
            $"select from output_relations where target_identifier = '10.5555/{name}' for update",
            connection,
            held
        );
        await hold.ExecuteNonQueryAsync(cancel);

        var published = hub.PublishAsync(owner, curator, target);
        await hub.UntilAsync(Waiting("<> 'advisory'"), "1");
        var written = mutation switch
        {
            "reviseStudy" => ReviseAsync(other, id, 3, Named(("LOCAL", $"R-{name}"))),
            "restoreRevision" => hub.DoneAsync(
                other,
                mutation,
                new
                {
                    id,
                    revision = 2,
                    expectedRevision = 3,
                }
            ),
            _ => hub.DoneAsync(other, mutation, new { id }, "output { id }"),
        };
        await Task.WhenAny(written, hub.UntilAsync(Waiting("= 'advisory'"), "1"));
        await held.RollbackAsync(cancel);
        await published;
        var done = await written;

        var made = mutation == "createVersion" ? done.GetProperty("output").GetProperty("id").GetString()! : id;
        Assert.Contains(Led[10..^2], await ReadAsync(other, made), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_revision_that_is_taken_up_again_waits_for_what_it_relates_to_before_it_keeps_others_from_its_identifiers()
    {
        var cancel = TestContext.Current.CancellationToken;
        var (owner, _) = await PeopleAsync();
        var target = await MakeAsync(owner, "Target", Name());
        var id = await MakeAsync(owner, "Citing", Name());
        await ReviseAsync(owner, id, 1, [new { type = "CITES", output = target }, .. Named(("LOCAL", Name()))]);
        await ReviseAsync(owner, id, 2, []);
        await using var connection = await hub.Database.DataSource.OpenConnectionAsync(cancel);
        await using var held = await connection.BeginTransactionAsync(cancel);
        await using var hold = new NpgsqlCommand(
            $"select from research_outputs where id = {NodeId.KeyOf(target, "Study")} for update",
            connection,
            held
        );
        await hold.ExecuteNonQueryAsync(cancel);

        var restored = hub.DoneAsync(
            owner,
            "restoreRevision",
            new
            {
                id,
                revision = 2,
                expectedRevision = 3,
            }
        );
        await hub.UntilAsync(Waiting("<> 'advisory'"), "1");
        var locked = await hub.Database.ScalarAsync<long>(
            "select count(*) from pg_locks where locktype = 'advisory' and classid = 1 and objsubid = 2 and database = (select oid from pg_database where datname = current_database())",
            cancel
        );
        await held.RollbackAsync(cancel);
        await restored;

        Assert.Equal(0, locked);
    }

    private static string Waiting(string what) =>
        $"select count(*)::text from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock' and wait_event {what}";

    private static string Name() => $"{Guid.NewGuid():n}";

    private async Task<(string Token, long User)> PersonAsync()
    {
        var name = $"relations-{Name()}";
        var token = await hub.TokenAsync(name, Role.Researcher);
        return (
            token,
            await hub.Database.ScalarAsync<long>(
                $"select id from users where email = '{name}@example.org'",
                TestContext.Current.CancellationToken
            )
        );
    }

    private async Task<(string Owner, string Curator)> PeopleAsync() =>
        ((await PersonAsync()).Token, await hub.TokenAsync($"relations-{Name()}", Role.Curator));

    private static object[] Named(params (string Type, string Value)[] targets) =>
        [
            .. targets.Select(one => new
            {
                type = "CITES",
                identifier = new { type = one.Type, value = one.Value },
                title = "As printed",
            }),
        ];

    private Task<string> CiteAsync(string token, params (string Type, string Value)[] targets) =>
        MakeAsync(token, "Citing", Name(), Named(targets));

    private async Task<string> MakeAsync(string token, string title, string name, params object[] relations) => (
            await hub.DoneAsync(
                token,
                "createStudy",
                new
                {
                    type = "REPORT",
                    titles = new[] { new { language = "en", text = title } },
                    doi = $"10.5555/{name}",
                    identifiers = new[] { new { type = "LOCAL", value = $"R-{name}" } },
                    relations,
                },
                "study { id }"
            )
        ).GetProperty("study").GetProperty("id").GetString()!;

    private Task<JsonElement> ReviseAsync(string token, string id, int expectedRevision, object[] relations) =>
        hub.DoneAsync(
            token,
            "reviseStudy",
            new
            {
                id,
                expectedRevision,
                relations,
            }
        );

    private async Task<string> ReadAsync(string token, string id) =>
        (await hub.SeenAsync(token, id, Relations)).GetProperty("relations").GetRawText();
}
