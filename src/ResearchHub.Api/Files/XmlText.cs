using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace ResearchHub.Api.Files;

/// <summary>Texts of records in XML, whatever is stored.</summary>
internal static class XmlText
{
    /// <summary>The document as text. What XML 1.0 has no form for, escaped or not, is U+FFFD: control characters, half a pair, U+FFFE, U+FFFF.</summary>
    public static string Write(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf())
        {
            foreach (var attribute in element.Attributes())
            {
                attribute.Value = Allowed(attribute.Value);
            }
            foreach (var text in element.Nodes().OfType<XText>())
            {
                text.Value = Allowed(text.Value);
            }
        }
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n" + root;
    }

    private static string Allowed(string text)
    {
        if (text.All(XmlConvert.IsXmlChar))
        {
            return text;
        }
        var allowed = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            allowed.Append(rune.IsBmp && !XmlConvert.IsXmlChar((char)rune.Value) ? Rune.ReplacementChar : rune);
        }
        return allowed.ToString();
    }
}
