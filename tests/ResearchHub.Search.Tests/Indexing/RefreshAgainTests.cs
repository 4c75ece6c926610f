using Microsoft.Extensions.Logging.Abstractions;
using ResearchHub.Search.Indexing;

namespace ResearchHub.Search.Tests.Indexing;

public sealed class RefreshAgainTests
{
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static TheoryData<Exception> Failures =>
        [new IOException("No space left."), new InvalidDataException("Damaged."), new FormatException("No index says this.")];

    [Theory]
    [MemberData(nameof(Failures), DisableDiscoveryEnumeration = true)]
    public async Task Whatever_a_refresh_failed_of_the_next_change_is_shown(Exception failure)
    {
        var (failed, shown) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var loop = new RefreshLoop(Refresh, TimeSpan.Zero, TimeProvider.System, NullLogger.Instance);

        loop.Signal();
        await failed.Task.WaitAsync(Longest, Cancellation);
        loop.Signal();

        await shown.Task.WaitAsync(Longest, Cancellation);

        void Refresh()
        {
            if (failed.TrySetResult())
            {
                throw failure;
            }
            shown.TrySetResult();
        }
    }
}
