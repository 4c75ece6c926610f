using System.ComponentModel.DataAnnotations;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>How webhooks are called: section <c>Webhooks</c>.</summary>
internal sealed class WebhookOptions
{
    public const string Section = "Webhooks";

    /// <summary>For development: webhooks on this machine itself may be called, also without TLS (default false).</summary>
    public bool AllowLoopback { get; set; }

    /// <summary>How long an answer may take, from looking up the name to the headers (default 15 s).</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30", ErrorMessage = "Webhooks:Timeout is between 0.1 and 30 seconds.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(15);

    /// <summary>Calls of this process at once (default 16).</summary>
    [Range(1, 1000, ErrorMessage = "Webhooks:AtOnce is a number from 1 to 1000.")]
    public int AtOnce { get; set; } = 16;
}
