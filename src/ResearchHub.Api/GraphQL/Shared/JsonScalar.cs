using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A value that is shown as it was given. It is not taken: what is taken has a type of its own.</summary>
internal sealed class JsonScalar : ScalarGraphType
{
    public JsonScalar()
    {
        Name = "JSON";
        Description = "A JSON value; the field says of which shape.";
        this.ApplyDirective("specifiedBy", "url", "https://www.rfc-editor.org/rfc/rfc8259");
    }

    /// <inheritdoc />
    public override object? Serialize(object? value) => value;

    /// <inheritdoc />
    public override object? ParseValue(object? value) => ThrowValueConversionError(value);

    /// <inheritdoc />
    public override object? ParseLiteral(GraphQLValue value) => ThrowLiteralConversionError(value);
}
