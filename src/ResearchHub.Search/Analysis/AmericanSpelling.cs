using System.Collections.Frozen;

namespace ResearchHub.Search.Analysis;

/// <summary>
/// Gives British and American spellings of an English word one form, so that <c>labour organisation</c> finds <c>labor organization</c>. Words that
/// Americans write with -ise too are left alone: <c>revise</c> has to meet <c>revision</c>.
/// </summary>
internal static class AmericanSpelling
{
    private const int ShortestBeginning = 3;

    private static readonly string[] OurStems =
    [
        "arm",
        "behavi",
        "cand",
        "col",
        "endeav",
        "fav",
        "flav",
        "glam",
        "harb",
        "hon",
        "hum",
        "lab",
        "neighb",
        "od",
        "parl",
        "rig",
        "rum",
        "sav",
        "splend",
        "tum",
        "vap",
        "vig",
    ];

    private static readonly string[] IseEndings = ["ise", "ised", "iser", "isers", "ises", "ising", "isation", "isations", "isational"];
    private static readonly string[] YseEndings = ["yse", "ysed", "yser", "ysers", "yses", "ysing"];

    /// <summary>What stands before -ise in words that everybody writes so.</summary>
    private static readonly FrozenSet<string> NaturalIse = FrozenSet.Create(
        StringComparer.Ordinal,
        "adv appra bru circumc clockw compr comprom conc cru dem desp dev disgu enterpr entrepr exc exerc expert franch improv inc likew merchand otherw parad pra prec prem prom rev superv surpr telev treat upr".Split(
            ' '
        )
    );

    /// <summary>Beginnings of words with what stands for them.</summary>
    private static readonly (string British, string American)[] Beginnings =
    [
        ("ageing", "aging"),
        ("catalogue", "catalog"),
        ("centre", "center"),
        ("defence", "defense"),
        ("dialogue", "dialog"),
        ("enrolment", "enrollment"),
        ("fibre", "fiber"),
        ("judgement", "judgment"),
        ("kilometre", "kilometer"),
        ("licence", "license"),
        ("offence", "offense"),
        ("practise", "practice"),
        ("practising", "practicing"),
        ("programme", "program"),
        ("theatre", "theater"),
    ];

    /// <summary>Words that only begin as one of <see cref="Beginnings"/>.</summary>
    private static readonly FrozenSet<string> Apart = FrozenSet.Create(StringComparer.Ordinal, "programmed", "programmer", "programmers");

    /// <summary>The form of a folded word of Latin letters.</summary>
    public static string Of(string folded) =>
        folded.Length is < 5 or > 24
            ? folded
            : Our(folded) ?? Beginning(folded) ?? WithZ(folded, IseEndings) ?? WithZ(folded, YseEndings) ?? folded;

    private static string? Our(string folded)
    {
        var at = folded.IndexOf("our", StringComparison.Ordinal);
        return at > 0 && Array.Exists(OurStems, stem => folded.AsSpan(0, at).SequenceEqual(stem)) ? folded.Remove(at + 1, 1) : null;
    }

    private static string? Beginning(string folded)
    {
        foreach (var (british, american) in Beginnings)
        {
            if (folded.StartsWith(british, StringComparison.Ordinal) && !Apart.Contains(folded))
            {
                return american + folded[british.Length..];
            }
        }
        return null;
    }

    private static string? WithZ(string folded, string[] endings)
    {
        if (Array.Find(endings, end => folded.EndsWith(end, StringComparison.Ordinal)) is not { } ending)
        {
            return null;
        }
        var at = folded.Length - ending.Length;
        return at < ShortestBeginning || NaturalIse.Contains(folded[..at])
            ? null
            : string.Concat(folded.AsSpan(0, at + 1), "z", folded.AsSpan(at + 2));
    }
}
