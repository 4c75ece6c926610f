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

    /// <summary>A signal without which this cannot hold, the one that <paramref name="cost"/> finds cheapest; null when none is known.</summary>
    public virtual int? Needed(Func<int, long> cost) => null;
}

/// <summary>Holds for records with a signal.</summary>
internal sealed class Signalled(int signal) : Condition
{
    private readonly Guard[] _guards = [new Guard(signal, Guard.None)];

    public override bool Holds(RecordView record) => record.HasSignal(signal);

    public override IReadOnlyList<Guard> Guards(Func<int, long> cost) => _guards;

    public override int? Needed(Func<int, long> cost) => signal;
}

/// <summary>Holds for records with these terms at these distances from the first.</summary>
/// <param name="signals">A signal for each of the terms.</param>
/// <param name="slop">By how much the distances may differ.</param>
internal sealed class Phrase((int Term, int Offset)[] parts, int[] signals, int slop = 0) : Condition
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
        // Any of the terms may be the one that stands earliest by its distance.
        foreach (var (term, offset) in parts.AsSpan(0, slop == 0 ? 1 : parts.Length))
        {
            foreach (var position in record.Positions(term))
            {
                if (IsFrom(record, position - offset))
                {
                    return true;
                }
            }
        }
        return false;
    }

    public override IReadOnlyList<Guard> Guards(Func<int, long> cost)
    {
        var rarest = signals.Distinct().OrderBy(cost).Take(2).ToArray();
        return [new Guard(rarest[0], rarest.Length > 1 ? rarest[1] : Guard.None)];
    }

    public override int? Needed(Func<int, long> cost) => signals.MinBy(cost);

    private bool IsFrom(RecordView record, int start)
    {
        foreach (var (term, offset) in parts)
        {
            var positions = record.Positions(term);
            var at = positions.BinarySearch(start + offset);
            if (at < 0 && (~at == positions.Count || positions[~at] > start + offset + slop))
            {
                return false;
            }
        }
        return true;
    }
}

/// <summary>Holds for records with a word that begins so.</summary>
/// <param name="field">Where it must stand; null for anywhere.</param>
internal sealed class WordPrefix(string prefix, int? guard, string? field) : Condition
{
    public override bool Holds(RecordView record) => record.HasWordFrom(prefix) && (field is null || record.HasWordFrom(prefix, field));

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
        var (chosen, set) = _parts
            .Select(part => (Part: part, Set: part.Guards(cost)))
            .Where(one => one.Set is not null)
            .OrderBy(one => one.Set!.Sum(guard => cost(guard.Signal)))
            .FirstOrDefault();
        if (set is null)
        {
            return null;
        }
        // What else must hold in any case: the rarest signal of the other parts.
        var also = Rarest(_parts.Where(part => part != chosen), cost) ?? Guard.None;
        return [.. set.Select(guard => guard.Also == Guard.None && guard.Signal != also ? guard with { Also = also } : guard)];
    }

    public override int? Needed(Func<int, long> cost) => Rarest(_parts, cost);

    private static int? Rarest(IEnumerable<Condition> parts, Func<int, long> cost)
    {
        var signals = parts.Select(part => part.Needed(cost)).OfType<int>().ToArray();
        return signals.Length == 0 ? null : signals.MinBy(cost);
    }
}

/// <summary>Holds when any part does; never when there is none.</summary>
/// <param name="needed">A signal that each part needs; null when none is known.</param>
internal sealed class Any(IReadOnlyList<Condition> parts, int? needed = null) : Condition
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

    public override int? Needed(Func<int, long> cost) => needed ?? (_parts is [var only] ? only.Needed(cost) : null);
}

internal sealed class Not(Condition part) : Condition
{
    public override bool Holds(RecordView record) => !part.Holds(record);
}
