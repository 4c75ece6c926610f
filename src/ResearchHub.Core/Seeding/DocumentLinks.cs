using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>Addresses and documents of records as links.</summary>
internal static class DocumentLinks
{
    public static LinkDraft Of(RecordDocument document) =>
        new(
            document.Url,
            document.Subtype?.ToUpperInvariant() switch
            {
                "FULL TEXT" => LinkKind.FullText,
                { } subtype when subtype.EndsWith("EVALUATION REPORT", StringComparison.Ordinal) => LinkKind.FullText,
                "EVALUATION BRIEF" or "EVALUATION SUMMARY" => LinkKind.Summary,
                "MANAGEMENT RESPONSE" => LinkKind.ManagementResponse,
                "ANNEXES" or "SPECIAL RELATED REPORTS/DOCUMENTS" => LinkKind.Supplement,
                _ => LinkKind.Other,
            },
            document.Description ?? document.Subtype,
            MediaType(document.Url),
            document.Language
        );

    public static LinkDraft Of(string url) =>
        MediaType(url) is { } type ? new LinkDraft(url, LinkKind.FullText, null, type) : new LinkDraft(url, LinkKind.LandingPage);

    private static string? MediaType(string url) =>
        Path.GetExtension(new Uri(url).AbsolutePath).ToUpperInvariant() switch
        {
            ".PDF" => "application/pdf",
            ".DOC" => "application/msword",
            ".DOCX" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            ".XLSX" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            _ => null,
        };
}
