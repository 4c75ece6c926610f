namespace ResearchHub.ToyServer;

/// <summary>Tells every subscriber what is published, and tests how many there are.</summary>
public sealed class Broadcast<T> : IObservable<T>
{
    private readonly Lock _gate = new();
    private readonly List<IObserver<T>> _observers = [];
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IDisposable Subscribe(IObserver<T> observer)
    {
        Change(() => _observers.Add(observer));
        return new Subscription(() => Change(() => _observers.Remove(observer)));
    }

    public void Publish(T value)
    {
        IObserver<T>[] observers;
        lock (_gate)
        {
            observers = [.. _observers];
        }
        foreach (var observer in observers)
        {
            observer.OnNext(value);
        }
    }

    /// <summary>Waits until there are exactly so many subscribers.</summary>
    public async Task SubscribersAsync(int count, CancellationToken cancellationToken)
    {
        while (true)
        {
            Task changed;
            lock (_gate)
            {
                if (_observers.Count == count)
                {
                    return;
                }
                changed = _changed.Task;
            }
            await changed.WaitAsync(TimeSpan.FromSeconds(10), cancellationToken);
        }
    }

    private void Change(Action change)
    {
        lock (_gate)
        {
            change();
            _changed.TrySetResult();
            _changed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        }
    }

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}

/// <summary>Counts from 1 as fast as it can, until it is disposed.</summary>
public sealed class Ticks(int count) : IObservable<int>
{
    public IDisposable Subscribe(IObserver<int> observer)
    {
        var ended = new CancellationTokenSource();
        _ = Task.Run(() =>
        {
            for (var i = 1; i <= count && !ended.IsCancellationRequested; i++)
            {
                observer.OnNext(i);
            }
            if (!ended.IsCancellationRequested)
            {
                observer.OnCompleted();
            }
        });
        return new Subscription(ended);
    }

    private sealed class Subscription(CancellationTokenSource ended) : IDisposable
    {
        public void Dispose() => ended.Cancel();
    }
}
