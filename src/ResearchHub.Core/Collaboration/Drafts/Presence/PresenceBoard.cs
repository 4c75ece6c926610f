using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts.Presence;

/// <summary>Who has the drafts open that somebody of this process has open: read for all of them at once, by one reader.</summary>
public sealed class PresenceBoard(ReadDatabase database)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<long, Draft> _open = [];

    /// <summary>Channel that wakes the reader.</summary>
    public static string Channel => "draft_presences";

    /// <summary>Begins to watch a draft, until what this gives is disposed of.</summary>
    public PresenceWatch Watch(long output)
    {
        lock (_gate)
        {
            var draft = _open.TryGetValue(output, out var known) ? known : _open[output] = new Draft();
            draft.Watchers++;
            return new PresenceWatch(this, output, draft);
        }
    }

    /// <summary>Reads who is there; called by the one reader of this process. One statement, none when nobody watches.</summary>
    public async Task ReadAsync(CancellationToken cancellationToken)
    {
        long[] outputs;
        lock (_gate)
        {
            outputs = [.. _open.Keys];
        }
        if (outputs.Length == 0)
        {
            return;
        }
        var people = await database.ListAsync(
            $"""
            select {PresentPerson.Columns} from draft_presences p left join users u on u.id = p.user_id
            where p.output_id = any($1) and p.expires_at > now() order by p.opened_at, p.id
            """,
            [outputs],
            PresentPerson.Read,
            cancellationToken
        );
        var byOutput = people.ToLookup(one => one.OutputId);
        var news = new List<TaskCompletionSource>();
        lock (_gate)
        {
            foreach (var output in outputs)
            {
                if (_open.TryGetValue(output, out var draft) && draft.Shows([.. byOutput[output]]) is { } source)
                {
                    news.Add(source);
                }
            }
        }
        news.ForEach(source => source.SetResult());
    }

    /// <summary>Those present, once they are others than these.</summary>
    internal async Task<IReadOnlyList<PresentPerson>> NextAsync(
        Draft draft,
        IReadOnlyList<PresentPerson>? known,
        CancellationToken cancellationToken
    )
    {
        while (true)
        {
            Task news;
            lock (_gate)
            {
                if (draft.Present is { } present && !ReferenceEquals(present, known))
                {
                    return present;
                }
                news = draft.News.Task;
            }
            await news.WaitAsync(cancellationToken);
        }
    }

    internal void Forget(long output)
    {
        lock (_gate)
        {
            if (--_open[output].Watchers == 0)
            {
                _open.Remove(output);
            }
        }
    }

    /// <summary>What is known of a draft.</summary>
    internal sealed class Draft
    {
        public int Watchers { get; set; }

        /// <summary>Null until it was read for the first time.</summary>
        public IReadOnlyList<PresentPerson>? Present { get; private set; }

        public TaskCompletionSource News { get; private set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        /// <returns>What to complete; null when they are the same as before.</returns>
        public TaskCompletionSource? Shows(PresentPerson[] people)
        {
            if (Present is { } before && before.SequenceEqual(people))
            {
                return null;
            }
            Present = people;
            var news = News;
            News = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            return news;
        }
    }
}

/// <summary>One watcher of a draft.</summary>
public sealed class PresenceWatch : IDisposable
{
    private readonly PresenceBoard _board;
    private readonly PresenceBoard.Draft _draft;
    private readonly long _output;

    internal PresenceWatch(PresenceBoard board, long output, PresenceBoard.Draft draft) =>
        (_board, _output, _draft) = (board, output, draft);

    /// <inheritdoc cref="PresenceBoard.NextAsync"/>
    public Task<IReadOnlyList<PresentPerson>> NextAsync(IReadOnlyList<PresentPerson>? known, CancellationToken cancellationToken) =>
        _board.NextAsync(_draft, known, cancellationToken);

    /// <summary>To be called once.</summary>
    public void Dispose() => _board.Forget(_output);
}
