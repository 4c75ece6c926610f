using System.Text;

namespace ResearchHub.Core.Catalogue.Files;

/// <summary>What a file is, by its first bytes. Names only decide between types whose bytes are alike, such as kinds of text.</summary>
public static class MediaTypeSniffer
{
    /// <summary>Bytes of the start that are looked at.</summary>
    public const int HeadLength = 4096;

    private const string Unknown = "application/octet-stream";
    private const string PlainText = "text/plain";
    private const string Zip = "application/zip";
    private const string OldOffice = "application/x-ole-storage";

    private static readonly (int Offset, byte[] Bytes, string Type)[] Signatures =
    [
        (0, "%PDF-"u8.ToArray(), "application/pdf"),
        (0, [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], "image/png"),
        (0, [0xFF, 0xD8, 0xFF], "image/jpeg"),
        (0, "GIF8"u8.ToArray(), "image/gif"),
        (8, "WEBP"u8.ToArray(), "image/webp"),
        (0, [0x49, 0x49, 0x2A, 0x00], "image/tiff"),
        (0, [0x4D, 0x4D, 0x00, 0x2A], "image/tiff"),
        (0, [0x50, 0x4B, 0x03, 0x04], Zip),
        (0, [0x50, 0x4B, 0x05, 0x06], Zip),
        (0, [0x1F, 0x8B], "application/gzip"),
        (0, "BZh"u8.ToArray(), "application/x-bzip2"),
        (0, [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00], "application/x-xz"),
        (0, [0x37, 0x7A, 0xBC, 0xAF, 0x27, 0x1C], "application/x-7z-compressed"),
        (0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1], OldOffice),
        (0, "PAR1"u8.ToArray(), "application/vnd.apache.parquet"),
        (0, [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A], "application/x-hdf5"),
        (0, "SQLite format 3\0"u8.ToArray(), "application/vnd.sqlite3"),
        (0, "<stata_dta>"u8.ToArray(), "application/x-stata-dta"),
        (0, "$FL2"u8.ToArray(), "application/x-spss-sav"),
        (0, "$FL3"u8.ToArray(), "application/x-spss-sav"),
        (4, "ftyp"u8.ToArray(), "video/mp4"),
        (0, "OggS"u8.ToArray(), "application/ogg"),
        (0, "ID3"u8.ToArray(), "audio/mpeg"),
        (0, [0x7F, 0x45, 0x4C, 0x46], "application/x-executable"),
        (0, "MZ"u8.ToArray(), "application/x-executable"),
    ];

    private static readonly Dictionary<string, (string Type, string Base)> Extensions = new(StringComparer.OrdinalIgnoreCase)
    {
        [".xlsx"] = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Zip),
        [".docx"] = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", Zip),
        [".pptx"] = ("application/vnd.openxmlformats-officedocument.presentationml.presentation", Zip),
        [".ods"] = ("application/vnd.oasis.opendocument.spreadsheet", Zip),
        [".odt"] = ("application/vnd.oasis.opendocument.text", Zip),
        [".epub"] = ("application/epub+zip", Zip),
        [".xls"] = ("application/vnd.ms-excel", OldOffice),
        [".doc"] = ("application/msword", OldOffice),
        [".ppt"] = ("application/vnd.ms-powerpoint", OldOffice),
        [".csv"] = ("text/csv", PlainText),
        [".tsv"] = ("text/tab-separated-values", PlainText),
        [".tab"] = ("text/tab-separated-values", PlainText),
        [".json"] = ("application/json", PlainText),
        [".geojson"] = ("application/geo+json", PlainText),
        [".md"] = ("text/markdown", PlainText),
        [".xml"] = ("application/xml", PlainText),
        [".r"] = ("text/x-r", PlainText),
        [".do"] = ("text/x-stata", PlainText),
        [".py"] = ("text/x-python", PlainText),
    };

    private static readonly HashSet<string> OtherExtensions = new(StringComparer.OrdinalIgnoreCase)
    {
        ".7z",
        ".bz2",
        ".dta",
        ".gif",
        ".gz",
        ".h5",
        ".htm",
        ".html",
        ".jpeg",
        ".jpg",
        ".mp3",
        ".mp4",
        ".ogg",
        ".parquet",
        ".pdf",
        ".png",
        ".rds",
        ".sav",
        ".sqlite",
        ".tif",
        ".tiff",
        ".txt",
        ".webp",
        ".xz",
        ".zip",
    };

    // What browsers declare for want of better knowledge: it says nothing.
    private static readonly HashSet<string> Vague = new(StringComparer.OrdinalIgnoreCase) { Unknown, "application/x-download", "" };

    /// <summary>The type of a file that starts with these bytes.</summary>
    /// <param name="head">The first <see cref="HeadLength"/> bytes, or all there are.</param>
    public static string Sniff(ReadOnlySpan<byte> head, string name)
    {
        var found = Signature(head);
        if (found == Unknown && IsText(head))
        {
            found = Markup(head);
        }
        return Extensions.TryGetValue(Path.GetExtension(name), out var known) && known.Base == found ? known.Type : found;
    }

    /// <summary>The end of a file's name in lower case, with its dot, where it says what kind of file that is; else nothing: it may say anything, such as a name.</summary>
    public static string KnownExtension(string name)
    {
        var extension = Path.GetExtension(name);
        return Extensions.ContainsKey(extension) || OtherExtensions.Contains(extension) ? extension.ToLowerInvariant() : "";
    }

    /// <summary>Whether what was declared can be true of a file that is <paramref name="sniffed"/>.</summary>
    public static bool Agrees(string? declared, string sniffed)
    {
        var type = (declared ?? "").Split(';')[0].Trim();
        return Vague.Contains(type)
            || sniffed == Unknown
            || string.Equals(type, sniffed, StringComparison.OrdinalIgnoreCase)
            || string.Equals(BaseOf(type), BaseOf(sniffed), StringComparison.OrdinalIgnoreCase)
            // Windows declares every table that a spreadsheet opens so.
            || (sniffed is "text/csv" or "text/tab-separated-values" && type == "application/vnd.ms-excel");
    }

    /// <summary>The type to keep: what was found, or what was declared where the bytes say less.</summary>
    public static string Choose(string? declared, string sniffed)
    {
        var type = (declared ?? "").Split(';')[0].Trim().ToLowerInvariant();
        var saysMore =
            sniffed is Unknown or PlainText or Zip or OldOffice && !Vague.Contains(type) && type.Length <= 100 && type.Contains('/');
        return saysMore ? type : sniffed;
    }

    /// <summary>Whether rows of delimited text can be read from it.</summary>
    public static bool IsTable(string mediaType) => mediaType is "text/csv" or "text/tab-separated-values";

    private static string Signature(ReadOnlySpan<byte> head)
    {
        foreach (var (offset, bytes, type) in Signatures)
        {
            if (head.Length >= offset + bytes.Length && head.Slice(offset, bytes.Length).SequenceEqual(bytes))
            {
                return type;
            }
        }
        return Unknown;
    }

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        if (head.StartsWith<byte>([0xFF, 0xFE]) || head.StartsWith<byte>([0xFE, 0xFF]))
        {
            return true;
        }
        foreach (var one in head)
        {
            if (one < 0x20 && one is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or 0x0C or 0x1B))
            {
                return false;
            }
        }
        return true;
    }

    private static string Markup(ReadOnlySpan<byte> head)
    {
        var start = Encoding.UTF8.GetString(head[..Math.Min(head.Length, 512)]).TrimStart('\uFEFF', ' ', '\t', '\r', '\n');
        return start.StartsWith("<!doctype html", StringComparison.OrdinalIgnoreCase)
            || start.StartsWith("<html", StringComparison.OrdinalIgnoreCase)
                ? "text/html"
            : start.Contains("<svg", StringComparison.OrdinalIgnoreCase) ? "image/svg+xml"
            : start.StartsWith("<?xml", StringComparison.OrdinalIgnoreCase) ? "application/xml"
            : PlainText;
    }

    /// <summary>The type whose bytes it has: all text is text, all packed documents are archives.</summary>
    private static string BaseOf(string type) =>
        type.StartsWith("text/", StringComparison.OrdinalIgnoreCase) && !type.Equals("text/html", StringComparison.OrdinalIgnoreCase)
            ? PlainText
        : type.EndsWith("json", StringComparison.OrdinalIgnoreCase) || type.EndsWith("javascript", StringComparison.OrdinalIgnoreCase)
            ? PlainText
        : type.Equals("text/xml", StringComparison.OrdinalIgnoreCase) ? "application/xml"
        : type.EndsWith("+zip", StringComparison.OrdinalIgnoreCase)
        || type.Equals("application/x-zip-compressed", StringComparison.OrdinalIgnoreCase)
            ? Zip
        : Extensions.Values.FirstOrDefault(known => known.Type.Equals(type, StringComparison.OrdinalIgnoreCase)).Base ?? type;
}
