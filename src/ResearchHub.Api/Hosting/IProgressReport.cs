namespace ResearchHub.Api.Hosting;

/// <summary>Tells the person who waits how far a long job is.</summary>
internal interface IProgressReport
{
    /// <summary>A line that is always shown.</summary>
    void Line(string text);

    /// <summary>A count, shown at most every two seconds: call it as often as you like.</summary>
    void Count(string what, long done, long? total);
}
