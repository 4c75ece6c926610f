using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>What somebody gave, in a sentence about it.</summary>
internal static class Quoted
{
    private const int Longest = 80;

    /// <summary>In quotation marks, cut short.</summary>
    public static string Of(string text) => $"'{PlainText.Excerpt(text, Longest)}'";
}
