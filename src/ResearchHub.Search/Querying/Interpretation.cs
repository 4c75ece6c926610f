using System.Globalization;
using System.Text;
using ResearchHub.Search.Documents;

namespace ResearchHub.Search.Querying;

/// <summary>Says in words how a query was understood.</summary>
internal static class Interpretation
{
    /// <param name="strict">A stricter reading that found nothing; null when there was none.</param>
    public static string Of(ParsedQuery parsed, TranslatedQuery translated, QueryNode? strict)
    {
        var text = new StringBuilder();
        foreach (var direct in translated.Direct.Where(direct => direct.Whole).DistinctBy(direct => direct.Typed, StringComparer.Ordinal))
        {
            text.Append(CultureInfo.InvariantCulture, $"the record with the {Name(direct)} on top; ");
        }
        if (strict is not null)
        {
            text.Append(CultureInfo.InvariantCulture, $"nothing was found for {Describe(strict)}; instead ");
        }
        text.Append(Describe(parsed.Node));
        foreach (var (typed, corrected) in translated.Corrections)
        {
            text.Append(CultureInfo.InvariantCulture, $"; {corrected} instead of {typed}");
        }
        if (translated.Unknown.Count > 0)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"; in no record: {string.Join(", ", translated.Unknown.Distinct(StringComparer.Ordinal))}"
            );
        }
        if (parsed.Cut || translated.IsCut)
        {
            text.Append("; what is beyond the limits of a query was left out");
        }
        return text.ToString();
    }

    private static string Name(DirectTerm direct) =>
        direct.Field switch
        {
            IndexFields.Slug => $"slug {direct.Term}",
            IndexFields.Whole => $"{(WholeText.IsTitle(direct.Term) ? "title" : "name")} {direct.Typed}",
            _ => $"identifier {direct.Term}",
        };

    private static string Describe(QueryNode node) =>
        node switch
        {
            WordNode word => word.Word,
            PhraseNode phrase => $"the phrase “{phrase.Phrase}”",
            PrefixNode prefix => $"words that begin with {prefix.Prefix}",
            IdentifierNode identifier => $"the record with the identifier {identifier.Identifier}",
            YearsNode { From: { } from, To: { } to } => from == to ? $"year {from}" : $"years {from} to {to}",
            YearsNode { From: { } from } => $"years from {from}",
            YearsNode { To: { } to } => $"years to {to}",
            FieldNode { Inner: ClausesNode group } => Describe(group),
            FieldNode field => $"{field.Field.ToString().ToLowerInvariant()}: {Describe(field.Inner)}",
            ClausesNode clauses => Describe(clauses),
            _ => "everything",
        };

    private static string Describe(ClausesNode clauses)
    {
        var parts = new List<string>();
        if (clauses.All.Count > 0)
        {
            parts.Add(clauses.All.Count == 1 ? Inner(clauses.All[0]) : "all of: " + List(clauses.All));
        }
        if (clauses.Any.Count > 0)
        {
            parts.Add(clauses.Any.Count == 1 ? Inner(clauses.Any[0]) : "any of: " + List(clauses.Any));
        }
        if (clauses.None.Count > 0)
        {
            parts.Add((parts.Count == 0 ? "everything but: " : "none of: ") + List(clauses.None));
        }
        return string.Join("; ", parts);
    }

    private static string List(IReadOnlyList<QueryNode> nodes) => string.Join(", ", nodes.Select(Inner));

    private static string Inner(QueryNode node) =>
        node is ClausesNode or FieldNode { Inner: ClausesNode } ? $"({Describe(node)})" : Describe(node);
}
