using System.Text.Json;
using GraphQL.Types;
using ResearchHub.Api.GraphQL;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>
/// Everybody against every mutation and every private field. What there is comes from the schema: a new mutation is met with the strictest
/// expectation, a new private field without a probe fails.
/// </summary>
public sealed class AuthorisationMatrixTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private readonly MatrixRecords _records = new(hub);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mutation_does_what_its_rule_says_and_a_refusal_changes_nothing()
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var rules = ((HubMutation)schema.Mutation!).Rules;
        var tokens = await MatrixActors.TokensAsync(hub);
        var key = 50_000;
        var wrong = new List<string>();

        Assert.Equal(
            schema.Mutation!.Fields.Select(field => field.Name).Order(StringComparer.Ordinal),
            rules.Keys.Order(StringComparer.Ordinal)
        );
        foreach (var field in schema.Mutation!.Fields)
        {
            var refused = MatrixActors.Everybody.Where(actor => !MatrixActors.MayCall(actor, field, rules[field.Name])).ToArray();
            // What readers of the feeds write meanwhile is theirs; a refusal that changes something does so each time.
            var changes = false;
            await _records.MakeAsync(key += 10);
            for (var turn = 0; turn < 3 && (turn == 0 || changes); turn++)
            {
                var before = await _records.StateAsync();
                foreach (var actor in refused)
                {
                    var code = await MatrixCalls.RunAsync(hub, tokens[actor], field, key);
                    if (!IsRefusal(code) || (actor == "anonymous" && code != "UNAUTHENTICATED"))
                    {
                        wrong.Add($"{field.Name} by {actor}: {code}");
                    }
                }
                changes = before != await _records.StateAsync();
            }
            if (changes)
            {
                wrong.Add($"{field.Name} by one of {string.Join(", ", refused)} was refused and changed something");
            }
            foreach (var actor in MatrixActors.Everybody.Except(refused, StringComparer.Ordinal))
            {
                await _records.MakeAsync(key += 10);
                var code = await MatrixCalls.RunAsync(hub, tokens[actor], field, key);
                if (IsRefusal(code))
                {
                    wrong.Add($"{field.Name} by {actor}: {code}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Each_private_field_is_seen_by_those_it_is_for_alone()
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var tokens = await MatrixActors.TokensAsync(hub);
        const int Key = 60_000;
        await _records.MakeAsync(Key);
        await hub.Database.ExecuteAsync($"update research_outputs set state = 'PUBLISHED' where id between {Key} and {Key + 9}", Cancel);
        await hub.Database.ExecuteAsync(
            $"""
            insert into audit_events (occurred_at, actor_id, action, subject_type, subject_id, address, credential)
            select now(), {Key + 4}, 'sample', 'Study', {Key}, '192.0.2.9', 'rhub_sample'
            """,
            Cancel
        );
        var wrong = new List<string>();

        var fields = schema
            .AllTypes.OfType<IComplexGraphType>()
            .SelectMany(type =>
                // Streams end with their first error: what they refuse is tested where they are (SavedSearchTests).
                type.Fields.Where(field =>
                        field.StreamResolver is null && FieldAccess.AudienceOf(field) is not (null or Audience.Everybody)
                    )
                    .Select(field => $"{type.Name}.{field.Name}")
            )
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (var field in fields)
        {
            var (query, seenBy) = MatrixProbes.Of(field, Key);
            foreach (var actor in MatrixActors.Everybody)
            {
                var answer = await hub.SendAsync(tokens[actor], query);
                var isSeen =
                    answer.TryGetProperty("data", out var data)
                    && MatrixProbes.Leaf(data) is { } leaf
                    && leaf.ValueKind != JsonValueKind.Null
                    && leaf.ToString() != "UNKNOWN";
                if (isSeen != seenBy.Contains(actor, StringComparer.Ordinal))
                {
                    wrong.Add($"{field} by {actor}: {answer.GetRawText()}");
                }
            }
        }

        Assert.Equal(37, fields.Length);
        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Each_record_is_seen_by_those_it_is_for_alone()
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var tokens = await MatrixActors.TokensAsync(hub);
        const int Key = 90_000;
        await _records.MakeAsync(Key);
        var wrong = new List<string>();
        var types = ((IInterfaceGraphType)schema.AllTypes["Node"]!).PossibleTypes.Select(type => type.Name).ToArray();

        foreach (var type in types)
        {
            var (id, seenBy) = MatrixProbes.Record(type, Key);
            foreach (var actor in MatrixActors.Everybody)
            {
                var answer = await hub.SendAsync(tokens[actor], "query ($id: ID!) { node(id: $id) { __typename } }", new { id });
                var isSeen = answer.GetProperty("data").GetProperty("node").ValueKind == JsonValueKind.Object;
                if (isSeen != seenBy.Contains(actor, StringComparer.Ordinal))
                {
                    wrong.Add($"{type} by {actor}: {answer.GetRawText()}");
                }
            }
        }

        Assert.Empty(wrong);
        Assert.Equal(16, types.Length);
    }

    /// <summary>A field that nobody has thought about fails: it is given an audience, or accepted as seen by whoever sees its record.</summary>
    [Fact]
    public async Task Each_field_has_a_rule()
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var rules = schema
            .AllTypes.OfType<IComplexGraphType>()
            .Where(type => type is not IInputObjectGraphType && !type.Name.StartsWith("__", StringComparison.Ordinal))
            .OrderBy(type => type.Name, StringComparer.Ordinal)
            .SelectMany(type =>
                type.Fields.Where(field => type != schema.Mutation)
                    .GroupBy(field => FieldAccess.AudienceOf(field)?.ToString() ?? "whoever sees the record")
                    .OrderBy(rule => rule.Key, StringComparer.Ordinal)
                    .Select(rule =>
                        $"{type.Name} for {rule.Key}: {string.Join(' ', rule.Select(field => field.Name).Order(StringComparer.Ordinal))}"
                    )
            );

        await Snapshot.MatchAsync(string.Join('\n', rules), "readers-of-fields");
    }

    /// <summary>A field of a profile keeps its readers, whichever way leads to the person.</summary>
    [Theory]
    [InlineData(70_000, "PRIVATE", new[] { "read-only admin", "owner", "curator", "admin" })]
    [InlineData(80_000, "MEMBERS", null)]
    public async Task Each_field_of_a_profile_is_seen_by_its_readers_also_through_other_records(int key, string readers, string[]? seenBy)
    {
        var tokens = await MatrixActors.TokensAsync(hub);
        await _records.MakeAsync(key);
        await hub.Database.ExecuteAsync(
            $$"""
            update researchers set restricted = replace(restricted::text, 'PRIVATE', '{{readers}}')::jsonb where id = {{key + 6}};
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values ({{key}}, 0, {{key
                + 6}}, 'Owner', '{}');
            update research_outputs set state = 'PUBLISHED' where id = {{key}}
            """,
            Cancel
        );
        var schema = hub.Services.GetRequiredService<ISchema>();
        var wrong = new List<string>();
        var person = (IComplexGraphType)schema.AllTypes["Researcher"]!;
        foreach (var field in person.Fields.Where(field => FieldAccess.AudienceOf(field) == Audience.AsProfileSays))
        {
            var leaf = field.Name switch
            {
                "affiliations" => "affiliations { organization { name } }",
                "expertise" => "expertise { notation }",
                var plain => plain,
            };
            var direct = $"researcher(by: {{ id: \"{NodeId.Encode("Researcher", key + 6)}\" }}) {{ {leaf} }}";
            var nested = $"node(id: \"{NodeId.Encode("Study", key)}\") {{ ... on Study {{ contributors {{ researcher {{ {leaf} }} }} }} }}";
            foreach (var (actor, way) in MatrixActors.Everybody.SelectMany(actor => new[] { (actor, direct), (actor, nested) }))
            {
                var answer = await hub.SendAsync(tokens[actor], $"{{ {way} }}");
                var isSeen =
                    MatrixProbes.Leaf(answer.GetProperty("data")) is { ValueKind: not JsonValueKind.Null } value
                    && value.ToString() != "UNKNOWN";
                if (isSeen != (seenBy?.Contains(actor, StringComparer.Ordinal) ?? actor != "anonymous"))
                {
                    wrong.Add($"{way} by {actor}: {answer.GetRawText()}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_root_field_without_a_rule_keeps_the_server_from_starting()
    {
        var root = new ObjectGraphType { Name = "Query" };
        root.Field<StringGraphType>("newField").Resolve(_ => "");

        Assert.Contains(
            "newField",
            Assert.Throws<InvalidOperationException>(() => RootRules.Guard(root)).Message,
            StringComparison.Ordinal
        );
    }

    private static bool IsRefusal(string? code) => code is "UNAUTHENTICATED" or "FORBIDDEN" or "NOT_FOUND";
}
