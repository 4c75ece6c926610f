using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Files of drafts, as the GraphQL multipart request specification sends them.</summary>
public sealed class UploadFileTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const string Mutation = """
        mutation ($input: UploadFileInput!) {
          uploadFile(input: $input) { file { id name mediaType bytes sha256 rows download } output { revision } errors { code message path } }
        }
        """;
    private const string Table = "godina;opština;broj (persons)\n2020;Novi Sad;12\n2021;Subotica;\n";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_table_is_kept_described_and_previewed_and_only_those_who_see_the_draft_read_it()
    {
        var (ana, stranger) = (await hub.TokenAsync("up-ana", Role.Researcher), await hub.TokenAsync("up-other", Role.Researcher));
        var curator = await hub.TokenAsync("up-curator", Role.Curator);
        var id = await DraftAsync(ana);

        var payload = await UploadAsync(ana, id, Bytes(Table), "popis/tabela.csv", "application/vnd.ms-excel");

        var file = payload.GetProperty("file");
        Assert.Equal("tabela.csv", file.GetProperty("name").GetString());
        Assert.Equal("text/csv", file.GetProperty("mediaType").GetString());
        Assert.Equal(Bytes(Table).Length, file.GetProperty("bytes").GetInt32());
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(Bytes(Table))), file.GetProperty("sha256").GetString());
        Assert.Equal(2, file.GetProperty("rows").GetInt32());
        Assert.Equal(2, payload.GetProperty("output").GetProperty("revision").GetInt32());
        var link = file.GetProperty("download").GetString()!;
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(link, null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(link, stranger)).Status);
        Assert.Equal((HttpStatusCode.OK, Table, "no-store, private"), await GetAsync(link, ana));
        Assert.Equal(HttpStatusCode.OK, (await GetAsync(link, curator)).Status);

        var own = await hub.DataAsAsync(
            ana,
            "{ viewer { outputs { nodes { ... on Dataset { variables { name label type unit missingCount } preview { columns rows } } } } } }"
        );
        var dataset = own.GetProperty("viewer").GetProperty("outputs").GetProperty("nodes")[0];
        Assert.Equal(
            """[{"name":"godina","type":"YEAR"},{"name":"opština","type":"STRING"},{"name":"broj (persons)","type":"INTEGER"}]""",
            JsonSerializer.Serialize(
                dataset
                    .GetProperty("variables")
                    .EnumerateArray()
                    .Select(one => new { name = one.GetProperty("name").GetString(), type = one.GetProperty("type").GetString() }),
                Relaxed
            )
        );
        Assert.Equal("Subotica", dataset.GetProperty("preview").GetProperty("rows")[1][1].GetString());

        await hub.PublishAsync(ana, curator, id);
        Assert.Equal((HttpStatusCode.OK, Table, "public, no-cache"), await GetAsync(link, null));
    }

    [Fact]
    public async Task The_columns_of_a_table_can_be_explained()
    {
        var ana = await hub.TokenAsync("up-explain", Role.Researcher);
        var id = await DraftAsync(ana);
        var file = (await UploadAsync(ana, id, Bytes(Table), "t.csv", "text/csv")).GetProperty("file").GetProperty("id").GetString();

        var payload = await hub.DoneAsync(
            ana,
            "reviseDataset",
            new
            {
                id,
                expectedRevision = 2,
                variables = new[]
                {
                    new
                    {
                        file,
                        name = "godina",
                        label = "Year of the census",
                        unit = "year",
                    },
                },
            },
            "dataset { variables { name label unit } }"
        );
        var wrong = await hub.RunAsync(
            ana,
            "reviseDataset",
            new
            {
                id,
                expectedRevision = 3,
                variables = new[]
                {
                    new
                    {
                        file,
                        name = "nothing",
                        label = "x",
                    },
                },
            }
        );

        Assert.Equal(
            """{"name":"godina","label":"Year of the census","unit":"year"}""",
            payload.GetProperty("dataset").GetProperty("variables")[0].GetRawText()
        );
        Assert.Equal(["INVALID input.variables.0"], wrong.Problems());
    }

    [Fact]
    public async Task What_is_declared_must_be_what_it_is()
    {
        var ana = await hub.TokenAsync("up-types", Role.Researcher);
        var id = await DraftAsync(ana);
        byte[] png = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0];

        Assert.Equal(["INVALID input.file"], (await UploadAsync(ana, id, png, "a.csv", "text/csv")).Problems());
        Assert.Equal(["INVALID input.file"], (await UploadAsync(ana, id, Bytes("<html><script>"), "a.csv", "text/csv")).Problems());
        Assert.Equal(["INVALID input.file"], (await UploadAsync(ana, id, [], "a.csv", "text/csv")).Problems());
        Assert.Equal(["INVALID input.file"], (await UploadAsync(ana, id, Bytes(EicarScanner.Sample), "a.txt", "text/plain")).Problems());
        Assert.Equal(["INVALID input.name"], (await UploadAsync(ana, id, png, "..", "image/png")).Problems());
        Assert.Equal("image/png", Type(await UploadAsync(ana, id, png, "a.png", "application/octet-stream")));
        Assert.Equal(["INVALID input.name"], (await UploadAsync(ana, id, png, "a.png", "image/png")).Problems());
        Assert.Equal("text/plain", Type(await UploadAsync(ana, id, Bytes("Read me."), "README", "text/plain; charset=utf-8")));
        Assert.Equal(
            ["a.png", "README"],
            (await FilesAsync(ana))
                .EnumerateArray()
                .Select(file => file.GetProperty("name").GetString())
                .Order(StringComparer.Ordinal)
                .Reverse()
        );
    }

    [Fact]
    public async Task A_file_can_be_taken_away_and_its_bytes_go_with_the_last_that_has_them()
    {
        var (ana, stranger) = (await hub.TokenAsync("up-remove", Role.Researcher), await hub.TokenAsync("up-thief", Role.Researcher));
        var (one, two) = (await DraftAsync(ana), await DraftAsync(ana));
        var content = Bytes("removed,1\n");
        var first = (await UploadAsync(ana, one, content, "a.csv", "text/csv")).GetProperty("file");
        await UploadAsync(ana, two, content, "b.csv", "text/csv");
        var id = first.GetProperty("id").GetString();

        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(stranger, "removeFile", new { id })).Problems());
        await hub.DoneAsync(ana, "removeFile", new { id }, "file { name } output { files { name } }");
        Assert.Equal(["NOT_FOUND input.id"], (await hub.RunAsync(ana, "removeFile", new { id })).Problems());
        Assert.Equal(HttpStatusCode.NotFound, (await GetAsync(first.GetProperty("download").GetString()!, ana)).Status);
        Assert.True(File.Exists(Blob(content)));

        await hub.DoneAsync(ana, "deleteDraft", new { id = two });
        Assert.False(File.Exists(Blob(content)));
    }

    [Fact]
    public async Task More_than_there_are_connections_let_go_of_files_at_once()
    {
        var ana = await hub.TokenAsync("up-many", Role.Researcher);
        var contents = Enumerable.Range(0, 16).Select(n => Bytes($"many\n{n}\n")).ToArray();
        var drafts = await Task.WhenAll(contents.Select(_ => DraftAsync(ana)));
        var files = await Task.WhenAll(drafts.Select((id, n) => UploadAsync(ana, id, contents[n], "a.csv", "text/csv")));
        await Task.WhenAll(drafts.Select((id, n) => UploadAsync(ana, id, contents[n], "b.csv", "text/csv")));

        await Task.WhenAll(
            files.Select(one => hub.DoneAsync(ana, "removeFile", new { id = one.GetProperty("file").GetProperty("id").GetString() }))
        );
        Assert.All(contents, content => Assert.True(File.Exists(Blob(content))));
        await Task.WhenAll(drafts.Select(id => hub.DoneAsync(ana, "deleteDraft", new { id })));

        Assert.All(contents, content => Assert.False(File.Exists(Blob(content))));
    }

    [Fact]
    public async Task Files_of_what_is_not_a_draft_of_ones_own_are_not_taken()
    {
        var (ana, stranger) = (await hub.TokenAsync("up-own", Role.Researcher), await hub.TokenAsync("up-foreign", Role.Researcher));
        var id = await DraftAsync(ana);
        var content = Bytes("never kept,1\n");

        Assert.Equal(["NOT_FOUND input.id"], (await UploadAsync(stranger, id, content, "a.csv", "text/csv")).Problems());
        await hub.DoneAsync(ana, "submitOutput", new { id });
        Assert.Equal(["STATE input.id"], (await UploadAsync(ana, id, content, "a.csv", "text/csv")).Problems());

        Assert.False(File.Exists(Blob(content)));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task Of_files_of_one_name_at_once_one_is_kept()
    {
        var ana = await hub.TokenAsync("up-race", Role.Researcher);
        var id = await DraftAsync(ana);

        var payloads = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(n => UploadAsync(ana, id, Bytes($"race\n{n}\n"), "a.csv", "text/csv"))
        );

        Assert.Equal(4, payloads.Count(payload => payload.Problems() is ["INVALID input.name"]));
        Assert.Equal(1, (await FilesAsync(ana)).GetArrayLength());
    }

    [Fact]
    public async Task Requests_that_a_foreign_page_could_send_are_refused()
    {
        var ana = await hub.TokenAsync("up-csrf", Role.Researcher);

        Assert.Equal(
            (400, "INVALID"),
            await RefusedAsync(ana, Form(await DraftAsync(ana), Bytes("a"), "a.txt", "text/plain"), preflight: false)
        );
        Assert.Equal((401, "UNAUTHENTICATED"), await RefusedAsync(null, Form("x", Bytes("a"), "a.txt", "text/plain")));
    }

    [Theory]
    [InlineData("{\"0\":[\"variables.input.nothing.file\"]}")]
    [InlineData("{\"0\":[\"query\"]}")]
    [InlineData("{\"0\":[\"variables.input.id\"]}")]
    [InlineData("{\"0\":[]}")]
    [InlineData("{\"0\":[null]}")]
    [InlineData("{\"0\":1}")]
    [InlineData("[]")]
    [InlineData("{\"0\":[\"variables.input.file\"],\"1\":[\"variables.input.file\"]}")]
    [InlineData("{\"1\":[\"variables.input.file\"]}")]
    [InlineData("{}")]
    public async Task A_map_that_leads_nowhere_is_refused(string map)
    {
        var ana = await hub.TokenAsync("up-map", Role.Researcher);
        var form = Form("x", Bytes("a"), "a.txt", "text/plain", map);

        Assert.Equal((400, "INVALID"), await RefusedAsync(ana, form));
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_an_error_that_names_it()
    {
        var ana = await hub.TokenAsync("up-large", Role.Researcher);
        var limit = (await hub.DataAsync("{ repository { limits { maxFileBytes } } }"))
            .GetProperty("repository")
            .GetProperty("limits")
            .GetProperty("maxFileBytes")
            .GetInt64();
        using var request = Request(ana, Form(await DraftAsync(ana), new byte[limit + 1], "a.bin", "application/octet-stream"));

        using var response = await hub.Http.SendAsync(request, Cancel);

        var error = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement.GetProperty("errors")[0];
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Equal("SIZE_LIMIT", error.GetProperty("extensions").GetProperty("code").GetString());
        Assert.Equal(limit, error.GetProperty("extensions").GetProperty("limit").GetInt64());
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task An_upload_that_is_cut_off_leaves_nothing()
    {
        var ana = await hub.TokenAsync("up-cut", Role.Researcher);
        var id = await DraftAsync(ana);
        using var whole = Form(id, Bytes(new string('x', 500_000)), "a.txt", "text/plain");
        var bytes = await whole.ReadAsByteArrayAsync(Cancel);
        var type = whole.Headers.ContentType!;

        // The body ends in the middle; and the connection does.
        using var cut = new ByteArrayContent(bytes[..300_000]) { Headers = { ContentType = type } };
        Assert.Equal((400, "INVALID"), await RefusedAsync(ana, cut));
        using var lost = new LostContent(bytes[..300_000], bytes.Length) { Headers = { ContentType = type } };
        await Assert.ThrowsAnyAsync<HttpRequestException>(() => hub.Http.SendAsync(Request(ana, lost), Cancel));

        await NothingIsLeftAsync();
        Assert.Equal(0, (await FilesAsync(ana)).GetArrayLength());
    }

    private static readonly JsonSerializerOptions Relaxed = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string? Type(JsonElement payload) => payload.GetProperty("file").GetProperty("mediaType").GetString();

    /// <summary>What was received goes when the request has ended, which may be after its answer has come.</summary>
    private async Task NothingIsLeftAsync()
    {
        for (var i = 0; i < 600 && Uploads().Length > 0; i++)
        {
            await Task.Delay(50, Cancel);
        }
        Assert.Empty(Uploads());
    }

    private string[] Uploads() => Directory.Exists(hub.Data("uploads")) ? Directory.GetFiles(hub.Data("uploads")) : [];

    private string Blob(byte[] content)
    {
        var sha256 = Convert.ToHexStringLower(SHA256.HashData(content));
        return Path.Combine(hub.Data("blobs"), sha256[..2], sha256);
    }

    internal static MultipartFormDataContent Form(
        string id,
        byte[] content,
        string name,
        string type,
        string map = "{\"0\":[\"variables.input.file\"]}"
    )
    {
        var operations = JsonSerializer.Serialize(new { query = Mutation, variables = new { input = new { id, file = (object?)null } } });
        var file = new ByteArrayContent(content) { Headers = { ContentType = MediaTypeHeaderValue.Parse(type) } };
        return new MultipartFormDataContent
        {
            { new StringContent(operations), "operations" },
            { new StringContent(map), "map" },
            { file, "0", name },
        };
    }

    private static HttpRequestMessage Request(string? token, HttpContent body, bool preflight = true)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, "/graphql") { Content = body };
        if (preflight)
        {
            request.Headers.Add("GraphQL-Preflight", "1");
        }
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        return request;
    }

    private async Task<(int Status, string? Code)> RefusedAsync(string? token, HttpContent body, bool preflight = true)
    {
        using var request = Request(token, body, preflight);
        request.Headers.Accept.ParseAdd("application/graphql-response+json");
        using var response = await hub.Http.SendAsync(request, Cancel);
        var answer = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancel)).RootElement;
        return ((int)response.StatusCode, answer.GetProperty("errors")[0].GetProperty("extensions").GetProperty("code").GetString());
    }

    private async Task<JsonElement> UploadAsync(string token, string id, byte[] content, string name, string type)
    {
        using var form = Form(id, content, name, type);
        var answer = await hub.SendAsync(token, form);
        Assert.False(answer.TryGetProperty("errors", out _), answer.GetRawText());
        return answer.GetProperty("data").GetProperty("uploadFile");
    }

    private async Task<string> DraftAsync(string token) =>
        (await hub.DoneAsync(token, "createDataset", DescribeOutputsTests.Dataset("Tabele"), "dataset { id }"))
            .GetProperty("dataset")
            .GetProperty("id")
            .GetString()!;

    private async Task<JsonElement> FilesAsync(string token) =>
        (await hub.DataAsAsync(token, "{ viewer { outputs { nodes { files { name } } } } }"))
            .GetProperty("viewer")
            .GetProperty("outputs")
            .GetProperty("nodes")[0]
            .GetProperty("files");

    private async Task<(HttpStatusCode Status, string Text, string Cache)> GetAsync(string link, string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, link);
        if (token is not null)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
        using var response = await hub.Http.SendAsync(request, Cancel);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancel), response.Headers.CacheControl?.ToString() ?? "");
    }

    /// <summary>Promises more than it sends, then breaks.</summary>
    private sealed class LostContent(byte[] bytes, long promised) : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync(bytes);
            await stream.FlushAsync();
            throw new IOException("The cable is cut.");
        }

        protected override bool TryComputeLength(out long length)
        {
            length = promised;
            return true;
        }
    }
}
