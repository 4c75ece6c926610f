using System.Collections.Frozen;

namespace ResearchHub.Search.Analysis;

/// <summary>Words that carry no topic, folded.</summary>
internal static class StopWords
{
    public static readonly FrozenSet<string> English = Set(
        "a an and are as at be but by for if in into is it no not of on or such that the their then there these they this to was will with"
    );

    public static readonly FrozenSet<string> Serbian = Set(
        """
        i u je se na da za od su sa o a iz koji koja koje ne kao ce bi to do po ili ali samo vec sve nije sto kako kada bio bila bilo
        bile biti nakon posle jer ovaj ova ovo ove taj ta te ti on ona ono oni one njih nje ga mu joj im ih s k sam smo ste jos tako
        zbog prema pri nad pod bez kroz medju oko izmedju kod dok ni niti pa tu gde svi svoj svoje kojih kojim kojoj kojima tokom ka
        protiv preko pored unutar umesto uprkos osim ispod iznad ispred pomocu putem povodom usled koju kog kome ciji cija cije cijih nama vama
        njima njihov njihova njihovo njihovi njihove njegov njegova njen njena ovog ovom ovoj ovim ovih ovoga toga tih neki neko neke nekih
        svaki svaka svako svih svim svima moze mogu treba bude budu jesu jeste nisu nema imaju cemo cete koliko onda ovde tamo dakle nego cak
        veoma vrlo mozda takodje medjutim odnosno ukoliko ako iako zasto
        """
    );

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> EnglishSpans = English.GetAlternateLookup<
        ReadOnlySpan<char>
    >();
    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> SerbianSpans = Serbian.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    /// <summary>Whether a folded word is one in any language.</summary>
    public static bool IsOne(ReadOnlySpan<char> word) => EnglishSpans.Contains(word) || SerbianSpans.Contains(word);

    private static FrozenSet<string> Set(string words) =>
        words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);
}
