using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A feed could not be read on, or what stands in it not be judged.</summary>
/// <param name="position">Up to where all was handed over.</param>
internal sealed class InterruptedFeedException(FeedPosition position, Exception cause) : Exception(cause.Message, cause)
{
    /// <summary>From where it goes on.</summary>
    public string Cursor { get; } = position.ToString();
}
