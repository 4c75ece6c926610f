using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>Comments on outputs: who may, by the rights on the output; its administrators moderate.</summary>
public sealed class CommentedOutputs(ReadDatabase database, OutputRights rights) : ICommentedSubjects
{
    /// <inheritdoc />
    public IReadOnlyCollection<string> Types { get; } =
    [nameof(RecordKind.Study), nameof(RecordKind.Dataset), nameof(RecordKind.LearningResource)];

    /// <inheritdoc />
    public async Task<IReadOnlyDictionary<long, CommentStanding>> StandingAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        (await rights.AccessAsync(keys, caller, cancellationToken)).ToDictionary(
            one => one.Key,
            one => new CommentStanding(
                caller.IsSignedIn && one.Value.Level >= OutputLevel.Comment,
                caller.IsSignedIn && one.Value.Level >= OutputLevel.Admin
            )
            {
                IsBlind = one.Value.IsBlind,
            }
        );

    /// <inheritdoc />
    public async Task<IReadOnlyList<long>> KeepersAsync(SubjectKey subject, CancellationToken cancellationToken) =>
        await database.ListAsync(
            "select owner_id from research_outputs where id = $1 and owner_id is not null",
            [subject.Id],
            reader => reader.GetInt64(0),
            cancellationToken
        );
}
