using System.Collections.Concurrent;
using System.Diagnostics;

namespace ResearchHub.Testing;

/// <summary>The SQL statements that Npgsql sent to one database while this was open, in the order in which they ended.</summary>
public sealed class SqlCapture : IDisposable
{
    private readonly ConcurrentQueue<(string Text, bool IsOfRequest)> _statements = new();
    private readonly ActivityListener _listener;

    internal SqlCapture(string database)
    {
        _listener = new ActivityListener
        {
            // That of ASP.NET Core too, so that a statement knows which request it belongs to.
            ShouldListenTo = source => source.Name is "Npgsql" or "Microsoft.AspNetCore",
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.AllData,
            ActivityStopped = activity =>
            {
                if (Tag(activity, "db.namespace") == database && Tag(activity, "db.query.text") is { } text)
                {
                    _statements.Enqueue((text, activity.Parent is not null));
                }
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    public IReadOnlyList<string> Statements => [.. _statements.Select(statement => statement.Text)];

    /// <summary>Those that requests asked, without what the server asks by itself meanwhile.</summary>
    public IReadOnlyList<string> OfRequests =>
        [.. _statements.Where(statement => statement.IsOfRequest).Select(statement => statement.Text)];

    public int Count => _statements.Count;

    /// <summary>The statements for a snapshot: one a paragraph, without blank lines or trailing spaces.</summary>
    public string Text => string.Join("\n\n", Statements.Select(WithoutBlankLines));

    public void Clear() => _statements.Clear();

    public void Dispose() => _listener.Dispose();

    private static string? Tag(Activity activity, string name) => activity.GetTagItem(name) as string;

    private static string WithoutBlankLines(string statement) =>
        string.Join('\n', statement.ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd()).Where(line => line.Length > 0));
}
