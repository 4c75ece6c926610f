using System.Globalization;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Common;
using ResearchHub.Core.Delivery.Webhooks;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>The message of a webhook: the same bytes at each attempt. It names the output; what else is of interest is asked of the API.</summary>
internal static class WebhookBody
{
    public static byte[] Of(WebhookDelivery delivery)
    {
        var match = delivery.Match;
        return JsonSerializer.SerializeToUtf8Bytes(
            new
            {
                type = "saved_search.matched",
                timestamp = delivery.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                data = new
                {
                    savedSearchId = NodeId.Encode(SavedSearchGraph.TypeName, delivery.SavedSearchId),
                    cursor = match.Position.ToString(),
                    kind = ConstantCase.Of(match.Kind),
                    occurredAt = match.OccurredAt.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                    output = new
                    {
                        id = NodeId.Encode(OutputGraph.TypeName(match.SubjectKind), match.SubjectId),
                        kind = ConstantCase.Of(match.SubjectKind),
                        title = delivery.Title,
                        doi = delivery.Doi,
                    },
                },
            }
        );
    }
}
