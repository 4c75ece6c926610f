using System.Reflection;
using System.Text.RegularExpressions;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>The guide to errors names every code that the server can send, and no other.</summary>
public sealed partial class ErrorCodeTests
{
    [Fact]
    public void The_guide_names_every_code_of_an_answer()
    {
        Assert.Equal(Constants(), Rows("## In the answer"));
    }

    [Fact]
    public void The_guide_names_every_code_that_is_data()
    {
        var schema = File.ReadAllText(Path.Combine(Repository.Root, "schema", "schema.graphql"));
        var announced = Announced().Matches(schema).SelectMany(match => match.Groups["code"].Value.Split(", "));

        Assert.Equal(Sorted(Written(OfData()).Concat(announced)), Rows("## As data"));
    }

    [Fact]
    public void No_code_of_an_answer_is_written_but_those_that_have_a_name()
    {
        Assert.Empty(Written(OfAnswer()).Except(Constants()));
    }

    private static IReadOnlyList<string> Constants() =>
        Sorted(
            typeof(ErrorCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => (string)field.GetRawConstantValue()!)
        );

    /// <summary>Codes in the table below a heading of the guide.</summary>
    private static IReadOnlyList<string> Rows(string heading)
    {
        var guide = File.ReadAllText(Path.Combine(Repository.Root, "schema", "guides", "errors.md"));
        return Sorted(Row().Matches(guide.Split(heading)[1].Split("\n## ")[0]).Select(match => match.Groups["code"].Value));
    }

    private static IEnumerable<string> Written(Regex code) =>
        Directory
            .EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => code.Matches(File.ReadAllText(file)))
            .Select(match => match.Groups["code"].Value);

    private static IReadOnlyList<string> Sorted(IEnumerable<string> codes) =>
        [.. codes.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    [GeneratedRegex(@"^\| `(?<code>[A-Z_]+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"Codes: (?<code>[A-Z_]+(?:, [A-Z_]+)*)")]
    private static partial Regex Announced();

    [GeneratedRegex(@"[( ]UserError\(\s*""(?<code>[A-Z_]+)""")]
    private static partial Regex OfData();

    [GeneratedRegex(@"(?:InvalidInputException\(|Code = |\sError\()\s*""(?<code>[A-Z_]+)""")]
    private static partial Regex OfAnswer();
}
