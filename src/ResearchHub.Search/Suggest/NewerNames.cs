using System.Collections.Concurrent;
using ResearchHub.Core.Events;

namespace ResearchHub.Search.Suggest;

/// <summary>
/// What records have been called since the suggester was built, none for those that are gone: what went away, or was renamed, must not be suggested for
/// minutes more, while what is new may wait for the next suggester. Thread-safe.
/// </summary>
internal sealed class NewerNames
{
    private readonly ConcurrentDictionary<long, (FeedPosition Position, string[] Names)> changed = new();

    /// <summary>From now on a record has these names, or is gone.</summary>
    public void Note(long id, FeedPosition position, params string[] names) => changed[id] = (position, names);

    /// <summary>Those of changes after a position: what a suggester over the index at that position does not know.</summary>
    public NewerNames After(FeedPosition position)
    {
        var later = new NewerNames();
        foreach (var (id, one) in changed)
        {
            if (one.Position > position)
            {
                later.changed[id] = one;
            }
        }
        return later;
    }

    /// <summary>Whether a completion is still the name of its record.</summary>
    public bool Allow(SuggestMatch match) =>
        match.Id is not { } id || !changed.TryGetValue(id, out var now) || now.Names.Contains(match.Entry.Text, StringComparer.Ordinal);
}
