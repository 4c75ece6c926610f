namespace ResearchHub.Search.Percolation;

/// <summary>A signal without which a condition cannot hold.</summary>
/// <param name="Also">Another that it needs too; <see cref="None"/> when there is no other.</param>
internal readonly record struct Guard(int Signal, int Also)
{
    public const int None = -1;
}

/// <summary>A compiled part of a stored query.</summary>
internal abstract class Condition
{
    public abstract bool Holds(RecordView record);

    /// <summary>
    /// Guards of which a record must pass at least one for this to hold; null when there are none. Of several sets the one that
    /// <paramref name="cost"/> finds cheapest.
    /// </summary>
    public virtual IReadOnlyList<Guard>? Guards(Func<int, long> cost) => null;
}

/// <summary>Holds for records with a signal.</summary>
internal sealed class Signalled(int signal) : Condition
{
    private readonly Guard[] _guards = [new Guard(signal, Guard.None)];

    public override bool Holds(RecordView record) => record.HasSignal(signal);

    public override IReadOnlyList<Guard> Guards(Func<int, long> cost) => _guards;
}

/// <summary>Holds for records with these terms at these distances from the first.</summary>
/// <param name="signals">A signal for each of the terms.</param>
internal sealed class Phrase((int Term, int Offset)[] parts, int[] signals) : Condition
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

    public override IReadOnlyList<Guard> Guards(Func<int, long> cost)
    {
        var rarest = signals.Distinct().OrderBy(cost).Take(2).ToArray();
        return [new Guard(rarest[0], rarest.Length > 1 ? rarest[1] : Guard.None)];
    }

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

    public override IReadOnlyList<Guard>? Guards(Func<int, long> cost) => guard is { } signal ? [new Guard(signal, Guard.None)] : null;
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

    public override IReadOnlyList<Guard>? Guards(Func<int, long> cost)
    {
        var sets = _parts
            .Select(part => part.Guards(cost))
            .OfType<IReadOnlyList<Guard>>()
            .OrderBy(set => set.Sum(guard => cost(guard.Signal)))
            .ToArray();
        if (sets.Length == 0)
        {
            return null;
        }
        // What else must hold in any case: the rarest signal of the other parts.
        var also = sets.Skip(1).Where(set => set.Count == 1).Select(set => (int?)set[0].Signal).FirstOrDefault() ?? Guard.None;
        return [.. sets[0].Select(guard => guard.Also == Guard.None && guard.Signal != also ? guard with { Also = also } : guard)];
    }
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

    public override IReadOnlyList<Guard>? Guards(Func<int, long> cost)
    {
        var sets = Array.ConvertAll(_parts, part => part.Guards(cost));
        return Array.Exists(sets, set => set is null) ? null : [.. sets.SelectMany(set => set!).Distinct()];
    }
}

internal sealed class Not(Condition part) : Condition
{
    public override bool Holds(RecordView record) => !part.Holds(record);
}
