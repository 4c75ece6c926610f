using System.Reflection;
using System.Xml.Linq;
using NetArchTest.Rules;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Api.Tests.Architecture;

/// <summary>Which part may know which: src/ARCHITECTURE.md in a form that fails.</summary>
public sealed class ProjectArrowTests
{
    private static readonly Assembly Core = typeof(Core.Data.HubDbContext).Assembly;
    private static readonly Assembly Search = Assembly.Load("ResearchHub.Search");
    private static readonly Assembly Api = Assembly.Load("ResearchHub.Api");

    [Theory]
    [InlineData("ResearchHub.Core", "")]
    [InlineData("ResearchHub.Search", "ResearchHub.Core")]
    [InlineData("ResearchHub.Api", "ResearchHub.Core ResearchHub.Search")]
    public void Projects_reference_only_what_lies_below_them(string project, string below)
    {
        var file = XDocument.Load(Path.Combine(Repository.Root, "src", project, project + ".csproj"));

        var references = file.Descendants("ProjectReference")
            .Select(reference => Path.GetFileNameWithoutExtension(reference.Attribute("Include")!.Value));

        Assert.Equal(below.Split(' ', StringSplitOptions.RemoveEmptyEntries), references.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Core_knows_neither_the_wire_nor_the_text_index() =>
        AssertNone(Types.InAssembly(Core), "ResearchHub.Search", "ResearchHub.Api", "Lucene", "GraphQL", "Microsoft.AspNetCore");

    [Fact]
    public void Search_knows_neither_the_wire_nor_the_database() =>
        AssertNone(
            Types.InAssembly(Search),
            "ResearchHub.Api",
            "GraphQL",
            "Microsoft.AspNetCore",
            "Microsoft.EntityFrameworkCore",
            "Npgsql"
        );

    [Fact]
    public void The_transport_knows_no_word_of_the_domain()
    {
        var modules = Api.GetTypes()
            .Select(type => type.Namespace ?? "")
            .Where(name => name.StartsWith("ResearchHub.Api.GraphQL.", StringComparison.Ordinal))
            .Where(name => !name.StartsWith("ResearchHub.Api.GraphQL.Shared", StringComparison.Ordinal))
            .Distinct(StringComparer.Ordinal);

        var transport = Types.InAssembly(Api).That().ResideInNamespaceStartingWith("ResearchHub.Api.Transport");

        Assert.NotEmpty(transport.GetTypes());
        AssertNone(transport, ["ResearchHub.Core", "ResearchHub.Search", .. modules]);
    }

    [Fact]
    public void Resolvers_and_transport_leave_the_database_to_core() =>
        AssertNone(
            Types
                .InAssembly(Api)
                .That()
                .ResideInNamespaceStartingWith("ResearchHub.Api.GraphQL")
                .Or()
                .ResideInNamespaceStartingWith("ResearchHub.Api.Transport"),
            "ResearchHub.Core.Data.HubDbContext",
            "Microsoft.EntityFrameworkCore",
            "Npgsql"
        );

    [Fact]
    public void Rules_know_nothing_of_how_records_are_seeded() =>
        AssertNone(
            Types.InAssembly(Core).That().DoNotResideInNamespaceStartingWith("ResearchHub.Core.Seeding"),
            "ResearchHub.Core.Seeding"
        );

    [Fact]
    public void The_rule_itself_finds_an_arrow_that_is_there() =>
        Assert.False(Types.InAssembly(Core).ShouldNot().HaveDependencyOn("Npgsql").GetResult().IsSuccessful);

    private static void AssertNone(Types types, params string[] forbidden) => AssertNone(types.That().HaveNameMatching(".*"), forbidden);

    private static void AssertNone(PredicateList types, params string[] forbidden)
    {
        var result = types.ShouldNot().HaveDependencyOnAny(forbidden).GetResult();

        Assert.True(
            result.IsSuccessful,
            $"May not know {string.Join(", ", forbidden)}: {string.Join(", ", result.FailingTypeNames ?? [])}"
        );
    }
}
