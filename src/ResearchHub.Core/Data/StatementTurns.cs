namespace ResearchHub.Core.Data;

/// <summary>
/// Turns at the database for those who must leave room for others: of the reads of all flows of control that use it, so many run at once and the
/// rest waits in order.
/// </summary>
public sealed class StatementTurns(int atOnce) : IDisposable
{
    private static readonly AsyncLocal<StatementTurns?> Ambient = new();
    private readonly SemaphoreSlim _free = new(atOnce);

    /// <summary>From here on, the reads of this flow of control wait for their turns.</summary>
    /// <param name="turns">Null for reads that wait for nobody.</param>
    public static void Use(StatementTurns? turns) => Ambient.Value = turns;

    public void Dispose() => _free.Dispose();

    /// <summary>Waits for a turn; dispose it when the statement has been read.</summary>
    internal static async ValueTask<Turn> TakeAsync(CancellationToken cancellationToken)
    {
        var turns = Ambient.Value;
        if (turns is not null)
        {
            await turns._free.WaitAsync(cancellationToken);
        }
        return new Turn(turns);
    }

    internal readonly struct Turn(StatementTurns? turns) : IDisposable
    {
        public void Dispose() => turns?._free.Release();
    }
}
