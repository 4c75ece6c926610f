using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Reads of secret links; each method is one SQL statement, and does not ask who may know.</summary>
public sealed class ShareLinkQueries(ReadDatabase database, TimeProvider time)
{
    internal const string Marker = "rhub-share_";

    /// <summary>Whether the link <c>l</c> opens something at the time $1.</summary>
    internal const string Good = "l.revoked_at is null and l.expires_at > $1";

    private static readonly PageSql<ShareLink> Links = new(
        ShareLink.Columns,
        ShareLink.ColumnCount,
        "from share_links l",
        "l",
        ShareLink.Read
    );

    /// <summary>Links of outputs that can be used now, newest first.</summary>
    public ChildrenQuery<ShareLink> OfOutputs() =>
        new(
            database,
            Links,
            sql =>
            {
                sql.Place(time.GetUtcNow());
                return ["l.output_id = p.id", Good];
            },
            null,
            []
        );

    /// <summary>The fingerprint of a secret that opens something now; null for any other text.</summary>
    public async Task<string?> RecogniseAsync(string secret, CancellationToken cancellationToken)
    {
        var fingerprint = SecretText.IsOne(secret, Marker) ? SecretText.FingerprintOf(secret) : null;
        return fingerprint is not null && await IsGoodAsync(fingerprint, cancellationToken) ? fingerprint : null;
    }

    /// <summary>Whether a link still opens something.</summary>
    public Task<bool> IsGoodAsync(string fingerprint, CancellationToken cancellationToken) =>
        database.ScalarAsync<bool>(
            $"select exists (select from share_links l where l.hash = $2 and {Good})",
            [time.GetUtcNow(), fingerprint],
            cancellationToken
        );
}
