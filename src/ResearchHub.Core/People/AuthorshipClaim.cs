using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Core.People;

/// <summary>Somebody says: this contributor is me.</summary>
public sealed class AuthorshipClaim
{
    /// <summary>Node key, from the sequence that all nodes share.</summary>
    public long Id { get; init; }
    public long OutputId { get; init; }

    /// <summary>Place among the contributors, from 0.</summary>
    public int Position { get; init; }
    public long ResearcherId { get; init; }

    /// <summary>Account that claims.</summary>
    public long ClaimedBy { get; init; }

    /// <summary>Why, in words for a curator.</summary>
    public required string Evidence { get; init; }
    public RequestStatus Status { get; init; }
    public required DateTimeOffset CreatedAt { get; init; }
    public long? DecidedBy { get; init; }
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>What the curator says of the decision.</summary>
    public string? Reason { get; init; }
}
