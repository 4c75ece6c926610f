using ResearchHub.Core.Common;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Not in the status that the request is in.</summary>
public sealed record RequestStateError(RequestStatus Status)
    : UserError("STATE", $"This cannot be done while the request is {ConstantCase.Of(Status)}.", ["input", "id"]);
