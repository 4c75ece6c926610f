using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Seeding;

/// <summary>One work and the lines that tell of it.</summary>
/// <param name="Lines">The line that gives most fields first (<see cref="RecordMerger"/> says which).</param>
/// <param name="Authors">From the line whose names are the most trustworthy.</param>
internal sealed record MergedRecord(IReadOnlyList<RecordLine> Lines, IReadOnlyList<RecordAuthor> Authors)
{
    public RecordLine Main => Lines[0];

    /// <summary>The canonical DOI; further DOIs of the lines are <see cref="Identifiers"/>.</summary>
    public string? Doi => Lines.Select(line => line.Doi).FirstOrDefault(doi => doi is not null);
    public int? Year => Lines.Select(line => line.Year ?? line.PublishedOn?.Year).FirstOrDefault(year => year is not null);

    /// <summary>The day, where it is in the year that the record gives.</summary>
    public DateOnly? PublishedOn => Lines.Select(line => line.PublishedOn).FirstOrDefault(day => day is not null && day.Value.Year == Year);

    /// <summary>Every identifier of the work: DOIs, handles, and the local number of each line, which makes loading twice change nothing.</summary>
    public IEnumerable<(IdentifierType Type, string Value)> Identifiers =>
        Lines
            .SelectMany(line =>
                new (IdentifierType, string?)[]
                {
                    (IdentifierType.Local, line.LocalIdentifier),
                    (IdentifierType.Doi, line.Doi),
                    (IdentifierType.Handle, HandleOf(line)),
                }
            )
            .Where(one => one.Item2 is not null)
            .Select(one => (one.Item1, one.Item2!))
            .Distinct();

    private static string? HandleOf(RecordLine line) =>
        string.Equals(line.Source, "worldbank-okr", StringComparison.Ordinal) && Handle.TryParse(line.SourceId, out var handle)
            ? handle.Value
            : null;
}

/// <summary>Two works of one title that are not the same: the first is the later form of the second.</summary>
internal sealed record RelatedRecords(MergedRecord Later, MergedRecord Earlier, RelationType Type);
