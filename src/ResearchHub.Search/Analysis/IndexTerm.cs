using System.Text;

namespace ResearchHub.Search.Analysis;

/// <summary>A term of the index, one object for all occurrences of a word. One instance belongs to one thread at a time.</summary>
internal sealed class IndexTerm(string text)
{
    private byte[]? utf8;

    public string Text { get; } = text;
    public byte[] Utf8 => utf8 ??= Encoding.UTF8.GetBytes(Text);

    /// <summary>Who gave the term its <see cref="Number"/>; free for the user of the thread.</summary>
    public object? NumberedBy { get; set; }
    public int Number { get; set; }
}
