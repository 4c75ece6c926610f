using GraphQL.Types;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL;
using ResearchHub.Api.GraphQL.Contract;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>The schema is what schema/ says, and explains itself.</summary>
public sealed class ContractTests
{
    [Fact]
    public async Task The_files_are_what_the_server_prints()
    {
        var printed = await SchemaFiles.PrintAsync(Schema());

        var folder = Path.Combine(Repository.Root, "schema");
        var files = Directory.GetFiles(folder, "*.graphql").ToDictionary(path => Path.GetFileName(path), File.ReadAllText);
        Assert.Equal(files.Keys.Order(StringComparer.Ordinal), printed.Keys.Order(StringComparer.Ordinal));
        Assert.All(printed, file => Assert.Equal(files[file.Key], file.Value));
    }

    [Fact]
    public void Every_element_has_a_description()
    {
        var schema = Schema();
        schema.Initialize();

        var missing = schema
            .AllTypes.Where(type =>
                !type.Name.StartsWith("__", StringComparison.Ordinal)
                && type is not (IntGraphType or FloatGraphType or StringGraphType or BooleanGraphType or IdGraphType)
            )
            .SelectMany(Elements)
            .Where(element => string.IsNullOrWhiteSpace(element.Description))
            .Select(element => element.Name)
            .ToArray();

        Assert.Empty(missing);
    }

    private static IEnumerable<(string Name, string? Description)> Elements(IGraphType type)
    {
        yield return (type.Name, type.Description);
        if (type is EnumerationGraphType values)
        {
            foreach (var value in values.Values)
            {
                yield return ($"{type.Name}.{value.Name}", value.Description);
            }
        }
        foreach (var field in (type as IComplexGraphType)?.Fields.ToArray() ?? [])
        {
            yield return ($"{type.Name}.{field.Name}", field.Description);
            foreach (var argument in field.Arguments ?? [])
            {
                yield return ($"{type.Name}.{field.Name}({argument.Name})", argument.Description);
            }
        }
    }

    private static ISchema Schema() =>
        new ServiceCollection().AddSingleton<ISchema, HubSchema>().BuildServiceProvider().GetRequiredService<ISchema>();
}
