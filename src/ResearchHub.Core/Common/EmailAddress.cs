using System.Net.Mail;

namespace ResearchHub.Core.Common;

/// <summary>E-mail addresses as accounts have them.</summary>
public static class EmailAddress
{
    private const int Longest = 254;

    /// <summary>In small letters, without blanks around.</summary>
    public static string Normalize(string text) => text.Trim().ToLowerInvariant();

    /// <summary>Whether mail could be sent there.</summary>
    public static bool IsOne(string text) =>
        PlainText.IsLine(text, Longest) && MailAddress.TryCreate(text.Trim(), out var address) && address.Address == text.Trim();
}
