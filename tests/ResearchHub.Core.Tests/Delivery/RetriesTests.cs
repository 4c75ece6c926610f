using ResearchHub.Core.Delivery;
using Xunit;

namespace ResearchHub.Core.Tests.Delivery;

/// <summary>When what failed is tried again.</summary>
public sealed class RetriesTests
{
    [Fact]
    public void Webhooks_are_tried_ten_times_over_three_days()
    {
        var waits = Enumerable.Range(1, 9).Select(attempts => Retries.OfWebhooks.After(attempts, random: 0)!.Value).ToArray();

        Assert.Equal(waits.Order(), waits);
        Assert.Equal(TimeSpan.FromSeconds(5), waits[0]);
        Assert.InRange(waits.Sum(wait => wait.TotalHours), 72, 80);
        Assert.Null(Retries.OfWebhooks.After(10, random: 0));
    }

    [Fact]
    public void A_wait_is_stretched_by_a_fifth_at_most() =>
        Assert.Equal(
            (TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(6)),
            (Retries.OfWebhooks.After(1, random: 0), Retries.OfWebhooks.After(1, random: 1))
        );
}
