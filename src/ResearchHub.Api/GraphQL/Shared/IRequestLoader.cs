namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A loader that lives as long as one operation (for subscriptions: one event).</summary>
public interface IRequestLoader
{
    /// <summary>Forgets every value; called after each root field of a mutation, which may have changed them.</summary>
    void Clear();
}
