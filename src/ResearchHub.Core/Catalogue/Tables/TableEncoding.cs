using System.Text;

namespace ResearchHub.Core.Catalogue;

/// <summary>Guesses the encoding of a table from its first bytes.</summary>
internal static class TableEncoding
{
    private static readonly UTF8Encoding Strict = new(false, throwOnInvalidBytes: true);

    /// <summary>UTF-8 when the bytes are valid; else Windows-1250 when letters of Central Europe prevail, else Windows-1252.</summary>
    public static Encoding Of(ReadOnlySpan<byte> sample, bool complete)
    {
        if (sample is [0xFF, 0xFE, ..])
        {
            return Encoding.Unicode;
        }
        if (sample is [0xFE, 0xFF, ..])
        {
            return Encoding.BigEndianUnicode;
        }
        var end = sample.Length;
        for (var back = 0; !complete && back < 3 && end > 0 && sample[end - 1] >= 0x80; back++)
        {
            end--;
        }
        try
        {
            Strict.GetCharCount(sample[..end]);
            return new UTF8Encoding(false);
        }
        catch (DecoderFallbackException)
        {
            var encodings = CodePagesEncodingProvider.Instance;
            return encodings.GetEncoding(IsCentralEuropean(sample) ? 1250 : 1252)!;
        }
    }

    /// <summary>š ž č ć đ ś ź ł and their capitals where Windows-1250 has them; è æ ð stand there in Windows-1252 and are rarer beside š and ž.</summary>
    private static bool IsCentralEuropean(ReadOnlySpan<byte> sample)
    {
        var (central, western) = (0, 0);
        foreach (var b in sample)
        {
            central += b is 0x8A or 0x8E or 0x9A or 0x9E or 0xC8 or 0xC6 or 0xD0 or 0xE8 or 0xE6 or 0xF0 or 0xB3 or 0xB9 or 0x9C or 0x9F
                ? 1
                : 0;
            western += b is 0xE0 or 0xE7 or 0xE9 or 0xEA or 0xEE or 0xF1 or 0xF4 or 0xFC or 0xE1 or 0xED or 0xF3 or 0xFA ? 1 : 0;
        }
        return central > western;
    }
}
