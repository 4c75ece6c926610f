using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing.PersistentIds;

/// <summary>How an identifier stands at its registry.</summary>
public enum RegistrationState
{
    /// <summary>The registry says what the record says.</summary>
    Registered,

    /// <summary>The registry did not take it; it is told again.</summary>
    Refused,
}

/// <summary>How the identifier of an output stands at its registry.</summary>
/// <param name="Problem">Why it was refused; null when it was not.</param>
/// <param name="Attempts">Times that the registry refused, one after the other.</param>
public sealed record IdentifierRegistration(
    long OutputId,
    string Identifier,
    RegistrationState State,
    string? Problem,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset UpdatedAt
)
{
    internal const int ColumnCount = 7;
    internal const string Columns = "g.output_id, g.identifier, g.state, g.problem, g.attempts, g.next_attempt_at, g.updated_at";

    internal static IdentifierRegistration Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetString(1),
            reader.GetEnum<RegistrationState>(2),
            reader.GetStringOrNull(3),
            reader.GetInt32(4),
            reader.GetTimeOrNull(5),
            reader.GetTime(6)
        );
}

/// <summary>Reads of registrations; each is one SQL statement. For curators.</summary>
public sealed class RegistrationQueries(ReadDatabase database)
{
    private static readonly OrderTerm[] Latest =
    [
        new(new OrderField("updatedAt", "When it last changed.", "{t}.updated_at", OrderKeyType.Timestamp), Descending: true),
    ];

    private static readonly PageSql<IdentifierRegistration> Registrations = new(
        IdentifierRegistration.Columns,
        IdentifierRegistration.ColumnCount,
        "from (select *, output_id as id from identifier_registrations) g",
        "g",
        IdentifierRegistration.Read
    );

    /// <summary>Registrations by output.</summary>
    public async Task<IReadOnlyDictionary<long, IdentifierRegistration>> OfOutputsAsync(
        long[] outputs,
        CancellationToken cancellationToken
    ) =>
        (
            await database.ListAsync(
                $"select {IdentifierRegistration.Columns} from identifier_registrations g where g.output_id = any($1)",
                [outputs],
                IdentifierRegistration.Read,
                cancellationToken
            )
        ).ToDictionary(row => row.OutputId);

    /// <summary>Registrations, those last changed first.</summary>
    /// <param name="state">Null for all.</param>
    public ListQuery<IdentifierRegistration> List(RegistrationState? state) =>
        new(database, Registrations, sql => state is { } one ? [$"g.state = {sql.Value(ConstantCase.Of(one))}"] : ["true"], null, Latest);
}
