namespace ResearchHub.Core.Delivery.Mail;

/// <summary>When mail that is collected is due, about a saved search or from the inbox. Nothing is due where nothing is new.</summary>
internal static class MailSchedule
{
    /// <summary>Least time between two mails of what is told of at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(6);

    /// <summary>
    /// When something new is due: expression over the columns of the cadence and of the last mail, and over the values that
    /// <see cref="Values"/> gives, numbered from <paramref name="first"/>.
    /// </summary>
    public static string DueSql(string cadence, string mailedAt, int first) =>
        $"""
            case {cadence} when 'INSTANT' then greatest(${first}::timestamptz, {mailedAt} + ${first + 1}::interval)
              when 'DAILY' then ${first + 2}::timestamptz else ${first + 3}::timestamptz end
            """;

    /// <summary>Values of <see cref="DueSql"/>.</summary>
    public static object[] Values(DateTimeOffset now) => [now, Pause, NextDay(now), NextWeek(now)];

    /// <summary>Writes all mail that is due, one after the other. Several servers may do so at once.</summary>
    /// <param name="writeOneAsync">Says whether there was something to tell; null when nothing is due.</param>
    /// <returns>Number of mails written.</returns>
    public static async Task<int> WriteDueAsync(Func<CancellationToken, Task<bool?>> writeOneAsync, CancellationToken cancellationToken)
    {
        var written = 0;
        while (await writeOneAsync(cancellationToken) is { } isMail)
        {
            written += isMail ? 1 : 0;
        }
        return written;
    }

    /// <summary>The next day's mail.</summary>
    public static DateTimeOffset NextDay(DateTimeOffset now)
    {
        var today = new DateTimeOffset(now.UtcDateTime.Date, TimeSpan.Zero) + Hour;
        return today > now ? today : today.AddDays(1);
    }

    /// <summary>The next Monday's mail.</summary>
    public static DateTimeOffset NextWeek(DateTimeOffset now)
    {
        var day = NextDay(now);
        return day.AddDays(((int)DayOfWeek.Monday - (int)day.DayOfWeek + 7) % 7);
    }
}
