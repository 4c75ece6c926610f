using System.Globalization;
using System.Text;
using Lucene.Net.Documents;
using Lucene.Net.Index;
using Lucene.Net.Util;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Search;
using ResearchHub.Search.Analysis;
using ResearchHub.Search.Facets;

namespace ResearchHub.Search.Documents;

/// <summary>
/// Turns records into the parts of the index: terms, columns, stored text. Everything is used again for the next record, so that one
/// instance serves one thread.
/// </summary>
internal sealed class DocumentBuilder
{
    private const int TextGap = 100;
    private const int MostValues = 100_000;
    private static readonly FacetField[] Facets = Enum.GetValues<FacetField>();

    private readonly WordCache cache = new();
    private readonly Dictionary<string, IndexTerm> values = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexTerm> steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, IndexTerm> initials = new(StringComparer.Ordinal);
    private readonly List<IIndexableField> fields = [];
    private readonly TermField all = new(IndexFields.All, IndexFields.Scored);
    private readonly TermField title = new(IndexFields.Title, IndexFields.Positions);
    private readonly TermField people = new(IndexFields.People, IndexFields.Positions);
    private readonly TermField concepts = new(IndexFields.Concepts, IndexFields.Positions);
    private readonly TermField places = new(IndexFields.Places, IndexFields.Positions);
    private readonly TermField text = new(IndexFields.Text, IndexFields.Scored);
    private readonly TermField word = new(IndexFields.Word, IndexFields.Only);
    private readonly TermField id = new(IndexFields.Id, IndexFields.Only);
    private readonly TermField slug = new(IndexFields.Slug, IndexFields.Only);
    private readonly TermField identifier = new(IndexFields.Identifier, IndexFields.Only);
    private readonly TermField whole = new(IndexFields.Whole, IndexFields.Only);
    private readonly TermField[] facets = Array.ConvertAll(Facets, field => new TermField(FacetValues.TermField(field), IndexFields.Only));
    private readonly FacetColumnField[] paths = Array.ConvertAll(Facets, field => new FacetColumnField(FacetValues.ColumnField(field)));
    private readonly NumericDocValuesField idColumn = new(IndexFields.Id, 0);
    private readonly NumericDocValuesField date = new(IndexFields.Date, 0);
    private readonly NumericDocValuesField year = new(IndexFields.Year, 0);
    private readonly NumericDocValuesField citations = new(IndexFields.Citations, 0);
    private readonly BinaryDocValuesField collation = new(IndexFields.Collation, new BytesRef());
    private readonly BinaryDocValuesField names = new(IndexFields.Names, new BytesRef());
    private readonly StoredField stored = new(IndexFields.Stored, new BytesRef());
    private readonly MemoryStream storedBytes = new();
    private readonly BinaryWriter storedWriter;
    private int records;

    public DocumentBuilder()
    {
        Terms = [all, title, people, concepts, places, text, word, id, slug, identifier, whole, .. facets];
        Numbers = [idColumn, date, year, citations];
        Bytes = [collation, names];
        storedWriter = new BinaryWriter(storedBytes, Encoding.UTF8);
    }

    /// <summary>The indexed fields. Those before <see cref="Words"/> share their terms.</summary>
    public IReadOnlyList<TermField> Terms { get; }

    /// <summary>Place of the field of plain words in <see cref="Terms"/>.</summary>
    public static int Words => 6;
    public IReadOnlyList<NumericDocValuesField> Numbers { get; }
    public IReadOnlyList<BinaryDocValuesField> Bytes { get; }
    public IReadOnlyList<FacetColumnField> Paths => paths;
    public StoredField Stored => stored;

    /// <summary>What a record is called, each name on one line.</summary>
    public static IEnumerable<string> NamesOf(SearchDocument record) => record.Titles.Select(each => each.Text.ReplaceLineEndings(" "));

    /// <summary>Reads a record; all properties are about it until the next call.</summary>
    public void Read(SearchDocument record)
    {
        foreach (var each in paths)
        {
            each.Clear();
        }
        ReadTerms(record, withPaths: true);
        SetColumns(record);
        storedBytes.SetLength(0);
        StoredText.Write(storedWriter, record);
        stored.SetBytesValue(new BytesRef(storedBytes.GetBuffer(), 0, (int)storedBytes.Length));
    }

    /// <summary>Reads the terms of a record alone: <see cref="Terms"/> are about it until the next call.</summary>
    public void ReadTerms(SearchDocument record) => ReadTerms(record, withPaths: false);

    /// <summary>The fields of a record for Lucene's own writer, valid until the next call.</summary>
    public IReadOnlyList<IIndexableField> Build(SearchDocument record)
    {
        Read(record);
        fields.Clear();
        foreach (var each in Terms)
        {
            if (each == all || each.Stream.Count > 0)
            {
                fields.Add(each.Field);
            }
        }
        foreach (var each in paths)
        {
            each.AddTo(fields);
        }
        fields.AddRange(Numbers);
        fields.AddRange(Bytes);
        fields.Add(stored);
        return fields;
    }

    private void ReadTerms(SearchDocument record, bool withPaths)
    {
        records++;
        foreach (var each in Terms)
        {
            each.Stream.Clear();
        }
        Analyse(record);
        AddIdentifiers(record);
        foreach (var (field, term, path) in FacetValues.Of(record))
        {
            facets[(int)field].Stream.Add(Shared(values, term));
            if (withPaths && path is not null)
            {
                paths[(int)field].Add(Shared(steps, path));
            }
        }
    }

    private void Analyse(SearchDocument record)
    {
        foreach (var localized in record.Titles)
        {
            var from = all.Stream.Count;
            Add(
                localized.Text,
                StoredText.LanguageOfTitle(record.Kind, localized),
                all.Stream,
                title.Stream,
                withInitials: record.Kind == RecordKind.Researcher
            );
            // An organisation is nothing but its names: counted twice they would be ahead of works on what it is called after.
            if (record.Kind != RecordKind.Organization)
            {
                all.Stream.Repeat(from, all.Stream.Count - from, TextGap);
            }
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
    }

    private void Add(LocalizedText localized, TermField first, TermField? second) =>
        Add(localized.Text, LanguageDetector.Of(localized), first.Stream, second?.Stream);

    /// <summary>Names are not stemmed and belong to no language.</summary>
    private void AddName(string name) => Add(name, TextLanguage.Other, all.Stream, people.Stream, withInitials: true);

    private void Add(string value, TextLanguage language, TermStream first, TermStream? second, bool withInitials = false)
    {
        first.Skip(TextGap);
        second?.Skip(TextGap);
        var each = new WordEnumerator(value);
        while (each.MoveNext())
        {
            var met = cache[each.Word];
            if (met.Mark != records && !met.IsEmpty)
            {
                met.Mark = records;
                word.Stream.Add(met.Plain);
            }
            if (met.TermIn(language) is { } term)
            {
                first.Add(term);
                second?.Add(term);
                if (withInitials && second is not null)
                {
                    second.AddBeside(Shared(initials, WordTerms.InitialOf(met.Folded)));
                }
            }
            else
            {
                first.Skip(1);
                second?.Skip(1);
            }
        }
    }

    private void AddIdentifiers(SearchDocument record)
    {
        id.Stream.Add(new IndexTerm(record.Id.ToString(CultureInfo.InvariantCulture)));
        slug.Stream.Add(new IndexTerm(record.Slug.ToLowerInvariant()));
        foreach (var each in record.Identifiers)
        {
            identifier.Stream.Add(new IndexTerm(each.ToLowerInvariant()));
        }
        var isName = record.Kind is RecordKind.Researcher or RecordKind.Organization;
        foreach (var name in record.Titles)
        {
            if ((isName ? WholeText.OfName(name.Text, cache) : WholeText.OfTitle(name.Text, cache)) is { } term)
            {
                whole.Stream.Add(new IndexTerm(term));
            }
        }
    }

    private void SetColumns(SearchDocument record)
    {
        var name = record.Titles.Count > 0 ? record.Titles[0].Text : record.Slug;
        idColumn.SetInt64Value(record.Id);
        var day = record.PublishedOn?.DayNumber ?? -1;
        date.SetInt64Value(day);
        year.SetInt64Value(record.Year ?? record.PublishedOn?.Year ?? -1);
        citations.SetInt64Value(CitedThenNew.Of(record.Citations, day));
        collation.SetBytesValue(TitleCollation.Key(name));
        names.SetBytesValue(Encoding.UTF8.GetBytes(string.Join('\n', NamesOf(record))));
    }

    /// <summary>The term of a value of a facet: many records share few.</summary>
    private static IndexTerm Shared(Dictionary<string, IndexTerm> known, string value)
    {
        if (!known.TryGetValue(value, out var term))
        {
            if (known.Count >= MostValues)
            {
                known.Clear();
            }
            known[value] = term = new IndexTerm(value);
        }
        return term;
    }
}
