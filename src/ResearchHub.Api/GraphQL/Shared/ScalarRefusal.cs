namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A scalar says what is wrong with a value, and what would be right.</summary>
/// <param name="problem">What is wrong with the value, as a sentence.</param>
/// <param name="fix">What to give instead, as a sentence.</param>
internal sealed class ScalarRefusal(string problem, string fix) : FormatException($"{problem} {fix}")
{
    public string Problem => problem;
    public string Fix => fix;
}
