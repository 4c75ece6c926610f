using Lucene.Net.Search;

namespace ResearchHub.Search.Querying;

/// <summary>What is found out about a query while it is translated; see <see cref="TranslatedQuery"/>.</summary>
internal sealed class TranslationNotes
{
    private int lookUps;
    private long phraseRecords;

    public List<SoughtTerm> Sought { get; } = [];
    public List<DirectTerm> Direct { get; } = [];
    public List<SoughtWord> Sequence { get; } = [];
    public List<(string Typed, string Corrected)> Corrections { get; } = [];
    public List<(string Typed, string Corrected)> Offers { get; } = [];
    public List<string> Unknown { get; } = [];

    public bool IsCut { get; set; }

    public TranslatedQuery With(Query? query) =>
        new()
        {
            Query = query,
            Sought = Sought,
            Direct = Direct,
            Sequence = Sequence,
            Corrections = Corrections,
            Offers = Offers,
            Unknown = Unknown,
            IsCut = IsCut,
        };

    /// <summary>The whole text is an identifier of a record: no word of it is misspelt.</summary>
    public bool IsIdentifier { get; set; }

    /// <summary>False when as many corrections were found, or words looked up for one, as may be.</summary>
    public bool MayCorrect => !IsIdentifier && Offers.Count < QueryLimits.Corrections && lookUps < QueryLimits.LookUps;

    /// <summary>Whether a word may be looked up for a correction. Counts it, found or not: it is looking that takes time.</summary>
    public bool TakeLookUp()
    {
        if (!MayCorrect)
        {
            return false;
        }
        lookUps++;
        return true;
    }

    /// <summary>Whether one phrase more may be looked for, which means in each record of the rarest of its words. Counts it.</summary>
    public bool TakePhrase(long records)
    {
        var isBeyond = phraseRecords > 0 && phraseRecords + records > QueryLimits.PhraseRecords;
        IsCut |= isBeyond;
        phraseRecords += isBeyond ? 0 : records;
        return !isBeyond;
    }
}
