using System.Globalization;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>How a dataset can be had.</summary>
/// <param name="TermsVersion">Version of the terms in force; null for none.</param>
internal sealed record DataAccessOffer(
    PublicationState State,
    DataAccessMode Mode,
    AccessRight Access,
    DateOnly? EmbargoUntil,
    int? TermsVersion,
    bool NeedsEthicsApproval
)
{
    /// <summary>Whether nobody needs to decide: who asks is given them.</summary>
    public bool IsGivenAtOnce => Mode is DataAccessMode.Direct or DataAccessMode.Public;

    public const string Withdrawn = "It was withdrawn: nobody is given its files any more.";

    /// <summary>Why nobody can ask for it; null when one can.</summary>
    public string? Refusal =>
        State == PublicationState.Withdrawn ? Withdrawn
        : !DataAccessRules.IsGivenHere(Mode) ? "Nobody gives its files here: see its access mode."
        : DataAccessRules.IsOpen(Access, Mode) ? "Its files are open: download them."
        : Access != AccessRight.Embargoed ? null
        : EmbargoUntil is { } day
            ? $"Its files are under embargo until {day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: nobody is given them before."
        : "Its files are under embargo: nobody is given them.";

    /// <summary>Why an account is given nothing at once: it has the data already, on the terms in force. Null when it has not. The account is locked, so that who asks twice is given it once.</summary>
    public async Task<string?> HeldAsync(
        HubTransaction transaction,
        long dataset,
        long user,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await transaction.LockAsync("users", user, cancellationToken);
        var until = await transaction.FirstAsync(
            """
            select max(expires_at) from data_access_grants
            where output_id = $1 and user_id = $2 and revoked_at is null and expires_at > $3 and terms_version is not distinct from $4
            """,
            [dataset, user, now, TermsVersion],
            reader => reader.GetTimeOrNull(0),
            cancellationToken
        );
        return until is { } end
            ? $"You have them until {end.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)}: download them, and ask again then."
            : null;
    }

    /// <summary>Of a dataset that is there.</summary>
    public static async Task<DataAccessOffer> OfAsync(HubTransaction transaction, long dataset, CancellationToken cancellationToken) =>
        (
            await transaction.FirstAsync(
                $"""
                select o.state, o.access_mode, o.access, o.embargo_until, t.version, coalesce(t.needs_ethics_approval, false) from research_outputs o
                left join access_terms t on t.id = {VersionedAccess.Terms} where o.id = $1
                """,
                [dataset],
                reader => new DataAccessOffer(
                    reader.GetEnum<PublicationState>(0),
                    reader.GetEnum<DataAccessMode>(1),
                    reader.GetEnum<AccessRight>(2),
                    reader.GetDateOrNull(3),
                    reader.GetIntOrNull(4),
                    reader.GetBoolean(5)
                ),
                cancellationToken
            )
        )!;
}
