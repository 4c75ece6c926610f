using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax.Inlines;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Writes links to the web and to mail; of all others, and of images, what stands in them.</summary>
/// <remarks>Decided where they are written, so that whatever stands in the tree, no other address comes out.</remarks>
internal sealed class SafeLinks : HtmlObjectRenderer<LinkInline>
{
    /// <summary>Writes a link; its text alone where it leads elsewhere.</summary>
    public static void Write(HtmlRenderer renderer, string? url, string? title, Action text)
    {
        if (!IsAllowed(url))
        {
            text();
            return;
        }
        renderer.Write("<a href=\"").WriteEscapeUrl(url).Write("\" rel=\"nofollow ugc noopener\" target=\"_blank\"");
        if (!string.IsNullOrEmpty(title))
        {
            renderer.Write(" title=\"").WriteEscape(title).Write("\"");
        }
        renderer.Write(">");
        text();
        renderer.Write("</a>");
    }

    /// <inheritdoc />
    protected override void Write(HtmlRenderer renderer, LinkInline link) =>
        // An image would tell a stranger's server who reads: it is a link, too.
        Write(renderer, link.GetDynamicUrl?.Invoke() ?? link.Url, link.Title, () => renderer.WriteChildren(link));

    private static bool IsAllowed(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var address)
        && address.Scheme is "http" or "https" or "mailto"
        && !url!.Any(char.IsControl);
}

/// <summary>As <see cref="SafeLinks"/>, for addresses between angle brackets.</summary>
internal sealed class SafeAutolinks : HtmlObjectRenderer<AutolinkInline>
{
    /// <inheritdoc />
    protected override void Write(HtmlRenderer renderer, AutolinkInline link) =>
        SafeLinks.Write(renderer, link.IsEmail ? $"mailto:{link.Url}" : link.Url, title: null, () => renderer.WriteEscape(link.Url));
}
