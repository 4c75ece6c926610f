using System.ComponentModel.DataAnnotations;
using GraphQL;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>How GraphQL is served.</summary>
public sealed class GraphQLTransportOptions
{
    /// <summary>What one request may ask for.</summary>
    public GraphQLLimits Limits { get; set; } = new();

    /// <summary>The error that an exception of a resolver means to a client; null for a fault, which is masked and logged.</summary>
    public Func<Exception, ExecutionError?> ErrorOf { get; set; } = _ => null;

    /// <summary>
    /// What tells an event of a subscription from others; as text, the cursor of those who come back. Null when they cannot, and when its
    /// result may not be shared among subscribers.
    /// </summary>
    public Func<object, object?> EventKeyOf { get; set; } = _ => null;

    /// <summary>Argument of a subscription that only says where it starts, and so does not keep its results from being shared.</summary>
    public string ResumeArgument { get; set; } = "after";

    /// <summary>Origins of web pages that may call the endpoint; <c>*</c> allows all, without credentials (default: none but its own).</summary>
    public IList<string> AllowedOrigins { get; } = [];

    /// <summary>Memory for parsed and validated documents, in bytes (default 32 MiB).</summary>
    [Range(0, int.MaxValue)]
    public int DocumentCacheBytes { get; set; } = 32 * 1024 * 1024;

    /// <summary>Memory for persisted documents that clients registered, in bytes (default 16 MiB).</summary>
    [Range(0, int.MaxValue)]
    public int PersistedDocumentBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Smallest body worth compressing, in bytes (default 1,024); <see cref="int.MaxValue"/> turns compression off.</summary>
    public int CompressFromBytes { get; set; } = 1024;

    /// <summary>Cache-Control of answers to GET (default: caches may keep them but ask each time whether they still hold).</summary>
    public string CacheControl { get; set; } = "no-cache";

    /// <summary>Time a WebSocket client has for its connection_init (default 10 s).</summary>
    public TimeSpan ConnectionInitTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Silence after which a stream sends a ping or a comment (default 12 s).</summary>
    public TimeSpan KeepAlive { get; set; } = TimeSpan.FromSeconds(12);

    /// <summary>Results a slow subscriber may be behind before its stream is ended with SUBSCRIPTION_LAGGED (default 1,000).</summary>
    [Range(1, 1_000_000)]
    public int StreamBuffer { get; set; } = 1_000;

    /// <summary>How often an event that a fault has spoilt is executed again before its stream is ended with SUBSCRIPTION_FAILED (default 3).</summary>
    [Range(0, 10)]
    public int EventRetries { get; set; } = 3;

    /// <summary>Pause before the first of them, four times as long before each other (default 250 ms).</summary>
    public TimeSpan EventRetryPause { get; set; } = TimeSpan.FromMilliseconds(250);

    /// <summary>Folder where files of requests lie until the operation takes them (default: a folder for temporary files).</summary>
    public string UploadFolder { get; set; } = Path.Combine(Path.GetTempPath(), "researchhub-uploads");

    /// <summary>Folder of <c>wwwroot</c> beside the program with the page for browsers, and the path of its files.</summary>
    public string PageFolder { get; set; } = "graphiql";
}
