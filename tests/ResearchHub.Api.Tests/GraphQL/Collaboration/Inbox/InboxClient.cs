using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Core.Access;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Inbox;

/// <summary>What tests of inboxes need besides <see cref="SignedInClient"/>.</summary>
internal static class InboxClient
{
    public const string Listen =
        "subscription ($after: String) { notificationReceived(after: $after) { cursor notification { id kind isAddressed topic { id } subject { id } about { id } actor { name } } } }";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>A token that may write, and the key of its account.</summary>
    public static async Task<(string Token, long User)> MemberAsync(this HubServerFixture hub, string who, Role role = Role.Reader)
    {
        var token = await hub.TokenAsync(who, role, TokenScope.Write);
        return (token, (await hub.Database.ScalarAsync<long>($"select id from users where email = '{who}@example.org'", Cancel)));
    }

    /// <summary>Listens to a person's notifications from the very first on.</summary>
    public static Task<EventStream> ListenAsync(this HubServerFixture hub, string token, string after = "0-0") =>
        EventStream.OpenAsync(hub.Http, token, Listen, new { after });

    public static Task<JsonElement> FollowAsync(this HubServerFixture hub, string token, string type, long key) =>
        hub.DoneAsync(token, "follow", new { subject = NodeId.Encode(type, key) }, "follow { subject { id } }");

    /// <summary>Something happens where people work together.</summary>
    public static async Task HappenAsync(this HubServerFixture hub, params Activity[] activities)
    {
        await using var transaction = await hub.Services.GetRequiredService<HubTransactions>().BeginAsync(Cancel);
        foreach (var activity in activities)
        {
            await activity.WriteAsync(transaction, hub.Clock.GetUtcNow(), Cancel);
        }
        await transaction.CommitAsync();
    }

    /// <summary>Waits until all mail of a person's notifications is written; what came after the first mail waits a quarter of an hour.</summary>
    public static Task MailedAsync(this HubServerFixture hub, long user)
    {
        hub.Clock.Advance(TimeSpan.FromMinutes(16));
        return hub.UntilAsync($"select count(*)::text from notifications where user_id = {user} and mail_due_at is not null", "0");
    }

    /// <summary>Says that the person wants mail of a kind, and how often.</summary>
    public static Task<JsonElement> WantMailAsync(this HubServerFixture hub, string token, string kind, string cadence) =>
        hub.DoneAsync(
            token,
            "setNotificationPreference",
            new
            {
                kind,
                channel = "EMAIL",
                isOn = true,
                cadence,
            },
            "preference { kind channel isOn cadence }"
        );

    /// <summary>Kind, and whatever of topic and subject is shown: <c>COMMENTED Study:101</c>.</summary>
    public static string Line(this JsonElement received)
    {
        var one = received.TryGetProperty("notification", out var inner) ? inner : received;
        return string.Join(' ', new[] { one.GetProperty("kind").GetString(), Name(one, "topic"), Name(one, "subject") }.OfType<string>());
    }

    private static string? Name(JsonElement one, string field) =>
        one.GetProperty(field) is { ValueKind: JsonValueKind.Object } node
        && NodeId.TryDecode(node.GetProperty("id").GetString(), out var type, out var key)
            ? $"{type}:{key}"
            : null;
}
