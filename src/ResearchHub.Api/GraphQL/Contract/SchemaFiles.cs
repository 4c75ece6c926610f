using System.Text;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace ResearchHub.Api.GraphQL.Contract;

/// <summary>The schema as files, one a module: the contract that is reviewed like code.</summary>
internal static class SchemaFiles
{
    /// <summary>Name of the file with the root types.</summary>
    public const string Root = "schema.graphql";

    private const string FilterFile = "filters.graphql";
    private static readonly string ModulePrefix = typeof(HubSchema).Namespace + ".";

    /// <summary>Text by file name. The same schema gives the same bytes.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> PrintAsync(ISchema schema)
    {
        schema.Initialize();
        var document = Parser.Parse(schema.Print());
        var fileOf = schema.AllTypes.ToDictionary(type => type.Name, FileOf, StringComparer.Ordinal);
        var printer = new SDLPrinter();
        var files = new SortedDictionary<string, StringBuilder>(StringComparer.Ordinal);
        foreach (var definition in document.Definitions.OrderBy(Name, StringComparer.Ordinal))
        {
            var file = fileOf.GetValueOrDefault(Name(definition), Root);
            if (!files.TryGetValue(file, out var text))
            {
                files.Add(file, text = new StringBuilder());
            }
            if (text.Length > 0)
            {
                text.Append('\n');
            }
            await using var writer = new StringWriter(text) { NewLine = "\n" };
            await printer.PrintAsync(definition, writer);
            text.Append(text[^1] == '\n' ? "" : "\n");
        }
        return files.ToDictionary(file => file.Key, file => file.Value.ToString(), StringComparer.Ordinal);
    }

    private static string Name(ASTNode definition) => definition is INamedNode named ? named.Name.StringValue : "";

    private static string FileOf(IGraphType type)
    {
        if (type is IInputObjectGraphType && type.GetType() == typeof(InputObjectGraphType))
        {
            return FilterFile;
        }
        var space = type.GetType().Namespace ?? "";
        return space.StartsWith(ModulePrefix, StringComparison.Ordinal)
            ? space[ModulePrefix.Length..].ToLowerInvariant() + ".graphql"
            : Root;
    }
}
