using Lucene.Net.Search;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Querying;

/// <summary>A query ready to run, with what is needed to explain it.</summary>
internal sealed record TranslatedQuery
{
    /// <summary>Null matches everything.</summary>
    public required Query? Query { get; init; }

    /// <summary>What a record needs or must not have besides one of the words; null where no word may be missing.</summary>
    public IReadOnlyList<BooleanClause>? Conditions { get; init; }

    /// <summary>What was looked for, for highlights and reasons.</summary>
    public required IReadOnlyList<SoughtTerm> Sought { get; init; }

    /// <summary>Identifiers that put a record on top.</summary>
    public required IReadOnlyList<DirectTerm> Direct { get; init; }

    /// <summary>Plain words in order: nearness counts, and how many of them a record has.</summary>
    public required IReadOnlyList<SoughtWord> Sequence { get; init; }

    /// <summary>Misspelt words with what was searched instead.</summary>
    public required IReadOnlyList<(string Typed, string Corrected)> Corrections { get; init; }

    /// <summary>Misspelt words with what they may have been meant to be, as the person would write it; not all of it is searched.</summary>
    public required IReadOnlyList<(string Typed, string Shown)> Offers { get; init; }

    /// <summary>Words that stand in no record and are near to none that does.</summary>
    public required IReadOnlyList<string> Unknown { get; init; }

    /// <summary>A beginning stands for more words than are sought.</summary>
    public required bool IsCut { get; init; }
}

/// <summary>A plain word as the index has it.</summary>
/// <param name="Terms">In each language; none where it stands nowhere.</param>
/// <param name="Synonyms">Other names of one word.</param>
internal sealed record SoughtWord(IReadOnlyList<string> Terms, IReadOnlyList<string> Synonyms)
{
    /// <summary>A letter that begins a name: who lacks it lacks no word.</summary>
    public bool IsInitial { get; init; }
}

/// <summary>A term of the index that a word of the query stands for, or the first of several that must stand together.</summary>
/// <param name="Term">With its language mark; a folded beginning when <paramref name="IsPrefix"/>.</param>
/// <param name="Typed">The word of the query.</param>
/// <param name="Synonym">The name that stood in for it; null when it is the word itself.</param>
internal sealed record SoughtTerm(string Term, string Typed, string? Synonym, bool IsPrefix, float Weight)
{
    /// <summary>The terms behind the first, each with its distance from it in words.</summary>
    public IReadOnlyList<(string Term, int Distance)> Rest { get; init; } = [];

    /// <summary>Words that may stand between them beyond that.</summary>
    public int Slop { get; init; }

    /// <summary>The only field it is sought in, by its name on the wire; null for any.</summary>
    public string? Field { get; init; }

    public bool IsIn(string field) => Field is null || Field == field;

    /// <summary>The name on the wire of a field of the index; null for those that are all text.</summary>
    public static string? Shown(string field) =>
        field switch
        {
            IndexFields.Title => "title",
            IndexFields.People => "contributors",
            IndexFields.Concepts => "concepts",
            IndexFields.Places => "places",
            _ => null,
        };
}

/// <summary>A term of an identifying field that a text of the query is.</summary>
/// <param name="Whole">It is the whole query, which is also read as words.</param>
internal sealed record DirectTerm(string Field, string Term, string Typed, bool Whole);
