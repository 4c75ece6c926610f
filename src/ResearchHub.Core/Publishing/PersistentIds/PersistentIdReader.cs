using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing.PersistentIds;

/// <summary>
/// Tells the registry what happened to outputs that have our identifiers. It stands after the database: what was published is registered
/// sooner or later, and registering twice does no harm.
/// </summary>
public sealed class PersistentIdReader(Registrar registrar) : IFeedReader<FeedEvent>
{
    /// <inheritdoc />
    public string Name => "persistent-ids";

    /// <inheritdoc />
    public bool StartsAtEnd => false;

    /// <inheritdoc />
    public async Task HandleAsync(IReadOnlyList<FeedEvent> events, CancellationToken cancellationToken)
    {
        var outputs = events.Where(one => one.IsOfOutput && one.Kind != ChangeKind.Cited).Select(one => one.SubjectId).Distinct();
        foreach (var id in outputs)
        {
            await registrar.RegisterAsync(id, cancellationToken);
        }
    }
}
