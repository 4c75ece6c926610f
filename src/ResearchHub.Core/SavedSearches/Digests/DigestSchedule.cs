using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.SavedSearches.Digests;

/// <summary>When mail that is collected is due, about a saved search or from the inbox. Nothing is due where nothing is new.</summary>
internal static class DigestSchedule
{
    /// <summary>Least time between two mails of what is told of at once.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);
    private static readonly TimeSpan Hour = TimeSpan.FromHours(6);

    /// <summary>When a search <c>s</c> with something new is due; see <see cref="DueSql(string, string, int)"/>.</summary>
    public static string DueSql(int first) => DueSql("s.cadence", "s.mailed_at", first);

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

    /// <summary>Sets how often mail goes out, and whether any does. What was matched before mail was asked for is not sent.</summary>
    public static async Task SetAsync(
        HubTransaction transaction,
        long search,
        Given<Cadence?> cadence,
        Given<bool?> email,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        var sends = email.Value ?? false;
        await transaction.ExecuteAsync(
            """
            with last as (
              select m.transaction, m.sequence from saved_search_matches m where m.saved_search_id = $1
              order by m.transaction desc, m.sequence desc limit 1)
            update saved_searches s set
              cadence = case when $2 then $3 else cadence end,
              email = case when $4 then $5 else email end,
              mailed_transaction = case when $4 and $5 and not email then coalesce((select transaction from last), mailed_transaction) else mailed_transaction end,
              mailed_sequence = case when $4 and $5 and not email then coalesce((select sequence from last), mailed_sequence) else mailed_sequence end
            where s.id = $1
            """,
            [search, cadence.IsGiven, cadence.Value ?? Cadence.Instant, email.IsGiven, sends],
            cancellationToken
        );
        await transaction.ExecuteAsync(
            $"update saved_searches s set digest_due_at = case when email then {DueSql(2)} end where s.id = $1 and digest_due_at is not null",
            [search, .. Values(now)],
            cancellationToken
        );
    }
}
