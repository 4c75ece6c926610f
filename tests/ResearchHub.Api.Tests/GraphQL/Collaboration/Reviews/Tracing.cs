using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>Asks for everything that the schema reaches, and looks for somebody in it.</summary>
internal static class Tracing
{
    private static readonly string[] Kinds = ["Study", "Dataset", "Review", "Request", "Collaborator", "Comment"];

    // Profiles and accounts are public or for curators, whoever reviews what: from those nothing may lead to what is reviewed.
    private static readonly string[] OfPeople = ["researchers", "user", "users"];

    // Refused by design, as a whole: to who is no curator or administrator, and to who has not signed in. Every other question is answered.
    private static readonly string[] ForSome = ["auditEvents", "commentReports", "identifierRegistrations", "request", "user", "users"];

    /// <summary>Questions whose answers hold a trace of somebody.</summary>
    public static async Task<List<string>> TracesAsync(this HubServerFixture hub, string? token, Person hidden, params string[] ids)
    {
        var found = new List<string>();
        foreach (var query in hub.Questions(ids, token is not null))
        {
            found.AddRange(hidden.TracesIn(await hub.AnswerAsync(token, query), query));
        }
        foreach (var query in hub.QuestionsOf(hidden))
        {
            var answer = await hub.AnswerAsync(token, query);
            found.AddRange(
                ids.Where(id => answer.Contains(id, StringComparison.Ordinal)).Select(id => $"{id} in {query}: {Around(answer, id)}")
            );
        }
        return found;
    }

    /// <summary>The answer to a question, which has no errors but refusals of what is not for all.</summary>
    private static async Task<string> AnswerAsync(this HubServerFixture hub, string? token, string query)
    {
        var answer = await hub.SendAsync(token, query);
        if (answer.TryGetProperty("errors", out var errors))
        {
            Assert.All(
                errors.EnumerateArray(),
                error =>
                {
                    Assert.True(
                        error.GetProperty("extensions").GetProperty("code").GetString() is "FORBIDDEN" or "UNAUTHENTICATED",
                        $"{error}"
                    );
                    Assert.Contains(error.GetProperty("path")[0].GetString(), ForSome);
                }
            );
        }
        return answer.GetRawText();
    }

    private static IEnumerable<string> Questions(this HubServerFixture hub, string[] ids, bool isSignedIn)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var whole = new WholeSchema(schema, 3);
        foreach (var id in ids)
        {
            Assert.True(NodeId.TryDecode(id, out var type, out _));
            // What is no node is reached from others alone.
            var isNode = whole.Type(type) is IObjectGraphType one && one.ResolvedInterfaces.Any(other => other.Name == "Node");
            foreach (var field in isNode ? whole.FieldsOf(whole.Type(type), Kinds.Contains(type) ? [type] : []) : [])
            {
                yield return $"{{ node(id: \"{id}\") {{ ... on {type} {{ {field} }} }} }}";
            }
            // Fields that are reached by an id alone.
            foreach (var field in new WholeSchema(schema, 3, id).FieldsOf(schema.Query).Where(IsOfOne))
            {
                yield return $"{{ {field} }}";
            }
        }
        if (isSignedIn)
        {
            foreach (var field in whole.FieldsOf(whole.Type("Viewer"), "User"))
            {
                yield return $"{{ viewer {{ {field} }} }}";
            }
        }
        yield return $"{{ nodes(ids: [{string.Join(", ", ids.Select(id => $"\"{id}\""))}]) {{ __typename id }} }}";
        var roots = new WholeSchema(schema, 2);
        foreach (var field in roots.FieldsOf(schema.Query, "Researcher").Where(field => !IsOneOf(OfPeople, field)))
        {
            yield return $"{{ {field} }}";
        }
    }

    /// <summary>Questions that begin at somebody's profile or account, or at those of all.</summary>
    private static IEnumerable<string> QuestionsOf(this HubServerFixture hub, Person hidden)
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var whole = new WholeSchema(schema, 3);
        var of = NodeId.Encode("Researcher", hidden.ResearcherId);
        foreach (var field in whole.FieldsOf(whole.Type("Researcher"), "Researcher"))
        {
            yield return $"{{ node(id: \"{of}\") {{ ... on Researcher {{ {field} }} }} }}";
        }
        foreach (var field in new WholeSchema(schema, 2).FieldsOf(schema.Query).Where(field => IsOneOf(OfPeople, field)))
        {
            yield return $"{{ {field} }}";
        }
    }

    private static bool IsOfOne(string field) => IsOneOf(["comments", "request"], field);

    private static bool IsOneOf(string[] names, string field) => names.Contains(field.Split('(', ' ')[0], StringComparer.Ordinal);

    /// <summary>What of a person stands in a text.</summary>
    public static IEnumerable<string> TracesIn(this Person hidden, string text, string from) =>
        hidden
            .Traces.Where(trace => text.Contains(trace, StringComparison.OrdinalIgnoreCase))
            .Select(trace => $"{trace} in {from[..Math.Min(200, from.Length)]}: {Around(text, trace)}");

    private static string Around(string text, string trace)
    {
        var at = text.IndexOf(trace, StringComparison.OrdinalIgnoreCase);
        return text[Math.Max(0, at - 120)..Math.Min(text.Length, at + 60)];
    }
}
