using System.Text;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Tests.Collaboration.Comments;

/// <summary>Whatever people write, what is shown of it does nothing.</summary>
public sealed class CommentMarkdownTests
{
    [Fact]
    public void Shows_what_Markdown_means() =>
        Assert.Equal(
            "<p>See <strong>table 2</strong> and <a href=\"https://example.org/a?b=1&amp;c=2\" rel=\"nofollow ugc noopener\" target=\"_blank\">this</a>.</p>\n<ul>\n<li>one</li>\n<li><del>two</del></li>\n</ul>",
            CommentMarkdown.ToHtml("See **table 2** and [this](https://example.org/a?b=1&c=2).\n\n- one\n- ~~two~~")
        );

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("<img src=x onerror=alert(1)>")]
    [InlineData("a <b onclick=\"x()\">b</b>")]
    [InlineData("<!-- --><style>*{}</style>")]
    [InlineData("[x](javascript:alert(1))")]
    [InlineData("[x](JaVaScRiPt:alert(1))")]
    [InlineData("[x](java&#115;cript:alert(1))")]
    [InlineData("[x](&#x09;javascript:alert(1))")]
    [InlineData("[x](data:text/html;base64,PHNjcmlwdD4=)")]
    [InlineData("[x](vbscript:x)")]
    [InlineData("[x](file:///etc/passwd)")]
    [InlineData("<javascript:alert(1)>")]
    [InlineData("<javascript:alert(1)> [x](/relative)")]
    [InlineData("[[x](y)<javascript:alert(1)>[x](y)](z)")]
    [InlineData("![![x](javascript:a)<javascript:b>](javascript:c) <javascript:d>")]
    [InlineData("[x][y]\n\n[y]: javascript:alert(1)")]
    [InlineData("![x](https://example.org/pixel.png)")]
    [InlineData("[x](https://example.org/\"onmouseover=\"alert(1))")]
    [InlineData("[x](/relative)")]
    [InlineData("[x](//example.org)")]
    public void Nothing_of_it_runs_or_loads(string source)
    {
        var html = CommentMarkdown.ToHtml(source);

        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<img", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<style", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<b ", html, StringComparison.OrdinalIgnoreCase);
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(
                html,
                "<[^>]*>",
                System.Text.RegularExpressions.RegexOptions.None,
                TimeSpan.FromSeconds(1)
            ),
            tag =>
            {
                Assert.Matches("^</?(p|a|ul|li|pre|code)( [a-z]+=\"[^\"]*\")*>$", tag.Value);
                Assert.DoesNotContain("href=\"j", tag.Value, StringComparison.OrdinalIgnoreCase);
                Assert.DoesNotMatch(" on[a-z]+=", tag.Value);
            }
        );
        Assert.All(
            System.Text.RegularExpressions.Regex.Matches(
                html,
                "href=\"(?<link>[^\"]*)\"",
                System.Text.RegularExpressions.RegexOptions.ExplicitCapture,
                TimeSpan.FromSeconds(1)
            ),
            link => Assert.Matches("^(https?://|mailto:)", link.Groups["link"].Value)
        );
    }

    [Fact]
    public void What_is_nested_absurdly_deep_is_refused_and_long_lines_are_not()
    {
        Assert.False(CommentMarkdown.IsReadable(new string('>', 9_000) + "x"));
        foreach (var text in new[] { "[", "*", "`", "![", "<a", "\\" })
        {
            var source = string.Concat(Enumerable.Repeat(text, 10_000 / text.Length));
            Assert.NotNull(CommentMarkdown.ToHtml(source));
        }
    }

    [Theory]
    [InlineData("*_")]
    [InlineData("a*b")]
    [InlineData("^a")]
    public void Marks_without_end_are_refused_and_shown_as_they_are(string marks)
    {
        var source = string.Concat(Enumerable.Repeat(marks, 1_001));

        Assert.False(CommentMarkdown.IsReadable(source));
        Assert.Equal($"<p>{source}</p>", CommentMarkdown.ToHtml(source));
        Assert.True(CommentMarkdown.IsReadable(source[..1_000]));
    }

    [Fact]
    public void What_deceives_or_disturbs_is_taken_out()
    {
        Assert.Equal("evil txt.exe", CommentText.Clean("evil\u202E\u0000 txt\u2066.exe\u2069"));
        Assert.Equal("Ana Petrović", CommentText.Clean("Ana Petrovic\u0301\uD800").Replace("\uFFFD", "", StringComparison.Ordinal));
        Assert.Equal("z" + new string('\u0335', 4), CommentText.Clean("z" + new string('\u0335', 50)));
        Assert.Equal("a\nb", CommentText.Clean(" a\r\nb\n"));
        Assert.Equal("مرحبا 👩‍🔬", CommentText.Clean("مرحبا 👩‍🔬"));
        Assert.True(CommentText.Clean("e\u0301").IsNormalized(NormalizationForm.FormC));
    }

    [Fact]
    public void Mentions_are_found_in_text_and_links_and_not_in_code_or_addresses()
    {
        var (slugs, ids) = CommentMarkdown.Mentions(
            "@ana-petrovic and (@guy-abel), `@not-this`, mail@example.org, https://example.org/@nor-this [Ana](node:abc)\n\n    @nor-that"
        );

        Assert.Equal(["ana-petrovic", "guy-abel"], slugs);
        Assert.Equal(["abc"], ids);
    }

    [Theory]
    [InlineData("Hello @ana-petrovic, mail@example.org", "Hello @…, mail@example.org")]
    [InlineData("Ask [Ana **P.**](node:VXNlcjox \"her\")!", "Ask @…!")]
    [InlineData("[her][1]\n\n[1]: node:VXNlcjox", "[her][1]\n\n[1]: @…")]
    [InlineData("[a](<node:VXNlcjox>) [b](https://example.org/)", "@… [b](https://example.org/)")]
    [InlineData("Ask [Ana P.](no&#100;e:VXNlcjox)!", "…")]
    [InlineData("Ask [Ana P.](node\\:VXNlcjox)!", "…")]
    [InlineData("Ask @ana-petrovic, no&#100;e:", "Ask @…, no&#100;e:")]
    public void A_text_for_those_who_may_not_know_names_nobody_by_a_mention(string source, string expected)
    {
        var text = CommentMarkdown.WithoutMentions(source);

        Assert.Equal(expected, text);
        var (slugs, ids) = CommentMarkdown.Mentions(text);
        Assert.Empty(slugs);
        Assert.Empty(ids);
    }
}
