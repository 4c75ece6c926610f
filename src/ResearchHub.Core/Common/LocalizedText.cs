namespace ResearchHub.Core.Common;

/// <summary>A text in one language.</summary>
/// <param name="Language">BCP 47 tag with script where one language has several: <c>en</c>, <c>sr-Cyrl</c>, <c>sr-Latn</c>; <c>und</c> when unknown.</param>
/// <param name="Text">Plain text, never empty, Unicode NFC.</param>
public sealed record LocalizedText(string Language, string Text);
