using Npgsql;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Seeding;

/// <summary>Names of an organisation by language, and other names, as the columns hold them.</summary>
internal sealed record FirmNames(string Names, string Others)
{
    public static FirmNames None { get; } = new("[]", "[]");

    public static FirmNames Of(SeedOrganization one) =>
        new(
            SeedDatabase.Texts(one.Names),
            SeedDatabase.Texts(
                one.AltNames.Except([.. one.Names.Values, one.RealAcronym ?? ""], StringComparer.OrdinalIgnoreCase)
                    .Select(name => new LocalizedText("und", name))
            )
        );

    /// <summary>Gives organisations that were there before the names that the seed has for them now; nobody else changes names.</summary>
    public static Task<int> RenameAsync(
        NpgsqlConnection connection,
        IReadOnlyCollection<(long Id, FirmNames Names)> firms,
        DateTimeOffset now,
        CancellationToken cancellationToken
    ) =>
        Statements.ExecuteAsync(
            connection,
            """
            with renamed as (
              update organizations g set names = n.names, alternative_names = n.others, updated_at = $4
              from unnest($1, $2::jsonb[], $3::jsonb[]) n(id, names, others)
              where g.id = n.id and (g.names, g.alternative_names) is distinct from (n.names, n.others) returning g.id)
            insert into change_events (kind, subject_kind, subject_id, occurred_at) select 'UPDATED', 'ORGANIZATION', id, $4 from renamed
            """,
            [
                firms.Select(firm => firm.Id).ToArray(),
                firms.Select(firm => firm.Names.Names).ToArray(),
                firms.Select(firm => firm.Names.Others).ToArray(),
                now,
            ],
            cancellationToken
        );
}
