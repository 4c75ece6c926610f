using System.ComponentModel.DataAnnotations;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>What one request may ask for. Going over a limit is an error that names it, never a silent cut.</summary>
public sealed record GraphQLLimits
{
    /// <summary>Bytes of a request body or WebSocket message (default 1 MiB).</summary>
    [Range(1024, 64 * 1024 * 1024)]
    public int MaxBodyBytes { get; set; } = 1024 * 1024;

    /// <summary>Bytes of a file that comes with a multipart request (default 512 MiB).</summary>
    [Range(1, 1L << 40)]
    public long MaxFileBytes { get; set; } = 512L * 1024 * 1024;

    /// <summary>Files of a multipart request (default 10).</summary>
    [Range(1, 1000)]
    public int MaxFilesPerRequest { get; set; } = 10;

    /// <summary>UTF-16 units of a document (default 100,000).</summary>
    [Range(256, 10_000_000)]
    public int MaxDocumentLength { get; set; } = 100_000;

    /// <summary>Lexical tokens of a document (default 10,000).</summary>
    [Range(16, 1_000_000)]
    public int MaxTokens { get; set; } = 10_000;

    /// <summary>Braces, brackets and parentheses open at once in a document (default 64).</summary>
    [Range(4, 200)]
    public int MaxNesting { get; set; } = 64;

    /// <summary>Levels of fields (default 15). Introspection is exempt.</summary>
    [Range(1, 100)]
    public int MaxDepth { get; set; } = 15;

    /// <summary>Fields of an operation, each fragment counted where it is used (default 1,000).</summary>
    [Range(1, 100_000)]
    public int MaxFields { get; set; } = 1_000;

    /// <summary>Fragment definitions of a document (default 100).</summary>
    [Range(0, 1_000)]
    public int MaxFragments { get; set; } = 100;

    /// <summary>Aliased fields of an operation (default 200).</summary>
    [Range(0, 100_000)]
    public int MaxAliases { get; set; } = 200;

    /// <summary>Directives of an operation (default 100).</summary>
    [Range(0, 100_000)]
    public int MaxDirectives { get; set; } = 100;

    /// <summary>Variables of an operation (default 100).</summary>
    [Range(0, 100_000)]
    public int MaxVariables { get; set; } = 100;

    /// <summary>Objects and arrays open at once in the JSON of a request (default 32).</summary>
    [Range(4, 200)]
    public int MaxJsonDepth { get; set; } = 32;

    /// <summary>Objects an operation may make, estimated before it runs: list sizes multiply (default 50,000). Introspection is exempt.</summary>
    [Range(1, 100_000_000)]
    public int MaxCost { get; set; } = 50_000;

    /// <summary>Nodes a page has when the client does not say (default 20).</summary>
    [Range(1, 1000)]
    public int DefaultPageSize { get; set; } = 20;

    /// <summary>Most nodes of a page (default 100).</summary>
    [Range(1, 10_000)]
    public int MaxPageSize { get; set; } = 100;

    /// <summary>Length that a list without paging is taken to have when the cost is estimated (default 5).</summary>
    [Range(1, 1000)]
    public int AssumedListSize { get; set; } = 5;

    /// <summary>Time one query or mutation may take (default 30 s).</summary>
    public TimeSpan ExecutionTimeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Operations at once on one WebSocket (default 100).</summary>
    [Range(1, 100_000)]
    public int MaxOperationsPerSocket { get; set; } = 100;
}
