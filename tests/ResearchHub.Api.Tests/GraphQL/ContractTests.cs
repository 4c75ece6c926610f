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

    [Fact]
    public void Every_list_of_objects_is_a_connection_or_has_a_bound()
    {
        var schema = Schema();
        schema.Initialize();

        var lists = schema
            .AllTypes.Where(type => !type.Name.StartsWith("__", StringComparison.Ordinal))
            .OfType<IComplexGraphType>()
            .Where(type => type is not IInputObjectGraphType)
            .SelectMany(type =>
                type.Fields.Where(IsListOfObjects).Where(field => !IsOfConnection(type, field)).Select(field => Owner(type, field))
            )
            .Distinct()
            .Order(StringComparer.Ordinal);

        Assert.Equal(BoundedLists.Reasons.Keys.Order(StringComparer.Ordinal), lists);
    }

    [Fact]
    public void Every_connection_is_one_and_can_be_paged()
    {
        var schema = Schema();
        schema.Initialize();
        string[] parts = ["edges", "nodes", "pageInfo", "totalCount"];

        var types = schema.AllTypes.OfType<IComplexGraphType>().ToArray();

        Assert.All(
            types.Where(type => type.Name.EndsWith("Connection", StringComparison.Ordinal)),
            // The feed of changes has no length: it goes on.
            type =>
                Assert.All(
                    type.Name == "ChangeConnection" ? parts[..^1] : parts,
                    part => Assert.Contains(type.Fields, field => field.Name == part)
                )
        );
        Assert.All(
            types
                .SelectMany(type => type.Fields)
                .Where(field => SampleArguments.Named(field.ResolvedType!).Name.EndsWith("Connection", StringComparison.Ordinal)),
            field => Assert.All(["first", "after"], name => Assert.Contains(field.Arguments!, argument => argument.Name == name))
        );
    }

    private static bool IsListOfObjects(FieldType field) =>
        field.ResolvedType is ListGraphType or NonNullGraphType { ResolvedType: ListGraphType }
        && SampleArguments.Named(field.ResolvedType!) is IComplexGraphType or UnionGraphType;

    private static bool IsOfConnection(IComplexGraphType type, FieldType field) =>
        type.Name.EndsWith("Connection", StringComparison.Ordinal) && field.Name is "edges" or "nodes";

    /// <summary>The field by the interface that it comes from, and errors of all payloads as one.</summary>
    private static string Owner(IComplexGraphType type, FieldType field) =>
        type.Name.EndsWith("Payload", StringComparison.Ordinal) && field.Name == "errors"
            ? "Payload.errors"
            : $"{((type as IObjectGraphType)?.ResolvedInterfaces.FirstOrDefault(one => one.Fields.Any(own => own.Name == field.Name)) ?? type).Name}.{field.Name}";

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
