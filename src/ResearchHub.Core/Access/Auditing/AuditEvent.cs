namespace ResearchHub.Core.Access.Auditing;

/// <summary>Who did what, when, from where. Rows are added, never changed; they hold no secret and nothing of what was written.</summary>
public sealed class AuditEvent
{
    public long Id { get; init; }
    public required DateTimeOffset OccurredAt { get; init; }

    /// <summary>Account; null for the command line and the server itself.</summary>
    public long? ActorId { get; init; }

    /// <summary>Name of the mutation, of the command, or of what the server did by itself.</summary>
    public required string Action { get; init; }

    /// <summary>Type of the record that it was about, as in global ids.</summary>
    public string? SubjectType { get; init; }
    public long? SubjectId { get; init; }

    /// <summary>Address that the request came from; null for the command line.</summary>
    public string? Address { get; init; }

    /// <summary>Prefix of the token, or name of the issuer.</summary>
    public string? Credential { get; init; }
}
