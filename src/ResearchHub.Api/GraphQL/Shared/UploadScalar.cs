using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A file that came with a request and lies in a temporary place until the operation takes it from there.</summary>
/// <param name="Name">As the sender calls it.</param>
/// <param name="DeclaredType">Media type that the sender declares; null for none.</param>
/// <param name="Sha256">Hexadecimal, lower case.</param>
public sealed record UploadedFile(string Path, string Name, string? DeclaredType, long Bytes, string Sha256);

/// <summary>A file that came with the request; its value is an <see cref="UploadedFile"/>.</summary>
internal sealed class UploadScalar : ScalarGraphType
{
    public UploadScalar()
    {
        Name = "Upload";
        Description =
            "A file of a multipart request: a variable that is null in `operations` and named in `map`. Send the header `GraphQL-Preflight: 1`.";
        this.ApplyDirective("specifiedBy", "url", "https://github.com/jaydenseric/graphql-multipart-request-spec");
    }

    public override object? ParseLiteral(GraphQLValue value) =>
        value is GraphQLNullValue ? null : ThrowLiteralConversionError(value, "Send the file as a variable of a multipart request.");

    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            UploadedFile file => file,
            _ => ThrowValueConversionError(value),
        };

    public override object? Serialize(object? value) => ThrowSerializationError(value);
}
