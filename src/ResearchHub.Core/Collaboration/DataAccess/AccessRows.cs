using Npgsql;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>A version of the terms on which a dataset is given. Versions never change: who accepted one knows what was accepted.</summary>
/// <param name="Version">Counted over all versions of the dataset.</param>
/// <param name="GrantDays">Days for which access is given unless said otherwise.</param>
/// <param name="NeedsEthicsApproval">Whether a request has to say which board has approved the research.</param>
public sealed record AccessTermsRow(
    long Id,
    long OutputId,
    int Version,
    string Text,
    int GrantDays,
    bool NeedsEthicsApproval,
    DateTimeOffset CreatedAt
)
{
    public const string TypeName = "AccessTerms";

    internal const int ColumnCount = 7;
    internal const string Columns = "t.id, t.output_id, t.version, t.text, t.grant_days, t.needs_ethics_approval, t.created_at";

    internal static AccessTermsRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt32(2),
            reader.GetString(3),
            reader.GetInt32(4),
            reader.GetBoolean(5),
            reader.GetTime(6)
        );
}

/// <summary>Somebody has access to the files of a dataset until a time.</summary>
/// <param name="TermsVersion">Version of the terms that was accepted; null when there were none.</param>
public sealed record AccessGrantRow(
    long Id,
    long OutputId,
    long UserId,
    long? RequestId,
    int? TermsVersion,
    DateTimeOffset GrantedAt,
    DateTimeOffset ExpiresAt,
    DateTimeOffset? RevokedAt,
    string? RevocationReason
)
{
    public const string TypeName = "DataAccessGrant";

    /// <summary>As it is for who is not to know why it was taken back.</summary>
    public AccessGrantRow WithoutReason() => this with { RevocationReason = null };

    internal const int ColumnCount = 9;
    internal const string Columns =
        "g.id, g.output_id, g.user_id, g.request_id, g.terms_version, g.granted_at, g.expires_at, g.revoked_at, g.reason";

    internal static AccessGrantRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetInt64(2),
            reader.GetLongOrNull(3),
            reader.GetIntOrNull(4),
            reader.GetTime(5),
            reader.GetTime(6),
            reader.GetTimeOrNull(7),
            reader.GetStringOrNull(8)
        );
}

/// <summary>How somebody read a file.</summary>
public enum FileReading
{
    Download,

    /// <summary>Saw its first rows.</summary>
    Preview,
}

/// <summary>A file that somebody read.</summary>
/// <param name="UserId">Null when the account is gone.</param>
public sealed record DownloadRow(long Id, long OutputId, string FileName, long? UserId, DateTimeOffset OccurredAt, FileReading Kind)
{
    internal const int ColumnCount = 6;
    internal const string Columns = "d.id, d.output_id, d.file_name, d.user_id, d.occurred_at, d.kind";

    internal static DownloadRow Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetString(2),
            reader.GetLongOrNull(3),
            reader.GetTime(4),
            reader.GetEnum<FileReading>(5)
        );
}

/// <summary>Where a request for data stands, in the words of those who give data.</summary>
public enum DataAccessDecision
{
    Pending,
    Approved,
    Denied,

    /// <summary>The requester is asked for more.</summary>
    MoreInfo,
    Cancelled,
}

/// <summary>A request for data accepts other terms than those that are in force.</summary>
/// <param name="Version">Version in force; null for none.</param>
public sealed record TermsChangedError(int? Version)
    : UserError(
        "STATE",
        $"The terms have changed: whoever asks accepts version {Version}, which is in force, with acceptAccessTerms before this can be accepted.",
        ["input", "id"]
    );

/// <summary>What a request for data says.</summary>
/// <param name="Purpose">What the data are wanted for.</param>
/// <param name="EthicsApproval">Board, number and date of the approval of the research; null for none.</param>
/// <param name="TermsVersion">Version of the terms that the requester accepts; null when there are none.</param>
public sealed record DataAccessDetails(string Purpose, string? EthicsApproval, int? TermsVersion) : RequestDetails
{
    /// <summary>The life cycle of requests in the words of those who give data: what has expired was not given.</summary>
    public static DataAccessDecision DecisionOf(RequestRow request) =>
        request.Status switch
        {
            RequestStatus.Accepted => DataAccessDecision.Approved,
            RequestStatus.Declined or RequestStatus.Expired => DataAccessDecision.Denied,
            RequestStatus.Cancelled => DataAccessDecision.Cancelled,
            RequestStatus.Submitted when request.AwaitsCreator => DataAccessDecision.MoreInfo,
            _ => DataAccessDecision.Pending,
        };

    /// <summary>Whether somebody reads why access was taken back later: who asked for it and who decided do, not whose opinion was wanted.</summary>
    public static bool ReadsWhyRevoked(RequestRow request) =>
        request.Standings.Any(one => one is RequestStanding.Creator or RequestStanding.Receiver or RequestStanding.Admin);
}
