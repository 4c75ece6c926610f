namespace ResearchHub.Api.Hosting;

/// <summary>The command cannot do its work; the message is one sentence for the person who gave it.</summary>
internal sealed class HubStartException(string message) : Exception(message);
