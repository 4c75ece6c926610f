using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Communities, as far as they exist for the caller.</summary>
public sealed class CommunitySubjects(CommunityQueries queries) : FoundSubjects<CommunityRow>(CommunityRow.TypeName, queries.ByIdAsync);
