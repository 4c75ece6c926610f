using GraphQL.Execution;
using ResearchHub.Api.Transport;

namespace ResearchHub.Api.Tests.Transport;

public sealed class DocumentCacheTests
{
    [Fact]
    public void A_document_is_found_by_its_exact_text()
    {
        var cache = new DocumentCache(maxBytes: 1000);
        var document = Make("{a}", bytes: 100);

        cache.Add(document);

        Assert.Same(document, cache.Find("{a}"));
        Assert.Null(cache.Find("{ a }"));
    }

    [Fact]
    public void Memory_stays_bounded_and_what_is_used_stays()
    {
        var cache = new DocumentCache(maxBytes: 1000);
        for (var i = 0; i < 100; i++)
        {
            cache.Add(Make($"{{a{i}}}", bytes: 100));
            cache.Find("{a0}");
        }

        Assert.InRange(cache.Bytes, 700, 1000);
        Assert.Equal(cache.Bytes / 100, cache.Count);
        Assert.NotNull(cache.Find("{a0}"));
        Assert.NotNull(cache.Find("{a99}"));
        Assert.Null(cache.Find("{a1}"));
    }

    [Fact]
    public void Of_the_answers_that_hold_the_schema_only_the_last_few_are_kept()
    {
        var cache = new DocumentCache(maxBytes: 100_000);
        var documents = Enumerable.Range(0, 20).Select(n => Make($"{{a{n}}}", bytes: 100)).ToArray();

        Array.ForEach(documents, document => cache.Keep(document, [1]));
        cache.Keep(documents[^1], [2]);

        Assert.Equal(16, documents.Count(document => document.IntrospectionAnswer is not null));
        Assert.Null(documents[3].IntrospectionAnswer);
        Assert.Equal([1], documents[^1].IntrospectionAnswer!.Plain.ToArray());
    }

    [Fact]
    public void A_document_that_would_fill_the_cache_is_not_kept()
    {
        var cache = new DocumentCache(maxBytes: 1000);

        cache.Add(Make("{a}", bytes: 200));

        Assert.Null(cache.Find("{a}"));
        Assert.Equal(0, cache.Bytes);
    }

    [Fact]
    public void Who_brings_a_text_while_another_is_at_it_gets_the_same_document_and_later_the_one_that_is_kept()
    {
        var cache = new DocumentCache(maxBytes: 1000);
        var first = cache.Arriving("{a}", text => Make(text, bytes: 100));
        var second = cache.Arriving("{a}", text => Make(text, bytes: 100));

        cache.Add(first);
        cache.Arrived(first);
        var third = cache.Arriving("{a}", text => Make(text, bytes: 100));

        Assert.Same(first, second);
        Assert.Same(first, third);
    }

    [Fact]
    public void What_could_not_be_read_or_was_not_kept_is_made_anew()
    {
        var cache = new DocumentCache(maxBytes: 1000);
        Assert.Throws<FormatException>(() => cache.Arriving("{a}", _ => throw new FormatException()));

        var refused = cache.Arriving("{a}", text => Make(text, bytes: 100));
        cache.Arrived(refused);

        Assert.NotSame(refused, cache.Arriving("{a}", text => Make(text, bytes: 100)));
    }

    private static CachedDocument Make(string text, long bytes) =>
        new(text, new GraphQLDocumentBuilder().Build(text), bytes) { Operations = [] };
}
