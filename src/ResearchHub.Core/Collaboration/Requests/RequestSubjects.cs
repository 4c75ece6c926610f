using ResearchHub.Core.Access;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Requests, for those whom they concern.</summary>
public sealed class RequestSubjects(RequestQueries queries) : FoundSubjects<RequestRow>(RequestRow.TypeName, queries.ByIdAsync);
