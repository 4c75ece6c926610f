namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>Says which addresses webhooks may have. Asked when one is given; what a name leads to is looked at again with each connection.</summary>
public interface IWebhookAddresses
{
    /// <summary>A sentence that names the fix; null when the address will do.</summary>
    string? ProblemOf(string url);
}
