using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Core.Access;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>Who listens to a draft, asked anew each time, so that rights that were taken away are gone.</summary>
internal sealed class DraftViewer(Listener listener, OutputRights rights, long draft)
{
    public long Draft => draft;

    /// <summary>Who they are and what they may do with the draft now.</summary>
    public async Task<ViewerNow> AskAsync(CancellationToken cancellationToken)
    {
        return await listener.NowAsync(cancellationToken) is { } caller
            ? new ViewerNow(caller, await rights.OneAsync(draft, caller, cancellationToken))
            : new ViewerNow(null, OutputAccess.None);
    }
}

/// <summary>A viewer at a moment.</summary>
/// <param name="Caller">Null when what they signed in with has ended.</param>
internal sealed record ViewerNow(Caller? Caller, OutputAccess Access)
{
    /// <summary>Whether they have rights on the draft that not everybody has.</summary>
    public bool MayListen => Access.IsGranted;

    /// <summary>Whether to hand them an event: who has no credentials any more is told so instead of it.</summary>
    public bool IsTold => MayListen || Caller is null;
}
