using System.Diagnostics;

namespace ResearchHub.Api.Hosting;

/// <summary>Scopes of log lines, which ASP.NET gives the path of the request; trace and span come first, as without this.</summary>
internal sealed class ScopesWithoutSecrets : IExternalScopeProvider
{
    private const string Path = "RequestPath";
    private readonly LoggerExternalScopeProvider _scopes = new();

    public void ForEachScope<TState>(Action<object?, TState> callback, TState state)
    {
        if (Activity.Current is { } span)
        {
            callback(new Pairs([new("SpanId", span.SpanId.ToHexString()), new("TraceId", span.TraceId.ToHexString())]), state);
        }
        _scopes.ForEachScope(callback, state);
    }

    public IDisposable Push(object? state) =>
        _scopes.Push(state is IReadOnlyList<KeyValuePair<string, object>> pairs ? Open(pairs) : state);

    private static object Open(IReadOnlyList<KeyValuePair<string, object>> pairs) =>
        pairs.Any(pair => pair.Key == Path)
            ? new Pairs([.. pairs.Select(pair => pair.Key == Path ? new(Path, SecretAddresses.Hide($"{pair.Value}")) : pair)])
            : pairs;

    private sealed class Pairs(IEnumerable<KeyValuePair<string, object>> pairs) : List<KeyValuePair<string, object>>(pairs)
    {
        public override string ToString() => string.Join(", ", this.Select(pair => $"{pair.Key}:{pair.Value}"));
    }
}
