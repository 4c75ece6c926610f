using System.Buffers;
using System.IO.Compression;
using GraphQL;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Sends JSON answers: status by format, entity tags for GET, compression.</summary>
internal sealed class ResponseSender(IOptions<GraphQLTransportOptions> options)
{
    private const int BrotliQuality = 4;
    private const int BrotliWindow = 22;

    public async Task SendAsync(HttpContext http, ResponseFormat format, ExecutionResult result, int? status = null)
    {
        using var buffer = new PooledBuffer();
        ResultWriter.Write(buffer, result);
        await SendAsync(http, format, status ?? Status(format, result), buffer.Written);
    }

    public Task SendAsync(HttpContext http, ResponseFormat format, int status, ReadOnlyMemory<byte> body) =>
        SendAsync(http, format, status, body, known: null);

    /// <summary>Sends an answer that costs nothing any more.</summary>
    public Task SendAsync(HttpContext http, ResponseFormat format, KnownAnswer known) =>
        SendAsync(http, format, StatusCodes.Status200OK, known.Plain, known);

    private async Task SendAsync(HttpContext http, ResponseFormat format, int status, ReadOnlyMemory<byte> body, KnownAnswer? known)
    {
        var response = http.Response;
        response.StatusCode = status;
        response.ContentType =
            format == ResponseFormat.GraphQLResponse
                ? "application/graphql-response+json; charset=utf-8"
                : "application/json; charset=utf-8";
        response.Headers.XContentTypeOptions = "nosniff";
        if (status == StatusCodes.Status200OK && !HttpMethods.IsPost(http.Request.Method) && IsNotModified(http, body.Span))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            response.ContentType = null;
            return;
        }
        if (body.Length >= options.Value.CompressFromBytes && Encoding(http.Request) is { } encoding)
        {
            response.Headers.ContentEncoding = encoding;
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
            if (known is not null)
            {
                await WriteAsync(http, known.In(encoding, Compressed));
                return;
            }
            using var compressed = new PooledBuffer();
            Compress(body.Span, compressed, encoding);
            await WriteAsync(http, compressed.Written);
            return;
        }
        await WriteAsync(http, body);
    }

    private static async ValueTask WriteAsync(HttpContext http, ReadOnlyMemory<byte> body)
    {
        http.Response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(http.Request.Method))
        {
            await http.Response.BodyWriter.WriteAsync(body, http.RequestAborted);
        }
    }

    /// <summary>Sets the caching headers of an answer to GET.</summary>
    private bool IsNotModified(HttpContext http, ReadOnlySpan<byte> body)
    {
        var headers = http.Response.Headers;
        headers.CacheControl = http.User.Identity is { IsAuthenticated: true }
            ? $"private, {options.Value.CacheControl}"
            : options.Value.CacheControl;
        headers.Append(HeaderNames.Vary, HeaderNames.Accept);
        return EntityTags.IsKnown(http, body);
    }

    private static string? Encoding(HttpRequest request)
    {
        var accepted = request.Headers.AcceptEncoding;
        if (accepted.Count == 0 || !StringWithQualityHeaderValue.TryParseList(accepted, out var wanted))
        {
            return null;
        }
        string? best = null;
        double quality = 0;
        foreach (var encoding in wanted)
        {
            var name = encoding.Value.Value switch
            {
                "br" or "*" => "br",
                "gzip" => "gzip",
                _ => null,
            };
            var weight = encoding.Quality ?? 1;
            if (name is not null && (weight > quality || (weight == quality && weight > 0 && name == "br")))
            {
                (best, quality) = (name, weight);
            }
        }
        return best;
    }

    private static byte[] Compressed(ReadOnlyMemory<byte> body, string encoding)
    {
        using var buffer = new PooledBuffer();
        Compress(body.Span, buffer, encoding);
        return buffer.Written.ToArray();
    }

    private static void Compress(ReadOnlySpan<byte> body, PooledBuffer output, string encoding)
    {
        if (encoding == "br")
        {
            var target = output.GetSpan(BrotliEncoder.GetMaxCompressedLength(body.Length));
            BrotliEncoder.TryCompress(body, target, out var written, BrotliQuality, BrotliWindow);
            output.Advance(written);
            return;
        }
        using var memory = new MemoryStream(body.Length / 2);
        using (var gzip = new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }
        output.Write(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    /// <summary>With application/json a well-formed GraphQL answer has status 200; otherwise the status tells whether it ran.</summary>
    public static int Status(ResponseFormat format, ExecutionResult result)
    {
        if (result.Executed || format != ResponseFormat.GraphQLResponse)
        {
            return StatusCodes.Status200OK;
        }
        var code = result.Errors is { Count: > 0 } errors ? ErrorCodeMapper.Of(errors[0]) : ErrorCodes.Internal;
        return code switch
        {
            ErrorCodes.Internal => StatusCodes.Status500InternalServerError,
            ErrorCodes.Timeout => StatusCodes.Status503ServiceUnavailable,
            ErrorCodes.Unauthenticated => StatusCodes.Status401Unauthorized,
            ErrorCodes.Forbidden => StatusCodes.Status403Forbidden,
            ErrorCodes.RateLimited => StatusCodes.Status429TooManyRequests,
            _ => StatusCodes.Status400BadRequest,
        };
    }
}
