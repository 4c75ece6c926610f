using System.Collections.Frozen;

namespace ResearchHub.Search.Analysis;

/// <summary>Endings of Serbian words, made from bases and the paradigms they take; all folded.</summary>
internal static class SerbianEndings
{
    private const string Noun = "a e i o u om em ama ima";
    private const string SoftNoun = "a e i o u om em ama ima";
    private const string LongNoun = "ovi ova ove ovima evi eva eve evima";
    private const string Adjective = "a e i o u og oga om ome omu oj ih im ima";
    private const string SoftAdjective = "eg ega em emu";
    private const string Present = "m s mo te ju jte jmo";
    private const string Past = "o la lo li le h smo ste se vsi ti n na no ni ne nu nog noga nom nome nomu noj nih nim nima";
    private const string PresentE = "em es e emo ete u i ite imo uci";

    /// <summary>Bases that stay, each with the endings taken off behind it.</summary>
    private static readonly (string Bases, string Endings)[] Paradigms =
    [
        ("sk stv", $"{Adjective} {SoftAdjective}"),
        ("ij acij anij", SoftNoun),
        ("ost nost", "i ju ima"),
        ("anj enj", "a e u em ima"),
        ("nik telj", $"{Noun} {LongNoun}"),
        ("ic", Noun),
        ("ionaln ionar ion aln iln ivn icn", $"{Adjective} {SoftAdjective}"),
        ("ijsk", $"{Adjective} {SoftAdjective}"),
        ("n", $"{Adjective} {SoftAdjective}"),
        ("ac ec uc", $"{Adjective} {SoftAdjective} uh"),
        ("ug og g k j", Noun),
        ("izm ist", $"{Noun} {LongNoun}"),
        ("ira ova iva ava", $"{Present} {Past}"),
        ("uj", PresentE),
    ];

    private const string Bare = """
        a e i o u
        om em og eg oj im ih ima ama oga ega omu emu ome
        ovi ovima ova ove ovog ovom evi evima eva eve
        ao io eo uo ala alo ali ale ila ilo ili ile ela elo eli ele ula ulo uli ule
        am as amo ate aju em es emo ete im is imo ite
        ati iti eti uti nuti
        an en ana ena ano eno ani eni ane ene anu enu anog enog anom enom anih enih anim enim
        ajuci ujuci eci avsi ivsi
        ah ahu ase ismo iste asmo aste
        stvo
        """;

    private static readonly FrozenDictionary<string, string> Endings = BuildEndings();
    private static readonly FrozenDictionary<string, string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Endings.GetAlternateLookup<
        ReadOnlySpan<char>
    >();

    /// <summary>Length of the longest ending.</summary>
    public static int Longest { get; } = Endings.Keys.Max(ending => ending.Length);

    /// <summary>Consonants changed by inflection and what they were, the longest first: plural <c>-nici</c> of <c>-nik</c>, moving <c>a</c>.</summary>
    public static readonly (string Ending, string Repaired)[] Changes =
    [
        ("nicima", "nikima"),
        ("nici", "niki"),
        ("oscu", "osti"),
        ("lozima", "logama"),
        ("lozi", "loga"),
        ("inzi", "ing"),
        ("teticima", "tetika"),
        ("zicima", "zik"),
        ("ticima", "tik"),
        ("vojci", "vojka"),
        ("ojsci", "ojska"),
        ("etaka", "etka"),
        ("ataka", "atka"),
        ("itaka", "itka"),
        ("otaka", "otka"),
        ("utaka", "utka"),
        ("ljaca", "ljca"),
        ("njaca", "njca"),
        ("ajaca", "ajca"),
        ("alaca", "alca"),
        ("elaca", "elca"),
        ("avaca", "avca"),
        ("ljac", "ljca"),
        ("njac", "njca"),
        ("alac", "alca"),
        ("elac", "elca"),
        ("ilac", "ilca"),
        ("avac", "avca"),
        ("anac", "anca"),
        ("alan", "alni"),
        ("ivan", "ivni"),
        ("ilan", "ilni"),
        ("ican", "icni"),
        ("stavan", "stavni"),
        ("eran", "erni"),
        ("aran", "arni"),
        ("nstava", "nstva"),
        ("ustava", "ustva"),
        ("anata", "anta"),
        ("enat", "enta"),
        ("ekata", "ekta"),
        ("metara", "metra"),
        ("centara", "centra"),
        ("metar", "metra"),
        ("centar", "centra"),
        ("istara", "istra"),
        ("istar", "istra"),
        ("izama", "izma"),
        ("izam", "izma"),
        ("daba", "dba"),
    ];

    /// <summary>True when this is an ending; <paramref name="kept"/> is what of it stays with the stem.</summary>
    public static bool Find(ReadOnlySpan<char> ending, out string kept) => Lookup.TryGetValue(ending, out kept!);

    private static FrozenDictionary<string, string> BuildEndings()
    {
        var endings = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var ending in Words(Bare))
        {
            endings[ending] = "";
        }
        foreach (var (bases, paradigm) in Paradigms)
        {
            foreach (var kept in Words(bases))
            {
                foreach (var ending in Words(paradigm))
                {
                    endings[kept + ending] = kept;
                }
            }
        }
        endings["stvo"] = "stv";
        return endings.ToFrozenDictionary(StringComparer.Ordinal);
    }

    private static string[] Words(string list) => list.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
}
