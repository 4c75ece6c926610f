using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Threads on requests, for those for whom the request exists, beside what is said in its timeline: not for who may not know who made what it is about. Curators moderate who are not partial and have no part in it.</summary>
public sealed class CommentedRequests(RequestQueries requests) : ICommentedSubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } = [RequestRow.TypeName];

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<long, CommentStanding>> StandingAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (await requests.ByIdAsync([.. keys], caller, cancellationToken))
            .Values.Where(request => !request.IsBlind)
            .ToDictionary(
                request => request.Id,
                request => new CommentStanding(caller.IsSignedIn, caller.IsCurator && !request.IsPartial && !request.IsOfOwnWork)
            );

    /// <inheritdoc />
    public Task<IReadOnlyList<long>> KeepersAsync(SubjectKey subject, CancellationToken cancellationToken) =>
        requests.PartiesAsync(subject.Id, cancellationToken);
}
