using System.Globalization;
using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Calls;

/// <summary>What tests of calls for collaboration do again and again.</summary>
internal static class Calling
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A day that many days from now, as in inputs.</summary>
    public static string Day(this HubServerFixture hub, int days) =>
        hub.Clock.GetUtcNow().AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Opens a call that names nothing but what is sought; gives its id.</summary>
    public static async Task<string> OpenCallAsync(
        this HubServerFixture hub,
        string owner,
        string title,
        string seeks = "REVIEW",
        string? community = null
    )
    {
        var opened = await hub.DoneAsync(
            owner,
            "openCollaborationCall",
            new
            {
                title,
                description = "Who would?",
                seeks,
                deadline = hub.Day(30),
                community,
            },
            "call { id }"
        );
        return opened.GetProperty("call").GetProperty("id").GetString()!;
    }

    /// <summary>A community of the owner's, that everybody sees; gives its id.</summary>
    public static async Task<string> CommunityAsync(this HubServerFixture hub, string owner, string name)
    {
        var made = await hub.DoneAsync(
            owner,
            "createCommunity",
            new { names = new[] { new { language = "en", text = name } }, kind = "NETWORK" },
            "community { id }"
        );
        return made.GetProperty("community").GetProperty("id").GetString()!;
    }

    /// <summary>Gives an account a profile that says nothing yet; gives its id.</summary>
    public static async Task<string> ProfileAsync(this HubServerFixture hub, long user, string slug, int key)
    {
        await hub.Database.ExecuteAsync(
            $"""
            insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, created_at, updated_at)
            values ({key}, '{slug}', 'Person', 'Person', 'Person', 'person {key}', 'ACADEMIA', now(), now());
            update users set researcher_id = {key} where id = {user};
            """,
            Cancel
        );
        return NodeId.Encode("Researcher", key);
    }

    /// <summary>What an account finds of a call in its inbox, the first first: <c>CALL_MATCHED CALL_UPDATED</c>.</summary>
    public static Task<string?> ToldOfAsync(this HubServerFixture hub, long user, string call) =>
        hub.Database.ScalarAsync<string>(
            $"""
            select coalesce(string_agg(kind, ' ' order by id), '') from notifications
            where user_id = {user} and {NodeId.KeyOf(call, "CollaborationCall")} in (topic_id, subject_id)
            """,
            Cancel
        );
}
