using System.Text.Json;
using System.Text.RegularExpressions;
using ResearchHub.Api.Tests.GraphQL;

namespace ResearchHub.Api.Tests.Landing;

/// <summary>What tests of landing pages do.</summary>
internal static partial class LandingHub
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Asks for a page as a browser that says nothing of itself.</summary>
    public static async Task<(HttpResponseMessage Response, string Text)> VisitAsync(
        this HubServerFixture hub,
        string path,
        HttpMethod? method = null,
        params (string Name, string Value)[] headers
    )
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Get, path);
        foreach (var (name, value) in headers)
        {
            request.Headers.TryAddWithoutValidation(name, value);
        }
        var response = await hub.Http.SendAsync(request, Cancel);
        return (response, await response.Content.ReadAsStringAsync(Cancel));
    }

    /// <summary>The JSON-LD of a page; fails where there is more than one script element.</summary>
    public static JsonElement JsonLd(string page) =>
        JsonDocument.Parse(Assert.Single(Scripts().Matches(page)).Groups["text"].Value).RootElement;

    public static string Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : "";

    /// <summary>Writes an output of any state with its author.</summary>
    /// <param name="columns">Further columns with their values: <c>state_reason = 'x'</c>.</param>
    public static Task<int> OutputAsync(this HubServerFixture hub, long id, string state, string title, string columns = "") =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ({{id}}, 'STUDY', 'landing-{{id}}', 'DRAFT', 1, '{{title}}', jsonb_build_array(jsonb_build_object('language', 'en', 'text', '{{title}}')),
              jsonb_build_array(jsonb_build_object('language', 'en', 'text', '{{title}}')), '{en}', 'OPEN', 'landing', '{{id}}', now(), '2026-11-20T08:00:00Z', 'REPORT');
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values ({{id}}, 0, 32, 'Abel, G. J.', '{}');
            {{(columns.Length > 0 ? $"update research_outputs set {columns} where id = {id};" : "")}}
            update research_outputs set state = '{{state}}' where id = {{id}}
            """,
            Cancel
        );

    [GeneratedRegex("<script[^>]*>(?<text>.*?)</script>", RegexOptions.Singleline | RegexOptions.ExplicitCapture)]
    private static partial Regex Scripts();
}
