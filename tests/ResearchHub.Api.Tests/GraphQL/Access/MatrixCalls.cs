using System.Text;
using System.Text.Json;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>How to call each mutation on the records of <see cref="MatrixRecords"/>.</summary>
internal static class MatrixCalls
{
    /// <summary>Calls it; gives the code of the first error, nothing when there is none.</summary>
    public static async Task<string> RunAsync(HubServerFixture hub, string? token, FieldType field, int key)
    {
        var input = field.Arguments!.Single().ResolvedType!;
        var type = ((NonNullGraphType)input).ResolvedType!.Name;
        var query = $"mutation ($i: {type}!) {{ {field.Name}(input: $i) {{ errors {{ code }} }} }}";
        var sample = SampleInput.Of(input, name => IdOf(field.Name, name, key));
        if (field.Name == "markNotifications")
        {
            ((Dictionary<string, object>)sample)["ids"] = new[] { NodeId.Encode("Notification", key + 50_000_000) };
        }
        var variables = new { i = sample };
        var answer = SampleInput.FileField(input) is { } file
            ? await hub.SendAsync(token, Multipart(query, variables, file))
            : await hub.SendAsync(token, query, variables);
        if (answer.TryGetProperty("errors", out var errors))
        {
            return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
        }
        var refusals = answer.GetProperty("data").GetProperty(field.Name).GetProperty("errors");
        return refusals.GetArrayLength() == 0 ? "" : refusals[0].GetProperty("code").GetString()!;
    }

    private static string IdOf(string mutation, string field, int key) =>
        (mutation, field) switch
        {
            ("requestDataAccess", "dataset") => NodeId.Encode("Dataset", 201),
            (_, "dataset") => NodeId.Encode("Dataset", key + 1),
            ("revokeDataAccess", _) => NodeId.Encode("DataAccessGrant", key),
            ("answerCollaborationCall" or "updateCollaborationCall" or "closeCollaborationCall", _) => NodeId.Encode(
                "CollaborationCall",
                key
            ),
            (_, "community") => NodeId.Encode("Community", key),
            ("requestInclusion", "output") => NodeId.Encode("Study", key),
            ("removeFromCommunity", "output") => NodeId.Encode("Dataset", key + 1),
            ("setCommunityRole" or "removeCommunityMember" or "inviteToCommunity", "user") => NodeId.Encode("User", key + 4),
            (_, "user") or ("transferOwnership", "to") => NodeId.Encode("User", key + 4),
            (_, "researcher") => NodeId.Encode("Researcher", 31),
            (_, "into") => NodeId.Encode("Researcher", key + 8),
            (_, "output") => NodeId.Encode("Study", 101),
            ("updateResearcherProfile" or "mergeResearchers", _) => NodeId.Encode("Researcher", key + 6),
            ("revokeToken", _) => NodeId.Encode("AccessToken", key + 5),
            (_, "person") => NodeId.Encode("User", key + 4),
            ("updateReadingListItem" or "moveReadingListItem" or "removeFromReadingList", _) => NodeId.Encode(
                "ReadingListItem",
                key + 40_000_000
            ),
            (_, "id") when mutation.EndsWith("ReadingList", StringComparison.Ordinal) || mutation == "renewReadingListSecret" =>
                NodeId.Encode("ReadingList", key + 30_000_000),
            ("decideCommentReport", _) => NodeId.Encode("CommentReport", key + 20_000_000),
            (_, "id") when mutation.EndsWith("Comment", StringComparison.Ordinal) => NodeId.Encode("Comment", key + 10_000_000),
            ("unfollow", _) => NodeId.Encode("Study", key),
            ("assignRequestReviewers", "") => NodeId.Encode("User", key + 4),
            (
                "submitRequest"
                    or "acceptRequest"
                    or "declineRequest"
                    or "cancelRequest"
                    or "commentOnRequest"
                    or "askForMoreInformation"
                    or "assignRequestReviewers"
                    or "acceptAccessTerms",
                _
            ) => NodeId.Encode("Request", key),
            ("resendWebhookDelivery", _) => NodeId.Encode("WebhookDelivery", key + 5),
            ("renewWebhookSecret", _) => NodeId.Encode("SavedSearch", key + 6),
            _ when mutation.EndsWith("SavedSearch", StringComparison.Ordinal) || mutation == "renewSavedSearchFeed" => NodeId.Encode(
                "SavedSearch",
                key + 6
            ),
            ("changeCollaborator" or "removeCollaborator", _) => NodeId.Encode("Collaborator", key),
            (
                "declareInterests"
                    or "declineReview"
                    or "saveReview"
                    or "submitReview"
                    or "cancelReview"
                    or "changeReviewDueDate"
                    or "publishReview",
                _
            ) => NodeId.Encode("Review", key),
            ("revokeShareLink", _) => NodeId.Encode("ShareLink", key),
            ("removeFile", _) => NodeId.Encode("DataFile", key + 3),
            _ when mutation.Contains("Dataset", StringComparison.Ordinal) => NodeId.Encode("Dataset", key + 1),
            _ when mutation.Contains("LearningResource", StringComparison.Ordinal) => NodeId.Encode("LearningResource", key + 2),
            _ => NodeId.Encode("Study", key),
        };

    private static MultipartFormDataContent Multipart(string query, object variables, string file) =>
        new()
        {
            { new StringContent(JsonSerializer.Serialize(new { query, variables })), "operations" },
            { new StringContent($$"""{"0":["variables.i.{{file}}"]}"""), "map" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")), "0", "table.csv" },
        };
}
