using System.Globalization;
using ResearchHub.Core.Delivery.Mail;
using Xunit;

namespace ResearchHub.Core.Tests.Delivery;

/// <summary>When mail that is not sent at once is due.</summary>
public sealed class MailScheduleTests
{
    [Theory]
    [InlineData("2026-11-23T05:59:59Z", "2026-11-23T06:00:00Z", "2026-11-23T06:00:00Z")]
    [InlineData("2026-11-23T06:00:00Z", "2026-11-24T06:00:00Z", "2026-11-30T06:00:00Z")]
    [InlineData("2026-11-29T23:00:00Z", "2026-11-30T06:00:00Z", "2026-11-30T06:00:00Z")]
    [InlineData("2026-12-31T12:00:00Z", "2027-01-01T06:00:00Z", "2027-01-04T06:00:00Z")]
    public void Is_six_in_the_morning_of_the_next_day_and_of_the_next_monday(string now, string day, string week)
    {
        Assert.Equal(Time(day), MailSchedule.NextDay(Time(now)));
        Assert.Equal(Time(week), MailSchedule.NextWeek(Time(now)));
    }

    private static DateTimeOffset Time(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
