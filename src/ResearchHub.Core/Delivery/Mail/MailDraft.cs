using System.Globalization;
using System.Net;
using System.Text;

namespace ResearchHub.Core.Delivery.Mail;

/// <summary>A mail in plain text and in HTML.</summary>
/// <param name="UserId">Account that it goes to, at the address that the account has when it is sent; null for an address without an account.</param>
/// <param name="UnsubscribeSecret">See <see cref="UnsubscribeLinks"/>; null for what cannot be unsubscribed from.</param>
public sealed record MailDraft(long? UserId, string Subject, string Text, string Html, string? UnsubscribeSecret)
{
    /// <summary>Where it goes when it goes to no account.</summary>
    public string? Address { get; init; }

    /// <summary>Whether nobody may read it in the queue any more once it has gone out, or cannot.</summary>
    public bool HoldsSecret { get; init; }
}

/// <summary>Writes both forms of a mail at once, so that they say the same.</summary>
public sealed class MailText
{
    private readonly StringBuilder _text = new();
    private readonly StringBuilder _html = new();

    public MailText(string language) =>
        _html.Append(CultureInfo.InvariantCulture, $"<!doctype html>\n<html lang=\"{language}\"><meta charset=\"utf-8\"><body>\n");

    public MailText Paragraph(string text)
    {
        _text.Append(text).Append("\n\n");
        _html.Append(CultureInfo.InvariantCulture, $"<p>{WebUtility.HtmlEncode(text)}</p>\n");
        return this;
    }

    /// <summary>An entry of a list: a title that is a link, and a line below it.</summary>
    public MailText Entry(string title, string line, string address)
    {
        _text.Append(CultureInfo.InvariantCulture, $"* {title}\n  {(line.Length > 0 ? line + "\n  " : "")}{address}\n\n");
        _html.Append(
            CultureInfo.InvariantCulture,
            $"<p><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(title)}</a><br>{WebUtility.HtmlEncode(line)}</p>\n"
        );
        return this;
    }

    /// <summary>A line at the foot: words, then a link.</summary>
    public MailText Foot(string words, string address)
    {
        _text.Append(CultureInfo.InvariantCulture, $"-- \n{words} {address}\n");
        _html.Append(
            CultureInfo.InvariantCulture,
            $"<hr><p><a href=\"{WebUtility.HtmlEncode(address)}\">{WebUtility.HtmlEncode(words)}</a></p>\n"
        );
        return this;
    }

    public MailDraft To(long user, string subject, string? unsubscribeSecret) => Draft(user, subject, unsubscribeSecret);

    /// <summary>To somebody who may have no account.</summary>
    public MailDraft To(string address, string subject) => Draft(null, subject, null) with { Address = address };

    private MailDraft Draft(long? user, string subject, string? unsubscribeSecret) =>
        new(user, subject, _text.ToString(), _html + "</body></html>\n", unsubscribeSecret);
}
