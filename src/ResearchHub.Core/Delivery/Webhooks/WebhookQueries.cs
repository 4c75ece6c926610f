using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Delivery.Webhooks;

/// <summary>Reads of what was sent to webhooks. Each method is one SQL statement.</summary>
public sealed class WebhookQueries(ReadDatabase database)
{
    private static readonly PageSql<WebhookDelivery> Deliveries = new(
        WebhookDelivery.Columns,
        WebhookDelivery.ColumnCount,
        "from webhook_deliveries d",
        "d",
        WebhookDelivery.Read
    );

    private static readonly OrderTerm[] Latest =
    [
        new(new OrderField("createdAt", "When it was made.", "{t}.created_at", OrderKeyType.Timestamp), Descending: true),
    ];

    /// <summary>The same page of the messages of many saved searches, latest first.</summary>
    /// <param name="state">Null for all.</param>
    public Task<IReadOnlyDictionary<long, Page<WebhookDelivery>>> OfSearchesAsync(
        long[] searches,
        DeliveryState? state,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Deliveries.ChildrenAsync(database, sql, searches, Conditions(sql, state), null, Latest, page, cancellationToken);
    }

    /// <summary>Number of messages of many saved searches.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOfSearchesAsync(
        long[] searches,
        DeliveryState? state,
        CancellationToken cancellationToken
    )
    {
        var sql = new SqlText();
        return Deliveries.ChildCountsAsync(database, sql, searches, Conditions(sql, state), null, cancellationToken);
    }

    private static string[] Conditions(SqlText sql, DeliveryState? state) =>
        state is { } one ? ["d.saved_search_id = p.id", $"d.state = {sql.Value(ConstantCase.Of(one))}"] : ["d.saved_search_id = p.id"];
}
