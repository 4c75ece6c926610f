using System.Net;
using System.Net.Http.Headers;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Downloads of data files.</summary>
public sealed class FileDownloadTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_link_of_a_file_gives_its_bytes()
    {
        using var response = await hub.Http.GetAsync(await LinkAsync(), Cancel);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/csv", response.Content.Headers.ContentType!.MediaType);
        Assert.Equal("transfers.csv", response.Content.Headers.ContentDisposition!.FileName);
        Assert.Equal(TestCatalogue.File, await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task A_part_can_be_asked_for()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, await LinkAsync());
        request.Headers.Range = new RangeHeaderValue(5, 12);

        using var response = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.PartialContent, response.StatusCode);
        Assert.Equal(TestCatalogue.File[5..13], await response.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task What_the_client_has_is_not_sent_again()
    {
        using var first = await hub.Http.GetAsync(await LinkAsync(), Cancel);
        using var request = new HttpRequestMessage(HttpMethod.Get, await LinkAsync());
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        using var second = await hub.Http.SendAsync(request, Cancel);

        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
    }

    [Theory]
    [InlineData("/files/nonsense/a.csv")]
    [InlineData("/files/U3R1ZHk6MTAx/a.csv")]
    [InlineData("/files/RGF0YUZpbGU6OTk5/a.csv")]
    public async Task What_is_no_file_is_not_found(string path)
    {
        using var response = await hub.Http.GetAsync(path, Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
    }

    private async Task<string> LinkAsync()
    {
        var data = await hub.DataAsync("{ dataset(by: { slug: \"transfers-2010-2020\" }) { files { download } } }");
        return data.GetProperty("dataset").GetProperty("files")[0].GetProperty("download").GetString()!;
    }
}
