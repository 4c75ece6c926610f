namespace ResearchHub.Core.Delivery;

/// <summary>When what failed is tried again. The tables are the whole rule; each wait is stretched by up to a fifth, so that many do not come back at once.</summary>
public sealed class Retries(params TimeSpan[] waits)
{
    private const double Jitter = 0.2;

    /// <summary>Of webhooks: ten attempts over three days.</summary>
    public static Retries OfWebhooks { get; } =
        new(
            TimeSpan.FromSeconds(5),
            TimeSpan.FromMinutes(5),
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(2),
            TimeSpan.FromHours(5),
            TimeSpan.FromHours(10),
            TimeSpan.FromHours(14),
            TimeSpan.FromHours(20),
            TimeSpan.FromHours(24)
        );

    /// <summary>Of mail: nine attempts over two days; the first soon, since a mail server that starts anew is back in seconds.</summary>
    public static Retries OfMail { get; } =
        new(
            TimeSpan.FromSeconds(10),
            TimeSpan.FromMinutes(1),
            TimeSpan.FromMinutes(5),
            TimeSpan.FromMinutes(30),
            TimeSpan.FromHours(2),
            TimeSpan.FromHours(6),
            TimeSpan.FromHours(16),
            TimeSpan.FromHours(24)
        );

    /// <summary>Of registries of identifiers; after that once a day, until somebody has put the record right.</summary>
    public static Retries OfRegistries { get; } = new(TimeSpan.FromMinutes(10), TimeSpan.FromHours(1), TimeSpan.FromHours(6));

    /// <summary>Waits between attempts, without the jitter.</summary>
    public IReadOnlyList<TimeSpan> Waits => waits;

    /// <summary>How long to wait after this many attempts; null when there is to be no other.</summary>
    /// <param name="random">From 0 to 1: how much the wait is stretched.</param>
    public TimeSpan? After(int attempts, double random) => attempts <= waits.Length ? waits[attempts - 1] * (1 + (Jitter * random)) : null;
}
