namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

/// <summary>The rules of who may see and change a draft, as somebody would say them: knows nothing of the code.</summary>
internal sealed class RightsModel
{
    private static readonly string[] Levels = ["NONE", "VIEW", "COMMENT", "EDIT", "ADMIN"];

    /// <summary>DRAFT, IN_REVIEW or CHANGES_REQUESTED.</summary>
    public string State { get; set; } = "DRAFT";

    public Dictionary<string, string> Roles { get; } = new(StringComparer.Ordinal);

    /// <summary>Method, by who reviews in the round that is open.</summary>
    public Dictionary<string, string> Reviewers { get; } = new(StringComparer.Ordinal);

    /// <summary>What somebody may do; null stands for who has no account.</summary>
    public string Level(string? who, (string Level, bool IsAnonymous)? link) =>
        who == "owner" ? "ADMIN"
        : IsBlindReviewer(who) ? "VIEW"
        : Levels[
            new[]
            {
                who is not null && Roles.TryGetValue(who, out var role) ? Array.IndexOf(Levels, role == "READ" ? "VIEW" : role) : 0,
                link is not { } open ? 0
                : who is null ? 1
                : Array.IndexOf(Levels, open.Level),
                who is not null && Reviewers.ContainsKey(who) ? 1 : 0,
            }.Max()
        ];

    /// <summary>Whether the authors stay hidden.</summary>
    public bool IsBlind(string? who, (string Level, bool IsAnonymous)? link) =>
        who != "owner"
        && (
            IsBlindReviewer(who)
            || (link is { IsAnonymous: true } && (who is null || !(Roles.ContainsKey(who) || Reviewers.ContainsKey(who))))
        );

    /// <summary>What comes of a revision that does not know the newest one.</summary>
    public string Revise(string? who, (string Level, bool IsAnonymous)? link) =>
        who is null ? "UNAUTHENTICATED"
        : Level(who, link) == "NONE" ? "NOT_FOUND"
        : State == "IN_REVIEW" ? "STATE"
        : Level(who, link) is "EDIT" or "ADMIN" ? "CONFLICT"
        : "FORBIDDEN";

    private bool IsBlindReviewer(string? who) => who is not null && Reviewers.GetValueOrDefault(who) == "DOUBLE_ANONYMOUS";
}
