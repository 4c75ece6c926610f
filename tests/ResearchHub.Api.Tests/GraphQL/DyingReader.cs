using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>Does its work, then dies before its position is kept, the first time.</summary>
internal sealed class DyingReader<T>(IFeedReader<T> reader) : IFeedReader<T>
    where T : IFeedEntry
{
    private bool _hasDied;

    public string Name => "dying";

    public bool StartsAtEnd => false;

    public async Task HandleAsync(IReadOnlyList<T> entries, CancellationToken cancellationToken)
    {
        await reader.HandleAsync(entries, cancellationToken);
        if (!_hasDied)
        {
            _hasDied = true;
            throw new InvalidOperationException("Killed.");
        }
    }
}
