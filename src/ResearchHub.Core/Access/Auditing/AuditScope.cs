namespace ResearchHub.Core.Access.Auditing;

/// <summary>
/// One act of somebody, from its beginning to its end. The first transaction that commits within it carries its row in the audit log, so there is
/// no change without a row, and no row without a change.
/// </summary>
public sealed class AuditScope : IDisposable
{
    private static readonly AsyncLocal<AuditScope?> Ambient = new();

    private AuditScope(string action, Caller caller) => (Action, Caller) = (action, caller);

    /// <summary>The act that this code runs in; null outside of any.</summary>
    public static AuditScope? Current => Ambient.Value;

    public string Action { get; }

    public Caller Caller { get; }

    internal (string Type, long Id)? Subject { get; private set; }

    internal long? Output { get; private set; }

    internal bool IsWritten { get; set; }

    /// <summary>Begins an act.</summary>
    public static AuditScope Begin(string action, Caller caller) => Ambient.Value = new AuditScope(action, caller);

    /// <summary>Says which record the act is about, where the input does not.</summary>
    /// <param name="type">As in global ids.</param>
    public static void About(string type, long id)
    {
        if (Current is { } scope)
        {
            scope.Subject = (type, id);
        }
    }

    /// <summary>Says that the record is a part of an output, which its owner hears of.</summary>
    /// <param name="output">Of what belongs to all versions of a work, the first.</param>
    public static void PartOf(long output)
    {
        if (Current is { } scope)
        {
            scope.Output = output;
        }
    }

    public void Dispose() => Ambient.Value = null;
}
