using GraphQL.Types;
using ResearchHub.Core.Access;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>Everybody whom the matrix asks about, and what each of them may call.</summary>
internal static class MatrixActors
{
    public static readonly string[] Everybody =
    [
        "anonymous",
        "reader",
        "member",
        "read-only admin",
        "stranger",
        "co-author",
        "owner",
        "curator",
        "admin",
    ];

    public static async Task<Dictionary<string, string?>> TokensAsync(HubServerFixture hub) =>
        new(StringComparer.Ordinal)
        {
            ["anonymous"] = null,
            ["reader"] = await hub.TokenAsync("matrix-reader", Role.Reader, TokenScope.Read),
            ["member"] = await hub.TokenAsync("matrix-member", Role.Reader, TokenScope.Read, TokenScope.Write),
            ["stranger"] = await hub.TokenAsync("matrix-stranger", Role.Researcher),
            ["co-author"] = await hub.TokenAsync("matrix-co-author", Role.Researcher),
            ["owner"] = await hub.TokenAsync("matrix-owner", Role.Researcher),
            ["curator"] = await hub.TokenAsync("matrix-curator", Role.Curator),
            ["read-only admin"] = await hub.TokenAsync("matrix-read-only", Role.Admin, TokenScope.Read),
            ["admin"] = await hub.TokenAsync("matrix-admin", Role.Admin),
        };

    /// <summary>Who may call a mutation on a record of the owner, in a state in which it can be done or not.</summary>
    public static bool MayCall(string actor, FieldType mutation, Role least)
    {
        var (role, mayWrite) = actor switch
        {
            "anonymous" or "read-only admin" or "reader" => (Role.Reader, false),
            "member" => (Role.Reader, true),
            "stranger" or "co-author" or "owner" => (Role.Researcher, true),
            "curator" => (Role.Curator, true),
            _ => (Role.Admin, true),
        };
        return mayWrite
            && role >= least
            && mutation.Name switch
            {
                "revokeToken" => actor is "owner" or "admin",
                "updateSavedSearch"
                or "deleteSavedSearch"
                or "renewSavedSearchFeed"
                or "renewWebhookSecret"
                or "resendWebhookDelivery"
                or "unfollow"
                or "markNotifications"
                or "editComment" => actor is "owner",
                "setUserRole"
                or "linkUserToResearcher"
                or "claimAuthorship"
                or "reportComment"
                or "requestCorrection"
                or "requestDeletion"
                or "requestMembership"
                or "requestDataAccess"
                or "answerCollaborationCall" => true,
                "closeCollaborationCall" or "updateCollaborationCall" => actor is "owner" or "admin",
                "updateCommunity" or "deleteCommunity" or "setCommunityRole" or "removeCommunityMember" or "inviteToCommunity" => actor
                    is "owner"
                        or "admin",
                "leaveCommunity" or "renewCommunityFeed" or "transferOwnership" => actor is "owner",
                // The sample is nobody's secret, and nobody's request.
                "acceptInvitation" or "acceptAccessTerms" => false,
                // Nobody's request to the owner: who is asked does not take it back.
                "cancelRequest" => actor is "admin",
                // The stranger is the reviewer; who decides is a curator.
                "declareInterests" or "declineReview" or "saveReview" or "submitReview" => actor is "stranger",
                // What is not possible in this state is told to whoever may see the draft.
                "publishOutput" or "createVersion" or "removeCollaborator" or "follow" or "postComment" => actor
                    is not ("stranger" or "member"),
                "bookmarkOutput" => true,
                _ when mutation.Name.Contains("ReadingList", StringComparison.Ordinal) && mutation.Name != "createReadingList" => actor
                    is "owner",
                "hideComment" or "unhideComment" or "lockComment" or "unlockComment" or "decideCommentReport" => actor
                    is "curator"
                        or "admin",
                _ when !SampleInput.NamesRecord(mutation.Arguments!.Single().ResolvedType!) => true,
                _ => actor is not ("stranger" or "member" or "co-author") || (actor is "co-author" && IsForAuthors(mutation.Name)),
            };
    }

    private static bool IsForAuthors(string mutation) =>
        mutation.StartsWith("revise", StringComparison.Ordinal) || mutation is "uploadFile" or "removeFile" or "restoreRevision";
}
