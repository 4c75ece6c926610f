using Lucene.Net.Queries;
using Lucene.Net.Search;
using Lucene.Net.Util;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Documents;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Querying;

/// <summary>Makes queries of conditions on fields, and of beginnings of words, in a field or anywhere.</summary>
internal sealed class FieldTranslator(IndexSnapshot snapshot, PhraseTranslator phrases, WordCache cache, TranslationNotes notes)
{
    private readonly FieldConditions conditions = new(snapshot, cache);

    public Query Years(YearsNode years) => conditions.Years(years);

    /// <summary>Words anywhere that begin so.</summary>
    public Query Beginning(string prefix) =>
        Beginning(prefix, IndexFields.Word, folded => PrefixWords.Find(snapshot.Reader, IndexFields.Word, folded, notes));

    public Query Condition(FieldNode node)
    {
        var text = node.Inner switch
        {
            WordNode word => word.Word,
            PhraseNode phrase => phrase.Phrase,
            PrefixNode prefix => prefix.Prefix,
            _ => "",
        };
        switch (node.Field)
        {
            case QueryField.Type:
                return conditions.Type(text, node.Inner is PrefixNode);
            case QueryField.Topic or QueryField.Place or QueryField.Title when node.Inner is PrefixNode:
                var field = FieldOf(node.Field);
                return Beginning(text, field, folded => Stems(field, folded));
            case QueryField.Topic:
                text = conditions.Names(node.Field, text) ? text : phrases.Corrected(text, IndexFields.Concepts);
                return Queries.Either([conditions.Topic(text), phrases.Phrase(text, IndexFields.Concepts)]);
            case QueryField.Place:
                text = conditions.Names(node.Field, text) ? text : phrases.Corrected(text, IndexFields.Places);
                return Queries.Either([conditions.Place(text), phrases.Phrase(text, IndexFields.Places)]);
            case QueryField.Title:
                return phrases.Phrase(text, IndexFields.Title);
            default:
                return node.Inner is PrefixNode ? Beginning(text, IndexFields.People, Names) : phrases.Name(text);
        }
    }

    /// <summary>The field of the index in which words of titles, and of the names of topics and places stand.</summary>
    public static string FieldOf(QueryField field) =>
        field switch
        {
            QueryField.Topic => IndexFields.Concepts,
            QueryField.Place => IndexFields.Places,
            _ => IndexFields.Title,
        };

    private Query Beginning(string prefix, string field, Func<string, List<BytesRef>> find)
    {
        var folded = TextFolding.Fold(prefix);
        notes.Sought.Add(new SoughtTerm(folded, prefix + "*", null, IsPrefix: true, 1f) { Field = SoughtTerm.Shown(field) });
        var words = find(folded);
        return words.Count == 0 ? Queries.Nothing() : new ConstantScoreQuery(new TermsFilter(field, words));
    }

    /// <summary>Names are whole words in the index.</summary>
    private List<BytesRef> Names(string folded) =>
        folded.Length == 0 ? [] : PrefixWords.Find(snapshot.Reader, IndexFields.People, WordTerms.OtherMark + folded, notes);

    /// <summary>Other fields have stems in the index: those of the words that begin so.</summary>
    private List<BytesRef> Stems(string field, string folded) =>
        [
            .. PrefixWords
                .Find(snapshot.Reader, IndexFields.Word, folded, notes)
                .SelectMany(word => snapshot.Terms.Existing(field, TypedWords.AllTerms(cache[word.Utf8ToString()])))
                .Distinct(StringComparer.Ordinal)
                .Select(term => new BytesRef(term)),
        ];
}
