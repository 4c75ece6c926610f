namespace ResearchHub.Core.Publishing;

/// <summary>What somebody may do with an output.</summary>
/// <param name="Level">How far their rights go.</param>
/// <param name="Standing">How they stand to it in its life cycle; a stranger has the rights that everybody has.</param>
/// <param name="IsBlind">Whether who made it stays hidden from them.</param>
public sealed record OutputAccess(OutputLevel Level, Standing Standing, bool IsBlind = false)
{
    /// <summary>Nothing: it does not exist for them.</summary>
    public static OutputAccess None { get; } = new(OutputLevel.None, Standing.Stranger);

    /// <summary>Whether they have rights that not everybody has.</summary>
    public bool IsGranted => Standing != Standing.Stranger;

    /// <summary>Whether they were given the files, for a time that is not over.</summary>
    public bool HasData { get; init; }

    /// <summary>Whether they may read the bytes of files that are not open.</summary>
    public bool MayRead => IsGranted || HasData;

    /// <summary>Whether others may not learn that it is they who look at it: they review it without being named, or came by an anonymous link.</summary>
    public bool IsUnnamed { get; init; }

    /// <summary>Whether comments on it are for them, without names where they are blind: those who review it double-blind have none, and those who came by an anonymous link to VIEW.</summary>
    public bool ReadsComments { get; init; } = !IsBlind;

    /// <summary>Whether they are one of those who work on it, or decide on it; those who came by a secret link or review it are not.</summary>
    public bool IsTeam { get; init; }
}
