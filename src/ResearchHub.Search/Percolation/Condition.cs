namespace ResearchHub.Search.Percolation;

/// <summary>A compiled part of a stored query.</summary>
internal abstract class Condition
{
    public abstract bool Holds(RecordView record);

    /// <summary>
    /// Terms of which a record must have at least one for this to hold; null when there are no such terms. Of several sets the one that
    /// <paramref name="cost"/> finds cheapest.
    /// </summary>
    public virtual IReadOnlyList<int>? Guard(Func<int, int> cost) => null;
}

/// <summary>Holds for records with any of these terms.</summary>
internal sealed class AnyTerm(int[] terms) : Condition
{
    public override bool Holds(RecordView record)
    {
        foreach (var term in terms)
        {
            if (record.Has(term))
            {
                return true;
            }
        }
        return false;
    }

    public override IReadOnlyList<int> Guard(Func<int, int> cost) => terms;
}

/// <summary>Holds for records with these terms at these distances from the first.</summary>
internal sealed class Phrase((int Term, int Offset)[] parts) : Condition
{
    public override bool Holds(RecordView record)
    {
        foreach (var (term, _) in parts)
        {
            if (!record.Has(term))
            {
                return false;
            }
        }
        foreach (var start in record.Positions(parts[0].Term))
        {
            if (IsAt(record, start - parts[0].Offset))
            {
                return true;
            }
        }
        return false;
    }

    public override IReadOnlyList<int> Guard(Func<int, int> cost) => [parts.MinBy(part => cost(part.Term)).Term];

    private bool IsAt(RecordView record, int start)
    {
        foreach (var (term, offset) in parts)
        {
            if (record.Positions(term).BinarySearch(start + offset) < 0)
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>Holds for records with a word that begins so.</summary>
internal sealed class WordPrefix(string prefix, int? guard) : Condition
{
    public override bool Holds(RecordView record) => record.HasWordFrom(prefix);

    public override IReadOnlyList<int>? Guard(Func<int, int> cost) => guard is { } term ? [term] : null;
}

/// <summary>Holds for records of these years; both ends are in.</summary>
internal sealed class Years(int from, int to) : Condition
{
    public override bool Holds(RecordView record) => record.Year is { } year && year >= from && year <= to;
}

/// <summary>Holds for records published between these days; both are in.</summary>
internal sealed class Days(DateOnly from, DateOnly to) : Condition
{
    public override bool Holds(RecordView record) => record.PublishedOn is { } day && day >= from && day <= to;
}

internal sealed class Always : Condition
{
    public override bool Holds(RecordView record) => true;
}

internal sealed class All(IReadOnlyList<Condition> parts) : Condition
{
    private readonly Condition[] _parts = [.. parts];

    public override bool Holds(RecordView record)
    {
        foreach (var part in _parts)
        {
            if (!part.Holds(record))
            {
                return false;
            }
        }
        return true;
    }

    public override IReadOnlyList<int>? Guard(Func<int, int> cost) =>
        _parts.Select(part => part.Guard(cost)).OfType<IReadOnlyList<int>>().MinBy(terms => terms.Sum(term => (long)cost(term)));
}

/// <summary>Holds when any part does; never when there is none.</summary>
internal sealed class Any(IReadOnlyList<Condition> parts) : Condition
{
    private readonly Condition[] _parts = [.. parts];

    public override bool Holds(RecordView record)
    {
        foreach (var part in _parts)
        {
            if (part.Holds(record))
            {
                return true;
            }
        }
        return false;
    }

    public override IReadOnlyList<int>? Guard(Func<int, int> cost)
    {
        var guards = Array.ConvertAll(_parts, part => part.Guard(cost));
        return Array.Exists(guards, guard => guard is null) ? null : [.. guards.SelectMany(guard => guard!).Distinct()];
    }
}

internal sealed class Not(Condition part) : Condition
{
    public override bool Holds(RecordView record) => !part.Holds(record);
}
