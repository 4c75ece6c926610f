namespace ResearchHub.Search.Documents;

/// <summary>One number that orders records by how often they are cited, and those that are cited as often by their day, newest first.</summary>
internal static class CitedThenNew
{
    private const int DayBits = 24;

    /// <param name="citations">How often the record is cited.</param>
    /// <param name="day">Day number; -1 when unknown.</param>
    public static long Of(long citations, long day) => (citations << DayBits) | (day + 1);

    public static long Citations(long number) => number >> DayBits;
}
