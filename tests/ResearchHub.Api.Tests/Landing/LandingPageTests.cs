using System.Net;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.DataCite;
using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

namespace ResearchHub.Api.Tests.Landing;

/// <summary>What a visitor finds at the address of a record.</summary>
public sealed partial class LandingPageTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Study = "/study/remittances-in-serbia";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_study_is_shown_with_what_one_needs_to_cite_and_to_read_it()
    {
        var (response, page) = await hub.VisitAsync(Study);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/html; charset=utf-8", response.Header("Content-Type"));
        Assert.All(
            new[]
            {
                "<html lang=\"en\">",
                "<p>Study: Journal article</p>\n<h1 lang=\"en\" dir=\"auto\">Remittances in Serbia</h1>",
                "<a href=\"https://orcid.org/0000-0002-1825-0097\">Ana Petrovi&#",
                "<li>Guy J. Abel</li>",
                "How money sent home changes households.",
                "<p>2024</p>",
                "<a href=\"https://creativecommons.org/licenses/by/4.0/\" rel=\"license\">Creative Commons Attribution 4.0</a>",
                "<a href=\"https://doi.org/10.5555/remit\">https://doi.org/10.5555/remit</a>",
                "<a href=\"https://example.org/remit.pdf\">Article</a>",
                "(2024). Remittances in Serbia.",
                "/study/remittances-in-serbia.bib\">BibTeX</a>",
            },
            part => Assert.Contains(part.Split("&#")[0], page, StringComparison.Ordinal)
        );
        var json = LandingHub.JsonLd(page);
        Assert.Equal("ScholarlyArticle", json.GetProperty("@type").GetString());
        Assert.Equal("https://doi.org/10.5555/remit", json.GetProperty("@id").GetString());
        Assert.Equal("https://orcid.org/0000-0002-1825-0097", json.GetProperty("author")[0].GetProperty("@id").GetString());
        Assert.Equal("2024-03-01", json.GetProperty("datePublished").GetString());
    }

    [Theory]
    [InlineData("/dataset/transfers-2010-2020", "Dataset")]
    [InlineData("/learning-resource/migration-data-for-towns", "LearningResource")]
    [InlineData("/study/return-and-reintegration", "Report")]
    public async Task Each_kind_has_its_class_of_schema_org(string path, string type)
    {
        var (response, page) = await hub.VisitAsync(path);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(type, LandingHub.JsonLd(page).GetProperty("@type").GetString());
    }

    [Fact]
    public async Task Signposts_lead_programs_to_identifier_licence_authors_exports_and_files()
    {
        var (study, _) = await hub.VisitAsync(Study);
        var (dataset, page) = await hub.VisitAsync("/dataset/transfers-2010-2020");

        var links = study.Header("Link");
        Assert.Contains("<https://doi.org/10.5555/remit>; rel=\"cite-as\"", links, StringComparison.Ordinal);
        Assert.Contains("<https://creativecommons.org/licenses/by/4.0/>; rel=\"license\"", links, StringComparison.Ordinal);
        Assert.Contains("<https://orcid.org/0000-0002-1825-0097>; rel=\"author\"", links, StringComparison.Ordinal);
        Assert.Contains("<https://schema.org/ScholarlyArticle>; rel=\"type\"", links, StringComparison.Ordinal);
        var described = Described().Matches(links);
        Assert.Equal(4, described.Count);
        foreach (Match one in described)
        {
            var (export, _) = await hub.VisitAsync(new Uri(one.Groups["url"].Value).AbsolutePath);
            Assert.Equal(HttpStatusCode.OK, export.StatusCode);
            Assert.Equal(one.Groups["type"].Value, export.Content.Headers.ContentType!.MediaType);
            Assert.Contains("/study/remittances-in-serbia>; rel=\"describes\"", export.Header("Link"), StringComparison.Ordinal);
        }
        var item = Item().Match(dataset.Header("Link"));
        Assert.Equal("text/csv", item.Groups["type"].Value);
        Assert.Contains(item.Groups["url"].Value, page, StringComparison.Ordinal);
        Assert.Equal(TestCatalogue.File, (await hub.VisitAsync(new Uri(item.Groups["url"].Value).AbsolutePath)).Text);
    }

    [Theory]
    [InlineData("application/x-bibtex", "application/x-bibtex", "@article{petrovic2024remittances")]
    [InlineData("application/x-research-info-systems, */*;q=0.1", "application/x-research-info-systems", "TY  - JOUR")]
    [InlineData("text/html;q=0.5, application/vnd.citationstyles.csl+json", "application/vnd.citationstyles.csl+json", "[{\"id\"")]
    [InlineData("application/ld+json", "application/ld+json", "{\"@context\":\"https://schema.org\"")]
    [InlineData("text/html,application/xhtml+xml,*/*;q=0.8", "text/html", "<!doctype html>")]
    [InlineData("*/*", "text/html", "<!doctype html>")]
    [InlineData("application/x-bibtex;q=0, */*", "text/html", "<!doctype html>")]
    [InlineData("image/png", "text/html", "<!doctype html>")]
    public async Task The_form_is_what_the_client_likes_best(string accept, string type, string start)
    {
        var (response, text) = await hub.VisitAsync(Study, null, ("Accept", accept));

        Assert.Equal(type, response.Content.Headers.ContentType!.MediaType);
        Assert.StartsWith(start, text, StringComparison.Ordinal);
        Assert.Equal("Accept, Accept-Language", response.Header("Vary"));
    }

    [Theory]
    [InlineData("", "de, sr-RS;q=0.8, en;q=0.5", "sr-Cyrl", "Дознаке у Србији", "Сажетак")]
    [InlineData("?lang=sr", "en", "sr-Cyrl", "Дознаке у Србији", "Сажетак")]
    [InlineData("?lang=sr-Latn", "en", "sr-Latn", "Дознаке у Србији", "Sažetak")]
    [InlineData("?lang=%3Cb%3E", "de", "en", "Remittances in Serbia", "Abstract")]
    [InlineData("", "nonsense;;q=x", "en", "Remittances in Serbia", "Abstract")]
    public async Task Words_and_texts_are_in_the_language_wanted(string query, string accepted, string tag, string title, string word)
    {
        var (_, text) = await hub.VisitAsync(Study + query, null, ("Accept-Language", accepted));

        var page = WebUtility.HtmlDecode(text);
        Assert.Contains($"<html lang=\"{tag}\">", page, StringComparison.Ordinal);
        Assert.Contains($">{title}</h1>", page, StringComparison.Ordinal);
        Assert.Contains($"<h2>{word}</h2>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_hostile_title_stays_a_title()
    {
        const string Title = "</script><script>alert(1)</script><img src=x onerror=alert(2)> \"&";
        await hub.OutputAsync(8101, "PUBLISHED", Title);

        var (response, page) = await hub.VisitAsync("/study/landing-8101");
        var (_, json) = await hub.VisitAsync("/study/landing-8101.jsonld");

        Assert.Equal(Title, LandingHub.JsonLd(page).GetProperty("name").GetString());
        Assert.DoesNotContain("<script>", page + json, StringComparison.Ordinal);
        Assert.DoesNotContain("<img", page + json, StringComparison.Ordinal);
        Assert.Contains("&lt;/script&gt;&lt;script&gt;alert(1)", page, StringComparison.Ordinal);
        var policy = response.Header("Content-Security-Policy");
        Assert.StartsWith("default-src 'none'; style-src 'sha256-", policy, StringComparison.Ordinal);
        Assert.EndsWith("base-uri 'none'; form-action 'none'; frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("script-src", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", response.Header("X-Content-Type-Options"));
    }

    [Fact]
    public async Task An_address_that_is_no_web_address_is_no_link()
    {
        await hub.OutputAsync(8111, "DRAFT", "Linked");
        await hub.Database.ExecuteAsync(
            """
            insert into output_links (output_id, position, url, kind, label) values (8111, 0, 'javascript:alert(3)', 'FULL_TEXT', 'Click');
            update researchers set url = 'javascript:alert(4)' where id = 32;
            update research_outputs set state = 'PUBLISHED' where id = 8111
            """,
            Cancel
        );

        var (_, page) = await hub.VisitAsync("/study/landing-8111");
        await hub.Database.ExecuteAsync("update researchers set url = null where id = 32", Cancel);

        Assert.DoesNotContain("href=\"javascript", page, StringComparison.Ordinal);
        Assert.Contains("<li>Guy J. Abel</li>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_profile_does_not_show_to_everybody_is_not_shown()
    {
        await hub.OutputAsync(8121, "PUBLISHED", "Profiled");
        await hub.Database.ExecuteAsync("update researchers set url = 'https://abel.example/' where id = 32", Cancel);

        var (_, open) = await hub.VisitAsync("/study/landing-8121");
        await hub.Database.ExecuteAsync("update researchers set restricted = '{\"URL\":\"MEMBERS\"}' where id = 32", Cancel);
        var (_, hidden) = await hub.VisitAsync("/study/landing-8121");
        await hub.Database.ExecuteAsync("update researchers set url = null, restricted = '{}' where id = 32", Cancel);

        Assert.Contains("<a href=\"https://abel.example/\">Guy J. Abel</a>", open, StringComparison.Ordinal);
        Assert.DoesNotContain("abel.example", hidden, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_datacite_and_a_feed_lead_there_is_a_page()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids();
        await hub.InsertStudyAsync(8131, "PUBLISHED", ids.Of(8131).Value);
        await hub.RegistrarOf(ids).RegisterAsync(8131, Cancel);
        var registered = Registered().Match(registry.Contract(ids.Of(8131).Value)).Groups["url"].Value;
        var (ana, _) = await hub.MemberAsync("landing-feed");
        var list = (await hub.DoneAsync(ana, "createReadingList", new { title = "Led to" }, "readingList { id secretPath }")).GetProperty(
            "readingList"
        );
        foreach (var output in new[] { NodeId.Encode("Dataset", 201), NodeId.Encode("LearningResource", 301) })
        {
            await hub.DoneAsync(ana, "addToReadingList", new { id = list.GetProperty("id").GetString(), output });
        }
        var feed = XDocument.Parse(await hub.Http.GetStringAsync(list.GetProperty("secretPath").GetString() + ".atom", Cancel));
        var fed = feed.Descendants().Where(one => one.Name.LocalName == "link").Select(one => one.Attribute("href")!.Value).ToArray();

        Assert.Equal("https://hub.example/study/pid-8131", registered);
        Assert.Equal(2, fed.Length);
        foreach (var url in fed.Append(registered))
        {
            var (response, _) = await hub.VisitAsync(new Uri(url).AbsolutePath);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }

    [GeneratedRegex("<(?<url>[^>]+)>; rel=\"describedby\"; type=\"(?<type>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Described();

    [GeneratedRegex("<(?<url>[^>]+)>; rel=\"item\"; type=\"(?<type>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Item();

    [GeneratedRegex("\"url\": ?\"(?<url>[^\"]+)\"", RegexOptions.ExplicitCapture)]
    private static partial Regex Registered();
}
