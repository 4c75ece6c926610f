using System.Net;
using System.Net.Http.Headers;
using System.Text;
using ResearchHub.ToyServer;

namespace ResearchHub.Api.Tests.Transport;

public sealed class HttpTests(ToyServerFixture fixture) : IClassFixture<ToyServerFixture>
{
    private readonly HttpClient _http = fixture.Server.Http;

    [Fact]
    public async Task Post_runs_a_query()
    {
        var answer = await _http.PostAsync("", Json("""{"query":"{ hello(name: \"Ana\") }"}"""), Cancel);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("application/json; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("""{"data":{"hello":"Hello Ana"}}""", await answer.Content.ReadAsStringAsync(Cancel));
    }

    [Fact]
    public async Task Lists_load_what_they_refer_to_in_one_batch_a_level()
    {
        var before = fixture.Server.Library.Fetches;

        var answer = await _http.PostAsync(
            "",
            Json("""{"query":"{ books(first: 2) { title authors { name books(first: 1) { id } } firstAuthor { name } } }"}"""),
            Cancel
        );

        Assert.Equal(
            """{"data":{"books":[{"title":"Book 0","authors":[{"name":"Author 0","books":[{"id":0}]},{"name":"Author 1","books":[{"id":0}]},{"name":"Author 2","books":[{"id":0}]}],"firstAuthor":{"name":"Author 0"}},{"title":"Book 1","authors":[{"name":"Author 1","books":[{"id":0}]},{"name":"Author 2","books":[{"id":0}]},{"name":"Author 3","books":[{"id":1}]}],"firstAuthor":{"name":"Author 1"}}]}}""",
            await answer.Content.ReadAsStringAsync(Cancel)
        );
        Assert.Equal(3, fixture.Server.Library.Fetches - before);
    }

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));
}
