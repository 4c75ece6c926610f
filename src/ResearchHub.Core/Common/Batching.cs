namespace ResearchHub.Core.Common;

/// <summary>
/// Answers questions that come from many sides with one statement for all that wait. Nobody waits for company: while one batch is read,
/// the next gathers. What is read began after it was asked for.
/// </summary>
/// <param name="load">Answers for the keys that have one.</param>
internal sealed class Batching<TKey, TValue>(Func<TKey[], Task<IReadOnlyDictionary<TKey, TValue>>> load)
    where TKey : notnull
{
    private readonly Lock _gate = new();
    private Batch? _gathering;
    private bool _isReading;

    /// <summary>The answer for a key; default when there is none.</summary>
    public async Task<TValue?> AskAsync(TKey key, CancellationToken cancellationToken)
    {
        Task<IReadOnlyDictionary<TKey, TValue>> answers;
        lock (_gate)
        {
            _gathering ??= new Batch();
            _gathering.Keys.Add(key);
            answers = _gathering.Answers.Task;
            if (!_isReading)
            {
                _isReading = true;
                _ = Task.Run(ReadAsync, CancellationToken.None);
            }
        }
        return (await answers.WaitAsync(cancellationToken)).GetValueOrDefault(key);
    }

    private async Task ReadAsync()
    {
        while (true)
        {
            Batch? batch;
            lock (_gate)
            {
                (batch, _gathering) = (_gathering, null);
                if (batch is null)
                {
                    _isReading = false;
                    return;
                }
            }
            try
            {
                batch.Answers.SetResult(await load([.. batch.Keys]));
            }
            catch (Exception exception)
            {
                batch.Answers.SetException(exception);
            }
        }
    }

    private sealed class Batch
    {
        public HashSet<TKey> Keys { get; } = [];

        public TaskCompletionSource<IReadOnlyDictionary<TKey, TValue>> Answers { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
