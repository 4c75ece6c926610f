using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Vocabularies.Reading;

/// <summary>Reads of concepts and places; each method is one SQL statement.</summary>
public sealed class VocabularyQueries(ReadDatabase database)
{
    private static readonly PageSql<ConceptRow> Concepts = new(
        ConceptRow.Columns,
        ConceptRow.ColumnCount,
        "from concepts k",
        "k",
        ConceptRow.Read
    );

    private static readonly OrderTerm[] SchemeOrder =
    [
        new(new OrderField("position", "The scheme's own order.", "{t}.position", OrderKeyType.Int), Descending: false),
    ];

    /// <summary>The concepts of a scheme, in the scheme's own order.</summary>
    public ListQuery<ConceptRow> OfScheme(ConceptScheme scheme, FilterCondition? where) =>
        new(database, Concepts, sql => [$"k.scheme = {sql.Value(ConstantCase.Of(scheme))}"], where, SchemeOrder);

    /// <summary>The concepts of all schemes.</summary>
    public Task<List<ConceptRow>> AllConceptsAsync(CancellationToken cancellationToken) =>
        database.ListAsync($"select {ConceptRow.Columns} from concepts k order by k.id", [], ConceptRow.Read, cancellationToken);

    /// <summary>Every place.</summary>
    public Task<List<PlaceRow>> AllPlacesAsync(CancellationToken cancellationToken) =>
        database.ListAsync($"select {PlaceRow.Columns} from places l order by l.id", [], PlaceRow.Read, cancellationToken);

    /// <summary>Concepts by key.</summary>
    public async Task<IReadOnlyDictionary<long, ConceptRow>> ConceptsByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {ConceptRow.Columns} from concepts k where k.id = any($1)",
                [ids],
                ConceptRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>Concepts by scheme and notation.</summary>
    public async Task<IReadOnlyDictionary<(ConceptScheme Scheme, string Notation), ConceptRow>> ConceptsByNotationAsync(
        IReadOnlyList<(ConceptScheme Scheme, string Notation)> keys,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"""
                select {ConceptRow.Columns} from unnest($1, $2) as wanted(scheme, notation)
                join concepts k on k.scheme = wanted.scheme and k.notation = wanted.notation
                """,
                [keys.Select(key => ConstantCase.Of(key.Scheme)).ToArray(), keys.Select(key => key.Notation).ToArray()],
                ConceptRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => (row.Scheme, row.Notation));

    /// <summary>Narrower concepts, one step down, by broader concept, in the scheme's own order.</summary>
    public async Task<ILookup<long, ConceptRow>> NarrowerAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {ConceptRow.Columns} from concepts k where k.broader_id = any($1) order by k.broader_id, k.position, k.id",
                [ids],
                ConceptRow.Read,
                cancellationToken
            )
        ).ToLookup(row => row.BroaderId!.Value);

    /// <summary>Concepts of outputs, by scheme, then in the scheme's order.</summary>
    public async Task<ILookup<long, ConceptRow>> OfOutputsAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ConceptRow.Columns}, a.output_id from output_concepts a join concepts k on k.id = a.concept_id
                where a.output_id = any($1) order by a.output_id, k.scheme, k.position, k.id
                """,
                [outputs],
                reader => (Output: reader.GetInt64(ConceptRow.ColumnCount), Row: ConceptRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Output, row => row.Row);

    /// <summary>Concepts that researchers know about.</summary>
    public async Task<ILookup<long, ConceptRow>> OfResearchersAsync(long[] researchers, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ConceptRow.Columns}, a.researcher_id from researcher_expertise a join concepts k on k.id = a.concept_id
                where a.researcher_id = any($1) order by a.researcher_id, k.scheme, k.position, k.id
                """,
                [researchers],
                reader => (Researcher: reader.GetInt64(ConceptRow.ColumnCount), Row: ConceptRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Researcher, row => row.Row);

    /// <summary>Concepts of other schemes that stand for the same, by concept.</summary>
    public async Task<ILookup<long, ConceptRow>> MappedAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ConceptRow.Columns}, m.from_id from concept_mappings m join concepts k on k.id = m.to_id
                where m.from_id = any($1) order by m.from_id, k.scheme, k.position, k.id
                """,
                [ids],
                reader => (From: reader.GetInt64(ConceptRow.ColumnCount), Row: ConceptRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.From, row => row.Row);

    /// <summary>Places of outputs, in the order assigned.</summary>
    public async Task<ILookup<long, PlaceRow>> PlacesOfOutputsAsync(long[] outputs, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select a.output_id, {PlaceRow.Columns} from output_places a join places l on l.id = a.place_id
                where a.output_id = any($1) order by a.output_id, a.position, l.id
                """,
                [outputs],
                reader => (Output: reader.GetInt64(0), Row: PlaceRow.Read(reader, 1)),
                cancellationToken
            )
        ).ToLookup(row => row.Output, row => row.Row);

    /// <summary>Places by key.</summary>
    public async Task<IReadOnlyDictionary<long, PlaceRow>> PlacesByIdAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {PlaceRow.Columns} from places l where l.id = any($1)",
                [ids],
                PlaceRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>Places by code.</summary>
    public async Task<IReadOnlyDictionary<string, PlaceRow>> PlacesByCodeAsync(string[] codes, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {PlaceRow.Columns} from places l where l.code = any($1)",
                [codes],
                PlaceRow.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.Code, StringComparer.Ordinal);
}
