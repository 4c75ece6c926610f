using System.Security.Cryptography;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using ResearchHub.Search.Analysis;

namespace ResearchHub.Search.Documents;

/// <summary>Names and types of the index's fields. Whatever changes here or in Analysis changes <see cref="Hash"/>.</summary>
internal static class IndexFields
{
    /// <summary>Raise when the meaning of a field changes: every index is then built anew.</summary>
    private const string Version = "11";

    /// <summary>All text as one bag for ranking: titles count twice. Norm: exact length.</summary>
    public const string All = "all";
    public const string Title = "title";
    public const string People = "people";
    public const string Concepts = "concepts";
    public const string Places = "places";

    /// <summary>Text of low weight.</summary>
    public const string Text = "text";

    /// <summary>Folded words without stemming: spelling and prefixes.</summary>
    public const string Word = "word";
    public const string Id = "id";
    public const string Slug = "slug";
    public const string Identifier = "identifier";

    /// <summary>Names and titles as one term each: <see cref="WholeText"/>.</summary>
    public const string Whole = "whole";
    public const string Date = "date";
    public const string Year = "year";

    /// <summary>How often a record is cited, and below it how new it is: <see cref="CitedThenNew"/>.</summary>
    public const string Citations = "citations";

    /// <summary>Collation key of the title.</summary>
    public const string Collation = "collation";

    /// <summary>Titles as displayed, for suggestions, one a line.</summary>
    public const string Names = "names";

    /// <summary>Stored texts for highlights.</summary>
    public const string Stored = "stored";

    /// <summary>Meaning vector of the record, int8.</summary>
    public const string Vector = "vector";

    public static readonly FieldType Scored = Create(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, omitNorms: false);
    public static readonly FieldType Positions = Create(IndexOptions.DOCS_AND_FREQS_AND_POSITIONS, omitNorms: true);
    public static readonly FieldType Only = Create(IndexOptions.DOCS_ONLY, omitNorms: true);

    /// <summary>Eight hexadecimal digits that name this schema and analysis.</summary>
    public static string Hash { get; } = ComputeHash();

    private static FieldType Create(IndexOptions options, bool omitNorms)
    {
        var type = new FieldType
        {
            IsIndexed = true,
            IsTokenized = true,
            IndexOptions = options,
            OmitNorms = omitNorms,
        };
        type.Freeze();
        return type;
    }

    private static string ComputeHash()
    {
        var schema = string.Join('|', Version, All, Title, People, Concepts, Places, Text, Word, Whole, Collation, Names, Stored, Vector);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(schema + AnalysisOfSamples())))[..8];
    }

    /// <summary>What some hundred words of several languages become, so that no index outlives a change of how words are read.</summary>
    private static string AnalysisOfSamples()
    {
        var terms = new StringBuilder();
        string[] samples =
        [
            LanguageSamples.English,
            LanguageSamples.Serbian,
            LanguageSamples.German,
            "Đorđe's l'asile ﬁeld-work colour 3,5 Нигде",
        ];
        var word = new WordEnumerator(string.Join(' ', samples));
        while (word.MoveNext())
        {
            var read = new WordTerms(word.Word.ToString());
            terms.Append('|').Append(read.Folded);
            foreach (var language in Enum.GetValues<TextLanguage>())
            {
                terms.Append(' ').Append(read.In(language));
            }
        }
        foreach (var sample in samples)
        {
            terms.Append('|').Append(LanguageDetector.Detect(sample));
        }
        return terms.ToString();
    }
}
