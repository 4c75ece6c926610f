using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Looks for somebody by what nobody was told: by ids, by all filters of all lists, by words, and by what mutations answer.</summary>
internal static class Guessing
{
    private const int MostIds = 100;
    private const int Levels = 4;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Traces of somebody in all nodes that were made since a record was.</summary>
    public static async Task<List<string>> TracesByIdAsync(this HubServerFixture hub, string? token, Person hidden, string since)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var node = (IAbstractGraphType)schema.AllTypes["Node"]!;
        // Accounts and profiles are public, or for curators.
        var types = node.PossibleTypes.Select(type => type.Name).Except(["Researcher", "Organization", "Concept", "Place"]).ToArray();
        var fragments = string.Join(' ', new WholeSchema(schema, 2).Fragments(node, 1));
        var last = await hub.Database.ScalarAsync<long>("select last_value from node_ids", Cancel);
        var keys = Enumerable.Range(0, (int)(last - NodeKey(since)) + 1).Select(n => NodeKey(since) + n);
        var found = new List<string>();
        foreach (var ids in keys.SelectMany(key => types.Select(type => NodeId.Encode(type, key))).Chunk(MostIds))
        {
            var answer = await hub.SendAsync(
                token,
                $"query ($ids: [ID!]!) {{ nodes(ids: $ids) {{ __typename id {fragments} }} }}",
                new { ids }
            );
            Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
            found.AddRange(hidden.TracesIn(answer.GetRawText(), "nodes by guessed ids"));
        }
        return found;
    }

    /// <summary>Those of these records that somebody finds by what a person is known by, in any filter of any list, and in words.</summary>
    public static async Task<List<string>> FoundByAsync(this HubServerFixture hub, string? token, Person hidden, params string[] ids)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var whole = new WholeSchema(schema, 1);
        var questions = Lists(schema.Query, hidden).Select(list => $"{{ {list} }}");
        if (token is not null)
        {
            questions = questions.Concat(Lists(whole.Type("Viewer"), hidden).Select(list => $"{{ viewer {{ {list} }} }}"));
        }
        var found = new List<string>();
        foreach (var question in questions.Concat(Words(hidden)))
        {
            var answer = await hub.SendAsync(token, question);
            Assert.False(answer.TryGetProperty("errors", out var errors), $"{errors}");
            var text = answer.GetRawText();
            found.AddRange(ids.Where(id => text.Contains(id, StringComparison.Ordinal)).Select(id => $"{id} in {question}"));
        }
        return found;
    }

    /// <summary>Everything that a mutation answers, its errors too.</summary>
    public static async Task<string> WholeAnswerAsync(this HubServerFixture hub, string token, string mutation, object input)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var field = schema.Mutation!.Fields.Single(one => one.Name == mutation);
        var payload = (IComplexGraphType)SampleArguments.Named(field.ResolvedType!);
        var selection = string.Join(
            ' ',
            new WholeSchema(schema, 3).FieldsOf(payload).Where(one => !one.StartsWith("errors", StringComparison.Ordinal))
        );
        return (await hub.RunAsync(token, mutation, input, selection)).GetRawText();
    }

    /// <summary>Mutations that answer otherwise of one record than of another, of which neither is there for the caller.</summary>
    public static async Task<List<string>> ToldApartAsync(this HubServerFixture hub, string token, string there, string nowhere)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var found = new List<string>();
        foreach (var field in schema.Mutation!.Fields)
        {
            var input = field.Arguments!.Single().ResolvedType!;
            if (!SampleInput.NamesRecord(input) || SampleInput.FileField(input) is not null)
            {
                continue;
            }
            var answers = new List<string>();
            foreach (var id in new[] { there, nowhere })
            {
                var type = SampleArguments.Named(input).Name;
                var answer = await hub.SendAsync(
                    token,
                    $"mutation ($i: {type}!) {{ {field.Name}(input: $i) {{ errors {{ __typename code message path }} }} }}",
                    new { i = SampleInput.Of(input, _ => id) }
                );
                answers.Add(answer.GetRawText());
            }
            if (answers[0] != answers[1])
            {
                found.Add($"{field.Name}: {answers[0]} or {answers[1]}");
            }
        }
        return found;
    }

    private static IEnumerable<string> Lists(IComplexGraphType type, Person hidden)
    {
        foreach (var field in type.Fields)
        {
            var where = field.Arguments?.FirstOrDefault(argument => argument.Name == "where")?.ResolvedType;
            if (where is null || SampleArguments.Of(field, null, "100") is not { } arguments || field.Name == "auditEvents")
            {
                continue;
            }
            foreach (
                var (filter, n) in Filters((IInputObjectGraphType)SampleArguments.Named(where), hidden, Levels).Select((one, n) => (one, n))
            )
            {
                yield return $"f{n}: {field.Name}({string.Join(", ", [.. arguments, $"where: {filter}"])}) {{ nodes {{ ... on Node {{ id }} }} }}";
            }
        }
    }

    private static IEnumerable<string> Filters(IInputObjectGraphType type, Person hidden, int left)
    {
        foreach (var field in type.Fields.Where(field => field.Name is not ("and" or "or" or "not" or "none")))
        {
            if (SampleArguments.Named(field.ResolvedType!) is not IInputObjectGraphType inner)
            {
                continue;
            }
            var values =
                inner.Fields.FirstOrDefault(one => one.Name == "eq") is { } equal
                    ? Values(SampleArguments.Named(equal.ResolvedType!), hidden).Select(value => $"{{ eq: \"{value}\" }}")
                : left == 0 ? []
                : Filters(inner, hidden, left - 1);
            foreach (var value in values)
            {
                yield return $"{{ {field.Name}: {value} }}";
            }
        }
    }

    private static string[] Values(IGraphType type, Person hidden) =>
        type switch
        {
            IdGraphType => [NodeId.Encode("Researcher", hidden.ResearcherId), NodeId.Encode("User", hidden.UserId)],
            StringGraphType => [hidden.Traces[0], $"{hidden.Traces[0]} {hidden.Traces[0]}son", $"person-{hidden.Traces[1]}"],
            { Name: "ORCID" } => [hidden.Traces[2]],
            _ => [],
        };

    private static IEnumerable<string> Words(Person hidden) =>
        hidden
            .Traces.Take(3)
            .Append(hidden.Email)
            .SelectMany(word =>
                new[]
                {
                    $"{{ search(query: \"{word}\", first: 100) {{ edges {{ node {{ ... on Node {{ id }} }} }} }} }}",
                    $"{{ suggest(prefix: \"{word}\", first: 50) {{ text node {{ ... on Node {{ id }} }} }} }}",
                }
            );

    private static long NodeKey(string id) => NodeId.TryDecode(id, out _, out var key) ? key : 0;
}
