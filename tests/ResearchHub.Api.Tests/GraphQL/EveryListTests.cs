using System.Text.Json;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Every connection, and every other list of objects, that can be reached below a list: made from the schema, so that a new one is met by itself.</summary>
public sealed class EveryListTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const int Many = 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_list_below_twenty_records_costs_the_statements_of_one_below_one()
    {
        var admin = (await MatrixActors.TokensAsync(hub))["admin"]!;
        await FillAsync();
        var places = new ListedTypes(hub.Services.GetRequiredService<ISchema>(), NodeId.Encode("Study", 101))
            .All()
            .GroupBy(place => place.Type.Name, StringComparer.Ordinal);
        var (met, wrong) = (0, new List<string>());

        foreach (var type in places)
        {
            foreach (var field in type.First().Type.Fields.Where(IsList))
            {
                met++;
                if (await ProblemAsync(admin, [.. type], field) is { } problem)
                {
                    wrong.Add($"{type.Key}.{field.Name}: {problem}");
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
        Assert.InRange(met, 100, int.MaxValue);
    }

    /// <summary>What a list costs too much at the first place where enough records have it; null when it does not.</summary>
    private async Task<string?> ProblemAsync(string admin, IReadOnlyList<ListedType> places, FieldType field)
    {
        foreach (var place in places)
        {
            var query = place.Around(Asked(field));
            if (await ParentsAsync(admin, query, 1) == 0 || await ParentsAsync(admin, query, Many) < Many)
            {
                continue;
            }
            var (one, many) = (int.MaxValue, int.MaxValue);
            for (var turn = 0; turn < 5 && (turn == 0 || one != many); turn++)
            {
                one = Math.Min(one, await hub.StatementsAsync(admin, query, new { n = 1 }));
                many = Math.Min(many, await hub.StatementsAsync(admin, query, new { n = Many }));
            }
            return one == many ? null : $"{one} statements below one, {many} below {Many} at {place.Path}";
        }
        return $"no place where {Many} records have it, of {string.Join(", ", places.Select(place => place.Path))}";
    }

    private static bool IsList(FieldType field) =>
        ListedTypes.IsConnection(SampleArguments.Named(field.ResolvedType!))
        || (
            field.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType }
            && SampleArguments.Named(field.ResolvedType!) is IComplexGraphType or UnionGraphType
        );

    private static string Asked(FieldType field)
    {
        var arguments = SampleArguments.Of(field, null, "3")!;
        var head = arguments.Count == 0 ? field.Name : $"{field.Name}({string.Join(", ", arguments)})";
        return (SampleArguments.Named(field.ResolvedType!) as IComplexGraphType)?.Fields.Any(one => one.Name == "totalCount") == true
            ? $"x: {head} {{ nodes {{ __typename }} totalCount }}"
            : $"x: {head} {{ __typename }}";
    }

    private async Task<int> ParentsAsync(string admin, string query, int n) => Lists(await hub.DataAsAsync(admin, query, new { n }));

    private static int Lists(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Array => value.EnumerateArray().Sum(Lists),
            JsonValueKind.Object => value
                .EnumerateObject()
                .Sum(one => one is { Name: "x", Value.ValueKind: not JsonValueKind.Null } ? 1 : Lists(one.Value)),
            _ => 0,
        };

    /// <summary>Twenty and more records of each kind that has lists.</summary>
    private async Task FillAsync()
    {
        var records = new MatrixRecords(hub);
        const int First = 80_000;
        for (var n = 0; n <= Many; n++)
        {
            await records.MakeAsync(First + (10 * n));
        }
        await hub.Database.ExecuteAsync(
            $$"""
            update research_outputs set state = 'PUBLISHED', published_on = '2026-10-01', published_year = 2026 where id between {{First}} and {{First
                + 999}};
            update reading_lists set visibility = 'PUBLIC';
            update review_rounds set questions = '[{"key":"q","kind":"Choice","texts":[{"language":"en","text":"Which?"}],
              "options":[[{"language":"en","text":"This"}],[{"language":"en","text":"That"}]],"isRequired":false,"isForAuthors":true}]';
            insert into variables (id, data_file_id, position, name, label, type, missing_count, categories)
            select f.id + 50000000, f.id, 0, 'year', 'Year', 'INTEGER', 0, '[]' from data_files f where f.output_id between {{First}} and {{First
                + 999}};
            insert into organizations (id, slug, name, name_key, sector, created_at, updated_at, names, alternative_names)
            select n, 'listed-' || n, 'Listed ' || n, 'listed ' || n, 'UNKNOWN', now(), now(),
              '[{"language":"sr","text":"Наведена"}]', '[{"language":"en","text":"Also listed"}]'
            from generate_series({{First}}, {{First + Many}}) n;
            insert into review_rounds (id, output_id, number, version, revision, opened_at, decided_at)
            select id + 50000000, output_id, 2, 1, 1, now(), now() from review_rounds where id between {{First}} and {{First + 999}};
            insert into reviews (id, round_id, output_id, reviewer_id, method, status, invited_at, due_on)
            select r.id, r.id, r.output_id, u.id, 'OPEN', 'REVIEWING', now(), '2999-01-01' from review_rounds r, users u
            where r.number = 2 and u.email = 'matrix-admin@example.org';
            insert into unfinished_reviews (review_id, form, saved_at)
            select v.id, '{"answers":[]}', now() from reviews v join review_rounds r on r.id = v.round_id and r.number = 2;
            update saved_searches set user_id = (select id from users where email = 'matrix-admin@example.org');
            update requests set creator_id = (select id from users where email = 'matrix-admin@example.org');
            """,
            Cancel
        );
    }
}
