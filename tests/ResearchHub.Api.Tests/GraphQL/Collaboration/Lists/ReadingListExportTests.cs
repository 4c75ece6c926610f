using System.Text.Json;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Lists;

/// <summary>What a list is exported for says what the list says of each output, and that an output was taken back.</summary>
public sealed class ReadingListExportTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_format_carries_the_notes_of_the_list_and_marks_what_was_retracted()
    {
        var (ana, _) = await hub.MemberAsync("e-ana", Role.Researcher);
        var curator = await hub.TokenAsync("e-curator", Role.Curator);
        var output = await hub.DraftAsync(ana, "Soon retracted");
        await hub.PublishAsync(ana, curator, output);
        var secret = await ListAsync(ana, output, "Read 50% of {this} with care.");
        await ListAsync(ana, output, "A note of another list.");

        var before = await FilesAsync(secret);
        await hub.DoneAsync(curator, "retractOutput", new { id = output, reason = "Wrong data & method" });
        var (bib, ris, csl) = await FilesAsync(secret);

        Assert.Contains(@"  annote = {Read 50\% of \textbraceleft{}this\textbraceright{} with care.}", bib, StringComparison.Ordinal);
        Assert.Contains(@"  note = {RETRACTED: Wrong data \& method.}", bib, StringComparison.Ordinal);
        Assert.Contains(
            "\r\nN1  - RETRACTED: Wrong data & method\r\nN1  - Read 50% of {this} with care.\r\n",
            ris,
            StringComparison.Ordinal
        );
        Assert.Equal("retracted", csl.GetProperty("status").GetString());
        Assert.Equal("RETRACTED: Wrong data & method. Read 50% of {this} with care.", csl.GetProperty("note").GetString());
        Assert.DoesNotContain("RETRACTED", before.Bib + before.Ris + before.Csl.GetRawText(), StringComparison.Ordinal);
        Assert.False(before.Csl.TryGetProperty("status", out _));
        Assert.Equal("Read 50% of {this} with care.", before.Csl.GetProperty("note").GetString());
        Assert.DoesNotContain("another list", bib + ris + csl.GetRawText(), StringComparison.Ordinal);

        var fields = await hub.DataAsAsync(
            ana,
            "{ viewer { readingLists { nodes { secretPath bib: export(format: BIBTEX) ris: export(format: RIS) } } } }"
        );
        var field = fields
            .GetProperty("viewer")
            .GetProperty("readingLists")
            .GetProperty("nodes")
            .EnumerateArray()
            .Single(list => list.GetProperty("secretPath").GetString() == secret);
        Assert.Equal((bib, ris), (field.GetProperty("bib").GetString(), field.GetProperty("ris").GetString()));
    }

    private async Task<string> ListAsync(string token, string output, string note)
    {
        var list = (
            await hub.DoneAsync(token, "createReadingList", new { title = "Sources" }, "readingList { id secretPath }")
        ).GetProperty("readingList");
        await hub.DoneAsync(
            token,
            "addToReadingList",
            new
            {
                id = list.GetProperty("id").GetString(),
                output,
                note,
            }
        );
        return list.GetProperty("secretPath").GetString()!;
    }

    private async Task<(string Bib, string Ris, JsonElement Csl)> FilesAsync(string path) =>
        (
            await hub.Http.GetStringAsync(path + ".bib", Cancel),
            await hub.Http.GetStringAsync(path + ".ris", Cancel),
            Assert.Single(JsonDocument.Parse(await hub.Http.GetStringAsync(path + ".json", Cancel)).RootElement.EnumerateArray())
        );
}
