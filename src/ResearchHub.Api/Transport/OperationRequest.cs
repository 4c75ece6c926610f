using GraphQL;

namespace ResearchHub.Api.Transport;

/// <summary>One GraphQL request, whichever way it came.</summary>
internal sealed class OperationRequest
{
    public string? Query { get; set; }

    /// <summary>The document, when the text was recognised while it was read; <see cref="Query"/> is then null.</summary>
    public CachedDocument? Document { get; set; }
    public string? OperationName { get; set; }
    public string? DocumentId { get; set; }
    public Inputs? Variables { get; set; }
    public Inputs? Extensions { get; set; }

    /// <summary>Whether a string in the variables, or in the extensions, may be no text (<see cref="InputTexts"/>).</summary>
    public bool HoldsNoText { get; set; }

    /// <summary>Id of the last event that the client received before.</summary>
    public string? ResumeFrom { get; set; }

    /// <summary>Files that came along; deleted when the operation has ended.</summary>
    public ReceivedFiles? Files { get; set; }

    /// <summary>Whether only queries may run, as with GET.</summary>
    public bool IsReadOnly { get; set; }
}
