using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using GraphQL;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Reads GraphQL multipart requests: <c>operations</c>, then <c>map</c>, then files. Files are streamed to a folder and hashed on the way,
/// never held in memory; the operation runs once all of them are there, so one that was cut off leaves nothing.
/// </summary>
internal sealed class MultipartRequestReader(RequestReader requests, GraphQLTransportOptions options)
{
    public const string PreflightHeader = "GraphQL-Preflight";
    private const int BufferSize = 64 * 1024;
    private const int LongestBoundary = 128;
    private readonly GraphQLLimits _limits = options.Limits;

    public static bool Reads(string? contentType) =>
        MediaTypeHeaderValue.TryParse(contentType, out var type)
        && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase);

    /// <exception cref="RequestRefusal">The body is not such a request, or too large.</exception>
    public async Task<OperationRequest> ReadAsync(HttpContext http)
    {
        CheckSender(http);
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = (_limits.MaxFileBytes * _limits.MaxFilesPerRequest) + (2L * _limits.MaxBodyBytes);
        }
        var files = new ReceivedFiles(options.UploadFolder);
        try
        {
            var request = await ReadAsync(http, files);
            request.Files = files;
            return request;
        }
        catch (Exception exception)
        {
            files.Dispose();
            throw exception switch
            {
                InvalidDataException => RequestRefusal.BadRequest($"The multipart body cannot be read: {exception.Message}"),
                IOException and not BadHttpRequestException => RequestRefusal.BadRequest("The multipart body ends in the middle."),
                _ => exception,
            };
        }
    }

    /// <summary>A form of a foreign page can send multipart bodies, but no header of its own: the header shows that it is none.</summary>
    private static void CheckSender(HttpContext http)
    {
        if (http.Request.Headers[PreflightHeader].Count == 0)
        {
            throw RequestRefusal.BadRequest($"Send the header '{PreflightHeader}: 1' with multipart requests.");
        }
        if (http.User.Identity is not { IsAuthenticated: true })
        {
            throw RequestRefusal.Of(
                StatusCodes.Status401Unauthorized,
                "Sign in to send files: send 'Authorization: Bearer <token>'.",
                ErrorCodes.Unauthenticated
            );
        }
    }

    private async Task<OperationRequest> ReadAsync(HttpContext http, ReceivedFiles files)
    {
        var cancellationToken = http.RequestAborted;
        var multipart = new MultipartReader(BoundaryOf(http.Request.ContentType!), http.Request.Body, BufferSize);
        var operations = await TextAsync(await multipart.ReadNextSectionAsync(cancellationToken), "operations", cancellationToken);
        var request = requests.Read(new ReadOnlySequence<byte>(operations));
        var map = Map(await TextAsync(await multipart.ReadNextSectionAsync(cancellationToken), "map", cancellationToken));
        var variables = new Dictionary<string, object?>(request.Variables ?? Inputs.Empty, StringComparer.Ordinal);
        while (map.Count > 0)
        {
            var section =
                await multipart.ReadNextSectionAsync(cancellationToken)
                ?? throw RequestRefusal.BadRequest($"The file '{map.Keys.First()}' of the map is missing.");
            var name = NameOf(section, out var disposition);
            if (!map.Remove(name, out var paths))
            {
                throw RequestRefusal.BadRequest($"The part '{name}' is not in the map.");
            }
            var file = await ReceiveAsync(section, disposition, files, cancellationToken);
            foreach (var path in paths)
            {
                Put(variables, path, file);
            }
        }
        if (await multipart.ReadNextSectionAsync(cancellationToken) is not null)
        {
            throw RequestRefusal.BadRequest("Something follows the files of the map.");
        }
        request.Variables = new Inputs(variables);
        return request;
    }

    private static string BoundaryOf(string contentType)
    {
        var boundary = HeaderUtilities.RemoveQuotes(MediaTypeHeaderValue.Parse(contentType).Boundary).Value;
        return boundary is { Length: > 0 and <= LongestBoundary }
            ? boundary
            : throw RequestRefusal.BadRequest("The Content-Type needs a boundary.");
    }

    private async Task<byte[]> TextAsync(MultipartSection? section, string name, CancellationToken cancellationToken)
    {
        if (section is null || !string.Equals(NameOf(section, out _), name, StringComparison.Ordinal))
        {
            throw RequestRefusal.BadRequest($"The parts must be 'operations', 'map', then the files; '{name}' is missing.");
        }
        using var text = new MemoryStream();
        var buffer = new byte[BufferSize];
        for (int read; (read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0; )
        {
            text.Write(buffer, 0, read);
            if (text.Length > _limits.MaxBodyBytes)
            {
                throw RequestRefusal.TooLarge(_limits.MaxBodyBytes, null);
            }
        }
        return text.ToArray();
    }

    private Dictionary<string, string[]> Map(byte[] json)
    {
        Dictionary<string, string[]>? map;
        try
        {
            map = JsonSerializer.Deserialize<Dictionary<string, string[]>>(json);
        }
        catch (JsonException)
        {
            map = null;
        }
        if (map is null || map.Values.Any(paths => paths is not { Length: > 0 } || paths.Contains(null!, StringComparer.Ordinal)))
        {
            throw RequestRefusal.BadRequest("'map' must be an object of lists of paths, such as {\"0\":[\"variables.input.file\"]}.");
        }
        return map.Count <= _limits.MaxFilesPerRequest
            ? map
            : throw RequestRefusal.Limit(
                ErrorCodes.SizeLimit,
                $"A request has at most {_limits.MaxFilesPerRequest} files.",
                _limits.MaxFilesPerRequest,
                map.Count
            );
    }

    private static string NameOf(MultipartSection section, out ContentDispositionHeaderValue disposition) =>
        ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out disposition!)
        && HeaderUtilities.RemoveQuotes(disposition.Name).Value is { } name
            ? name
            : throw RequestRefusal.BadRequest("A part has no name.");

    private async Task<UploadedFile> ReceiveAsync(
        MultipartSection section,
        ContentDispositionHeaderValue disposition,
        ReceivedFiles files,
        CancellationToken cancellationToken
    )
    {
        var path = files.NewPath();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        var bytes = 0L;
        try
        {
            await using var target = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
            for (int read; (read = await section.Body.ReadAsync(buffer, cancellationToken)) > 0; )
            {
                bytes += read;
                if (bytes > _limits.MaxFileBytes)
                {
                    throw RequestRefusal.FileTooLarge(_limits.MaxFileBytes);
                }
                hash.AppendData(buffer, 0, read);
                await target.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            }
            target.Flush(flushToDisk: true);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
        var name = disposition.FileNameStar.HasValue ? disposition.FileNameStar : disposition.FileName;
        return new UploadedFile(
            path,
            HeaderUtilities.RemoveQuotes(name).Value ?? "",
            section.ContentType,
            bytes,
            Convert.ToHexStringLower(hash.GetHashAndReset())
        );
    }

    /// <summary>Puts a file where the map says: a place in the variables that is null.</summary>
    private static void Put(Dictionary<string, object?> variables, string path, UploadedFile file)
    {
        var steps = path.Split('.');
        object? place = variables;
        for (var i = 1; i < steps.Length && steps[0] == "variables"; i++)
        {
            var isLast = i == steps.Length - 1;
            switch (place)
            {
                case Dictionary<string, object?> fields when fields.TryGetValue(steps[i], out var value):
                    if (isLast && value is null)
                    {
                        fields[steps[i]] = file;
                        return;
                    }
                    place = value;
                    break;
                case List<object?> items
                    when int.TryParse(steps[i], NumberStyles.None, CultureInfo.InvariantCulture, out var index) && index < items.Count:
                    if (isLast && items[index] is null)
                    {
                        items[index] = file;
                        return;
                    }
                    place = items[index];
                    break;
                default:
                    place = null;
                    break;
            }
        }
        throw RequestRefusal.BadRequest($"The path '{path}' of the map must lead to a null in the variables.");
    }
}
