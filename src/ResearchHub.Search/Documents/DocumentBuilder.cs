using System.Globalization;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Util;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Facets;

namespace ResearchHub.Search.Documents;

/// <summary>Turns records into Lucene documents. Buffers are used again, so that one instance serves one thread.</summary>
internal sealed class DocumentBuilder
{
    private const int TextGap = 100;
    private readonly WordCache cache = new();
    private readonly HashSet<string> words = new(StringComparer.Ordinal);
    private readonly TermStream all = new();
    private readonly TermStream title = new();
    private readonly TermStream people = new();
    private readonly TermStream concepts = new();
    private readonly TermStream places = new();
    private readonly TermStream text = new();
    private readonly TermStream word = new();

    /// <summary>The document of a record, valid until the next call.</summary>
    public Document Build(SearchDocument record)
    {
        Analyse(record);
        var document = new Document();
        AddText(document);
        AddIdentifiers(document, record);
        AddColumns(document, record);
        foreach (var (field, term, path) in FacetValues.Of(record))
        {
            document.Add(new StringField(FacetValues.TermField(field), term, Field.Store.NO));
            document.Add(new SortedSetDocValuesField(FacetValues.ColumnField(field), new BytesRef(path)));
        }
        document.Add(new StoredField(IndexFields.Stored, StoredText.Write(record)));
        return document;
    }

    private void Analyse(SearchDocument record)
    {
        foreach (var stream in (TermStream[])[all, title, people, concepts, places, text, word])
        {
            stream.Clear();
        }
        words.Clear();
        foreach (var localized in record.Titles)
        {
            var from = all.Count;
            Add(localized, all, title);
            all.Repeat(from, all.Count - from, TextGap);
        }
        foreach (var localized in record.Abstracts)
        {
            Add(localized, all, null);
        }
        foreach (var name in record.Contributors.Concat(record.Funders))
        {
            AddName(name.Name);
        }
        foreach (var label in record.Concepts.SelectMany(concept => concept.Labels))
        {
            Add(label, all, concepts);
        }
        foreach (var label in record.Places.SelectMany(place => place.Labels))
        {
            Add(label, all, places);
        }
        if (record.Text is not null)
        {
            Add(new LocalizedText("und", record.Text), text, null);
        }
        foreach (var each in words)
        {
            word.Add(each);
        }
    }

    private void Add(LocalizedText localized, TermStream first, TermStream? second) =>
        Add(localized.Text, LanguageDetector.Of(localized), first, second);

    /// <summary>Names are not stemmed and belong to no language.</summary>
    private void AddName(string name) => Add(name, TextLanguage.Other, all, people);

    private void Add(string value, TextLanguage language, TermStream first, TermStream? second)
    {
        first.Skip(TextGap);
        second?.Skip(TextGap);
        var each = new WordEnumerator(value);
        while (each.MoveNext())
        {
            var terms = cache[each.Word];
            if (terms.Folded.Length > 0)
            {
                words.Add(terms.Folded);
            }
            if (terms.In(language) is { } term)
            {
                first.Add(term);
                second?.Add(term);
            }
            else
            {
                first.Skip(1);
                second?.Skip(1);
            }
        }
    }

    private void AddText(Document document)
    {
        document.Add(new Field(IndexFields.All, all, IndexFields.Scored));
        AddIfAny(document, IndexFields.Title, title);
        AddIfAny(document, IndexFields.People, people);
        AddIfAny(document, IndexFields.Concepts, concepts);
        AddIfAny(document, IndexFields.Places, places);
        if (text.Count > 0)
        {
            document.Add(new Field(IndexFields.Text, text, IndexFields.Scored));
        }
        if (word.Count > 0)
        {
            document.Add(new Field(IndexFields.Word, word, IndexFields.Only));
        }
    }

    private static void AddIfAny(Document document, string field, TermStream stream)
    {
        if (stream.Count > 0)
        {
            document.Add(new Field(field, stream, IndexFields.Positions));
        }
    }

    private static void AddIdentifiers(Document document, SearchDocument record)
    {
        document.Add(new StringField(IndexFields.Id, record.Id.ToString(CultureInfo.InvariantCulture), Field.Store.NO));
        document.Add(new StringField(IndexFields.Slug, record.Slug.ToLowerInvariant(), Field.Store.NO));
        foreach (var identifier in record.Identifiers)
        {
            document.Add(new StringField(IndexFields.Identifier, identifier.ToLowerInvariant(), Field.Store.NO));
        }
    }

    private static void AddColumns(Document document, SearchDocument record)
    {
        var name = record.Titles.Count > 0 ? record.Titles[0].Text : record.Slug;
        document.Add(new NumericDocValuesField(IndexFields.Id, record.Id));
        document.Add(new NumericDocValuesField(IndexFields.Date, record.PublishedOn?.DayNumber ?? -1));
        document.Add(new NumericDocValuesField(IndexFields.Year, record.Year ?? record.PublishedOn?.Year ?? -1));
        document.Add(new NumericDocValuesField(IndexFields.Citations, record.Citations));
        document.Add(new BinaryDocValuesField(IndexFields.Collation, new BytesRef(TitleCollation.Key(name))));
        var names = string.Join('\n', record.Titles.Select(each => each.Text.ReplaceLineEndings(" ")));
        document.Add(new BinaryDocValuesField(IndexFields.Names, new BytesRef(Encoding.UTF8.GetBytes(names))));
    }
}
