using Npgsql;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>Why nothing is sent to a webhook any more.</summary>
public enum WebhookProblem
{
    /// <summary>It answered 410: it is gone for good.</summary>
    Gone,

    /// <summary>It failed for days.</summary>
    Failing,
}

/// <summary>Where the matches of a saved search are sent.</summary>
/// <param name="FailingSince">First failure since it last worked; null while it works.</param>
/// <param name="DisabledAt">From when on nothing is sent; null while it is.</param>
public sealed record Webhook(
    string Url,
    DateTimeOffset CreatedAt,
    DateTimeOffset? FailingSince,
    DateTimeOffset? DisabledAt,
    WebhookProblem? DisabledBecause
);

/// <summary>How a message to a webhook stands.</summary>
public enum DeliveryState
{
    /// <summary>To be sent, or to be sent again.</summary>
    Pending,
    Delivered,

    /// <summary>Given up.</summary>
    Dead,
}

/// <summary>One message to a webhook: a match of a saved search.</summary>
/// <param name="Match">What it tells of.</param>
/// <param name="Title">Title of the output at that time.</param>
/// <param name="LastStatus">HTTP status of the last answer; null when there was none.</param>
/// <param name="LastProblem">Why the last attempt failed; null when it did not.</param>
public sealed record WebhookDelivery(
    long Id,
    long SavedSearchId,
    FeedEvent Match,
    string Title,
    string? Doi,
    DeliveryState State,
    int Attempts,
    DateTimeOffset? NextAttemptAt,
    DateTimeOffset? LastAttemptAt,
    int? LastStatus,
    string? LastProblem,
    DateTimeOffset CreatedAt,
    DateTimeOffset? DeliveredAt
)
{
    internal const int ColumnCount = 18;

    /// <summary>The select list over alias <c>d</c>.</summary>
    internal const string Columns =
        "d.id, d.saved_search_id, d.transaction, d.sequence, d.kind, d.subject_kind, d.output_id, d.occurred_at, d.title, d.doi, "
        + "d.state, d.attempts, d.next_attempt_at, d.last_attempt_at, d.last_status, d.last_problem, d.created_at, d.delivered_at";

    internal static WebhookDelivery Read(NpgsqlDataReader reader) =>
        new(
            reader.GetInt64(0),
            reader.GetInt64(1),
            reader.GetFeedEvent(2),
            reader.GetString(8),
            reader.GetStringOrNull(9),
            reader.GetEnum<DeliveryState>(10),
            reader.GetInt32(11),
            reader.GetTimeOrNull(12),
            reader.GetTimeOrNull(13),
            reader.GetIntOrNull(14),
            reader.GetStringOrNull(15),
            reader.GetTime(16),
            reader.GetTimeOrNull(17)
        );
}
