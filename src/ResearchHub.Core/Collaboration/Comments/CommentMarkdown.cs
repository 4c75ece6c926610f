using System.Net;
using System.Text.RegularExpressions;
using Markdig;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>
/// Comments as HTML that is safe to show: CommonMark without HTML of its own, without images, with links to the web and to mail alone.
/// </summary>
public static partial class CommentMarkdown
{
    /// <summary>Scheme of links to records: <c>node:</c> and a global id.</summary>
    public const string NodeScheme = "node:";

    private const int DeepestNesting = 100;

    /// <summary>More than anybody writes; the time that marks take grows with the square of their number.</summary>
    private const int MostMarks = 1_000;
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .DisableHtml()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .Build();

    /// <summary>Whether it can be shown: not when it is nested absurdly deep, or has marks without end.</summary>
    public static bool IsReadable(string source) => Parse(source) is not null;

    /// <summary>The HTML.</summary>
    public static string ToHtml(string source)
    {
        if (Parse(source) is not { } document)
        {
            return $"<p>{WebUtility.HtmlEncode(source)}</p>";
        }
        using var html = new StringWriter { NewLine = "\n" };
        var renderer = new HtmlRenderer(html);
        Pipeline.Setup(renderer);
        renderer.ObjectRenderers.Replace<LinkInlineRenderer>(new SafeLinks());
        renderer.ObjectRenderers.Replace<AutolinkInlineRenderer>(new SafeAutolinks());
        renderer.Render(document);
        return html.ToString().TrimEnd('\n');
    }

    /// <summary>Slugs after an @, and global ids that <c>node:</c> links name, in no code.</summary>
    public static (IReadOnlyList<string> Slugs, IReadOnlyList<string> Ids) Mentions(string source)
    {
        if (Parse(source) is not { } document)
        {
            return ([], []);
        }
        var slugs = document
            .Descendants<LiteralInline>()
            .SelectMany(text => Slug().Matches(text.Content.ToString()))
            .Select(match => match.Groups["slug"].Value)
            .Distinct(StringComparer.Ordinal);
        var ids = document
            .Descendants<LinkInline>()
            .Select(link => link.Url ?? "")
            .Where(url => url.StartsWith(NodeScheme, StringComparison.Ordinal))
            .Select(url => url[NodeScheme.Length..])
            .Distinct(StringComparer.Ordinal);
        return ([.. slugs], [.. ids]);
    }

    /// <summary>The text with nobody named in it by an @ or a <c>node:</c> link, for readers who may not know whom it names.</summary>
    public static string WithoutMentions(string source)
    {
        var text = NodeLink().Replace(Slug().Replace(source, "@…"), "@…");
        // A link may be written otherwise than it is read, with entities and backslashes: of such a text nothing is left.
        return Mentions(text) is ({ Count: 0 }, { Count: 0 }) ? text : "…";
    }

    private static MarkdownDocument? Parse(string source)
    {
        if (Marks().Count(source) > MostMarks)
        {
            return null;
        }
        try
        {
            var document = Markdown.Parse(source, Pipeline);
            return IsShallow(document) ? document : null;
        }
        catch (ArgumentException)
        {
            // Blocks that are nested deeper than it can follow.
            return null;
        }
    }

    /// <summary>Whether it can be shown: each level is a call within a call.</summary>
    private static bool IsShallow(MarkdownDocument document)
    {
        var waiting = new Stack<(MarkdownObject One, int Depth)>([(document, 0)]);
        while (waiting.TryPop(out var next))
        {
            if (next.Depth > DeepestNesting)
            {
                return false;
            }
            IEnumerable<MarkdownObject> below = next.One switch
            {
                ContainerBlock block => block,
                LeafBlock { Inline: { } inline } => [inline],
                ContainerInline inline => inline,
                _ => [],
            };
            foreach (var one in below)
            {
                waiting.Push((one, next.Depth + 1));
            }
        }
        return true;
    }

    [GeneratedRegex("\\*+|_+|~+|\\^+|\\++|=+", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Marks();

    [GeneratedRegex("(?<![\\w@/.])@(?<slug>[a-z0-9][a-z0-9-]{1,199})", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Slug();

    // Wider than what Markdown takes for a link: what is left of a link must not name anybody.
    [GeneratedRegex(
        "\\[[^\\[\\]]*\\]\\(\\s*<?node:[^)]*\\)|<?node:[A-Za-z0-9+/=_-]+>?",
        RegexOptions.CultureInvariant | RegexOptions.IgnoreCase,
        matchTimeoutMilliseconds: 1000
    )]
    private static partial Regex NodeLink();
}
