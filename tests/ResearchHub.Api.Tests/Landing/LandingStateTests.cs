using System.Net;
using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.Landing;

/// <summary>What a landing page shows follows from where the record stands; who asks does not matter.</summary>
public sealed class LandingStateTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/study/an-unseen-draft")]
    [InlineData("/study/an-unseen-draft.bib")]
    [InlineData("/study/remittances-in-serbia.exe")]
    [InlineData("/dataset/remittances-in-serbia")]
    public async Task What_not_everybody_may_see_looks_like_what_is_not_there(string path)
    {
        var curator = await hub.TokenAsync("landing-curator", Role.Curator);

        var (none, nothing) = await hub.VisitAsync("/study/there-is-no-such-study");
        var (hidden, page) = await hub.VisitAsync(path, null, ("Authorization", $"Bearer {curator}"));

        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, hidden.StatusCode);
        Assert.Equal(nothing, page);
        Assert.Equal("", hidden.Header("Link") + hidden.Header("ETag"));
    }

    [Theory]
    [InlineData("")]
    [InlineData(".bib")]
    [InlineData(".jsonld")]
    public async Task Of_what_was_withdrawn_title_reason_and_day_are_left(string extension)
    {
        var id = 8200 + extension.Length;
        await hub.OutputAsync(id, "WITHDRAWN", "A sad title", "publisher = 'Secret Press', state_reason = 'Consent was <b>missing</b>.'");

        var (response, page) = await hub.VisitAsync($"/study/landing-{id}{extension}");

        Assert.Equal(HttpStatusCode.Gone, response.StatusCode);
        Assert.Contains(
            "<strong>Withdrawn</strong> <time>2026-11-20</time>: Consent was &lt;b&gt;missing&lt;/b&gt;.</p>",
            page,
            StringComparison.Ordinal
        );
        Assert.Contains("<h1 lang=\"en\" dir=\"auto\">A sad title</h1>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Abel", page, StringComparison.Ordinal);
        Assert.DoesNotContain("Secret Press", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", page, StringComparison.Ordinal);
        Assert.Equal("", response.Header("Link"));
    }

    [Fact]
    public async Task What_was_retracted_says_so_and_why()
    {
        await hub.OutputAsync(8211, "RETRACTED", "A wrong study", "state_reason = 'Wrong data.'");
        await hub.OutputAsync(8212, "PUBLISHED", "A right study", "state_reason = 'Add a licence.'");

        var (response, page) = await hub.VisitAsync("/study/landing-8211");
        var (_, standing) = await hub.VisitAsync("/study/landing-8212");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("role=\"note\"><strong>Retracted</strong>: Wrong data.</p>", page, StringComparison.Ordinal);
        Assert.Equal("Retracted", LandingHub.JsonLd(page).GetProperty("creativeWorkStatus").GetString());
        Assert.DoesNotContain("Retracted", standing, StringComparison.Ordinal);
        Assert.DoesNotContain("Add a licence", standing, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_older_version_leads_to_the_newer_and_the_newer_to_the_older()
    {
        await hub.OutputAsync(8221, "PUBLISHED", "First edition");
        await hub.OutputAsync(8222, "PUBLISHED", "Second edition", "version = 2, first_version_id = 8221");
        await hub.OutputAsync(8223, "DRAFT", "Third edition", "version = 3, first_version_id = 8221");
        await hub.Database.ExecuteAsync("update research_outputs set latest_version_id = 8222 where id = 8221", Cancel);

        var (_, older) = await hub.VisitAsync("/study/landing-8221");
        var (_, newer) = await hub.VisitAsync("/study/landing-8222");

        Assert.Contains("There is a newer version: <a href=\"http://localhost:0/study/landing-8222\"", older, StringComparison.Ordinal);
        Assert.Contains("<li>Version 1 (this version)</li>", older, StringComparison.Ordinal);
        Assert.DoesNotContain("There is a newer version", newer, StringComparison.Ordinal);
        Assert.Contains("<a href=\"http://localhost:0/study/landing-8221\">Version 1</a>: First edition", newer, StringComparison.Ordinal);
        Assert.DoesNotContain("Third edition", older + newer, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Files_under_embargo_are_not_offered_though_the_record_is_public()
    {
        await hub.Database.ExecuteAsync(
            """
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, access_mode, embargo_until)
            values (8231, 'DATASET', 'landing-8231', 'DRAFT', 1, 'Later', '[{"language":"en","text":"Later"}]', '[]', '{en}', 'EMBARGOED', 'landing', '8231', now(), now(), 'OPEN', '2030-01-31');
            insert into data_files (id, output_id, position, name, media_type, bytes, sha256, rows, storage_key) values
              (8232, 8231, 0, 'later.csv', 'text/csv', 36, repeat('a', 64), 2, 'seed:datasets/transfers.csv');
            update research_outputs set state = 'EMBARGOED' where id = 8231
            """,
            Cancel
        );

        var (response, page) = await hub.VisitAsync("/dataset/landing-8231");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("Embargoed until 2030-01-31", page, StringComparison.Ordinal);
        Assert.DoesNotContain("later.csv", page + response.Header("Link"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again_and_head_sends_nothing()
    {
        const string Path = "/study/return-and-reintegration";
        var (first, page) = await hub.VisitAsync(Path);
        var tag = first.Header("ETag");

        var (same, nothing) = await hub.VisitAsync(Path, null, ("If-None-Match", tag));
        var (other, _) = await hub.VisitAsync(Path + "?lang=sr", null, ("If-None-Match", tag));
        var (head, empty) = await hub.VisitAsync(Path, HttpMethod.Head);
        await hub.Database.ExecuteAsync("update organizations set name = 'IOM renamed' where id = 21", Cancel);
        var (changed, _) = await hub.VisitAsync(Path, null, ("If-None-Match", tag));

        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal("", nothing + empty);
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.Equal(tag, head.Header("ETag"));
        Assert.Equal(System.Text.Encoding.UTF8.GetByteCount(page), head.Content.Headers.ContentLength);
        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal("public, no-cache", first.Header("Cache-Control"));
    }

    [Fact]
    public async Task A_page_costs_the_same_statements_whatever_is_on_it()
    {
        var bare = await StatementsAsync("/learning-resource/migration-data-for-towns");
        var full = await StatementsAsync("/study/remittances-in-serbia");

        Assert.Equal(bare, full);
        Assert.InRange(full, 1, 8);
    }

    /// <summary>Readers of the feed may ask beside the request and only add to what is counted, so the least of several counts is its own.</summary>
    private async Task<int> StatementsAsync(string path)
    {
        var least = int.MaxValue;
        for (var attempt = 0; attempt < 5; attempt++)
        {
            using var sql = hub.Database.CaptureSql();
            await hub.VisitAsync(path);
            least = Math.Min(least, HubServerFixture.Asked(sql).Count);
        }
        return least;
    }
}
