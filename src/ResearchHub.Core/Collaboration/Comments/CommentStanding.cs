using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>How somebody stands to the comments on a record that exists for them.</summary>
/// <param name="MayModerate">Deletes, settles and hides what others wrote.</param>
public readonly record struct CommentStanding(bool MayComment, bool MayModerate)
{
    /// <summary>Whether they see to it that people behave here, without a say in what is written.</summary>
    public bool IsSteward { get; init; }

    /// <summary>Whether they hide what others wrote, read what is hidden, and decide on reports.</summary>
    public bool MayHide => MayModerate || IsSteward;

    /// <summary>Whether all names are hidden from them here.</summary>
    public bool IsBlind { get; init; }

    /// <summary>As whom they speak here.</summary>
    public CommentVoice Voice { get; init; }

    /// <summary>Those who speak so have no names for them here; null for none.</summary>
    public CommentVoice? Hidden { get; init; }

    /// <summary>What <see cref="CommentVoice.Reviewer"/> is called here; null where nobody speaks so.</summary>
    public string? ReviewerName { get; init; }

    /// <summary>Whether whom somebody mentions is hidden from them here. Nobody knows a guest by name who could mention them.</summary>
    public bool HidesNames => IsBlind || Hidden is not (null or CommentVoice.Guest);

    /// <summary>Whether who speaks so has no name for them here.</summary>
    public bool HidesNameOf(CommentVoice voice) => IsBlind || Hidden == voice;

    /// <summary>What somebody is called here besides their name; null where they are not.</summary>
    public string? PseudonymOf(CommentVoice voice) =>
        voice switch
        {
            CommentVoice.Reviewer => ReviewerName,
            CommentVoice.Author => "Author",
            CommentVoice.Guest => "Guest",
            _ => null,
        };
}

/// <summary>As whom somebody speaks in a comment; from whom that hides their name is for what they speak about to say.</summary>
public enum CommentVoice
{
    /// <summary>In their own name.</summary>
    Own,

    /// <summary>As the reviewer, whom the authors do not know.</summary>
    Reviewer,

    /// <summary>As an author, whom the reviewer does not know.</summary>
    Author,

    /// <summary>As who came by an anonymous link, whom curators know who have no part in the work and do not review it.</summary>
    Guest,
}

/// <summary>Rules of comments on records of some types, and for whom they are; types without rules of their own are open to whoever sees the record.</summary>
public interface ICommentedSubjects
{
    /// <summary>Their types, as in global ids.</summary>
    IReadOnlyCollection<string> Types { get; }

    /// <summary>How a caller stands to them; those whose comments do not exist for the caller are left out. A bounded number of statements, however many.</summary>
    Task<IReadOnlyDictionary<long, CommentStanding>> StandingAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    );

    /// <summary>Accounts that are told of every comment on a record, followers or not.</summary>
    Task<IReadOnlyList<long>> KeepersAsync(SubjectKey subject, CancellationToken cancellationToken);
}

/// <summary>Knows of every record how somebody stands to its comments.</summary>
public sealed class CommentGate(SubjectGate gate, IEnumerable<ICommentedSubjects> modules)
{
    /// <summary>Types that are not for talking about.</summary>
    private static readonly string[] Closed =
    [
        nameof(RecordKind.Researcher),
        nameof(RecordKind.Organization),
        "Concept",
        "Place",
        "Comment",
        CommentReport.TypeName,
        nameof(Collaborator),
        FormerPart.TypeName,
    ];

    private readonly Dictionary<string, ICommentedSubjects> _modules = modules
        .SelectMany(module => module.Types.Select(type => (type, module)))
        .ToDictionary(pair => pair.type, pair => pair.module, StringComparer.Ordinal);

    /// <summary>How a caller stands to records; those that do not exist for them are left out.</summary>
    public async Task<IReadOnlyDictionary<SubjectKey, CommentStanding>> StandingAsync(
        IReadOnlyCollection<SubjectKey> subjects,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var standings = new Dictionary<SubjectKey, CommentStanding>();
        foreach (var group in subjects.GroupBy(one => one.Type, StringComparer.Ordinal))
        {
            var keys = group.Select(one => one.Id).Distinct().ToArray();
            var known = _modules.TryGetValue(group.Key, out var module)
                ? await module.StandingAsync(group.Key, keys, caller, cancellationToken)
                : await UsualAsync(group.Key, keys, caller, cancellationToken);
            foreach (var (id, standing) in known)
            {
                standings.Add(new SubjectKey(group.Key, id), standing);
            }
        }
        return standings;
    }

    private async Task<IReadOnlyDictionary<long, CommentStanding>> UsualAsync(
        string type,
        IReadOnlyCollection<long> keys,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var usual = new CommentStanding(caller.IsSignedIn && !Closed.Contains(type, StringComparer.Ordinal), caller.IsCurator);
        var visible = await gate.VisibleAsync(keys.Select(key => new SubjectKey(type, key)), caller, cancellationToken);
        return visible.ToDictionary(one => one.Id, _ => usual);
    }

    /// <summary>How a caller stands to one record; null when it does not exist for them.</summary>
    public async Task<CommentStanding?> OneAsync(SubjectKey subject, Caller caller, CancellationToken cancellationToken) =>
        (await StandingAsync([subject], caller, cancellationToken)).TryGetValue(subject, out var standing) ? standing : null;

    /// <inheritdoc cref="ISubjects.IsKeptAsync"/>
    public Task<bool> IsKeptAsync(HubTransaction transaction, SubjectKey subject, CancellationToken cancellationToken) =>
        gate.IsKeptAsync(transaction, subject, cancellationToken);

    /// <inheritdoc cref="ICommentedSubjects.KeepersAsync"/>
    public Task<IReadOnlyList<long>> KeepersAsync(SubjectKey subject, CancellationToken cancellationToken) =>
        _modules.TryGetValue(subject.Type, out var module)
            ? module.KeepersAsync(subject, cancellationToken)
            : Task.FromResult<IReadOnlyList<long>>([]);
}
