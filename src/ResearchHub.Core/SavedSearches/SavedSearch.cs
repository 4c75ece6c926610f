namespace ResearchHub.Core.SavedSearches;

/// <summary>A search that somebody keeps, to be told what is new in it.</summary>
/// <param name="Secret">Part of the address of its feed; whoever has the address reads the feed.</param>
public sealed record SavedSearch(long Id, long UserId, string Name, string? Query, string Secret, DateTimeOffset CreatedAt);
