using GraphQLParser.AST;

namespace ResearchHub.Api.Transport;

/// <summary>A document that has been parsed and found valid, with what was learned about it.</summary>
internal sealed class CachedDocument(string text, GraphQLDocument syntax, long bytes)
{
    private long _lastUse;

    public string Text => text;
    public GraphQLDocument Syntax => syntax;

    /// <summary>Estimated memory.</summary>
    public long Bytes => bytes;

    /// <summary>The whole answer, for documents that only ask for the schema and were among the last that did.</summary>
    public KnownAnswer? IntrospectionAnswer { get; set; }

    /// <summary>What is known of each operation, by name; the empty name stands for the only one.</summary>
    public required OperationFacts[] Operations { get; init; }

    public long LastUse => Volatile.Read(ref _lastUse);

    public void Touch(long now) => Volatile.Write(ref _lastUse, now);

    /// <summary>The operation with this name, or the only one when no name is given; null when there is none such.</summary>
    public OperationFacts? Find(string? operationName)
    {
        if (string.IsNullOrEmpty(operationName))
        {
            return Operations.Length == 1 ? Operations[0] : null;
        }
        foreach (var operation in Operations)
        {
            if (string.Equals(operation.Syntax.Name?.StringValue, operationName, StringComparison.Ordinal))
            {
                return operation;
            }
        }
        return null;
    }
}
