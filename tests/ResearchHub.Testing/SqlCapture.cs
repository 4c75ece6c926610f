using System.Collections.Concurrent;
using System.Diagnostics;

namespace ResearchHub.Testing;

/// <summary>The SQL statements that Npgsql sent to one database while this was open, in the order in which they ended.</summary>
public sealed class SqlCapture : IDisposable
{
    private readonly ConcurrentQueue<string> _statements = new();
    private readonly ActivityListener _listener;

    internal SqlCapture(string database)
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => string.Equals(source.Name, "Npgsql", StringComparison.Ordinal),
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Tag(activity, "db.namespace") == database && Tag(activity, "db.query.text") is { } text)
                {
                    _statements.Enqueue(text);
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<string> Statements => [.. _statements];

    public int Count => _statements.Count;

    /// <summary>The statements for a snapshot: one a paragraph, without blank lines or trailing spaces.</summary>
    public string Text => string.Join("\n\n", _statements.Select(WithoutBlankLines));

    public void Clear() => _statements.Clear();

    public void Dispose() => _listener.Dispose();

    private static string? Tag(Activity activity, string name) => activity.GetTagItem(name) as string;

    private static string WithoutBlankLines(string statement) =>
        string.Join('\n', statement.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
}
