using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.Tests.GraphQL.SavedSearches;
using ResearchHub.Api.Tests.Hosting;
using ResearchHub.Core.Access;
using ResearchHub.Testing;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Who else has a draft open: over WebSockets, with several servers, and as far as each may know.</summary>
public sealed class PresenceTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private Uri Server => hub.Http.BaseAddress!;

    [Fact]
    public async Task Two_people_on_two_servers_hear_each_other_come_change_something_and_go()
    {
        using var folder = new TestFolder();
        await using var second = await hub.StartAnotherAsync(TimeProvider.System, folder, Cancel);
        var (ana, ben, id) = await PairAsync("two");
        await using var first = await DraftListener.OpenAsync(Server, ana, id);
        Assert.Equal("PRESENCE A draft: two-ana ADMIN*", await first.HearsAsync());

        var other = await DraftListener.OpenAsync(second.Address(), ben, id);
        Assert.Equal("PRESENCE A draft: two-ana ADMIN, two-ben EDIT*", await other.HearsAsync());
        Assert.Equal("PRESENCE A draft: two-ana ADMIN*, two-ben EDIT", await first.HearsAsync());

        await hub.RetitleAsync(ben[7..], id, 1, "By Ben");
        Assert.Equal("CHANGED By Ben: two-ana ADMIN*, two-ben EDIT", await first.HearsAsync());
        Assert.Equal("CHANGED By Ben: two-ana ADMIN, two-ben EDIT*", await other.HearsAsync());

        other.Drop();
        Assert.Equal("PRESENCE By Ben: two-ana ADMIN*", await first.HearsAsync());
        await second.StopAsync(CancellationToken.None);
    }

    [Fact]
    public async Task The_people_of_a_server_that_is_killed_are_gone_after_a_while()
    {
        using var folder = new TestFolder();
        var (ana, ben, id) = await PairAsync("killed");
        await using var doomed = new HubProcess(
            ["run", "--port", "0", "--no-seed", "--data", folder.File("data")],
            ("ConnectionStrings__ResearchHub", hub.Database.ConnectionString),
            ("ResearchHub__PresenceSeconds", "10")
        );
        var address = await doomed.ReadyAsync(Cancel);
        await using var first = await DraftListener.OpenAsync(Server, ana, id);
        await first.HearsAsync();
        await using var other = await DraftListener.OpenAsync(address, ben, id);
        Assert.Equal("PRESENCE A draft: killed-ana ADMIN*, killed-ben EDIT", await first.HearsAsync());

        doomed.Signal(HubProcess.KillNow);

        Assert.Equal("PRESENCE A draft: killed-ana ADMIN*", await first.HearsAsync());
    }

    [Fact]
    public async Task Who_comes_hears_of_no_change_from_before()
    {
        var (ana, ben, id) = await PairAsync("late");
        DraftListener first;
        await using (await hub.HoldBackAsync())
        {
            await hub.RetitleAsync(ben[7..], id, 1, "Before");
            first = await DraftListener.OpenAsync(Server, ana, id);
            Assert.Equal("PRESENCE Before: late-ana ADMIN*", await first.HearsAsync());
            await hub.RetitleAsync(ben[7..], id, 2, "After");
        }

        await using var _ = first;
        Assert.Equal("CHANGED After: late-ana ADMIN*", await first.HearsAsync());
        await hub.RetitleAsync(ben[7..], id, 3, "Later");
        Assert.Equal("CHANGED Later: late-ana ADMIN*", await first.HearsAsync());
    }

    [Fact]
    public async Task Somebody_with_two_windows_is_one_person()
    {
        var (ana, ben, id) = await PairAsync("windows");
        await using var first = await DraftListener.OpenAsync(Server, ana, id);
        await first.HearsAsync();
        await using (var second = await DraftListener.OpenAsync(Server, ana, id))
        {
            Assert.Equal("PRESENCE A draft: windows-ana ADMIN*", await second.HearsAsync());
        }
        await using var other = await DraftListener.OpenAsync(Server, ben, id);

        Assert.Equal("PRESENCE A draft: windows-ana ADMIN*, windows-ben EDIT", await first.HearsAsync());
    }

    [Fact]
    public async Task Who_comes_back_with_the_cursor_of_a_presence_misses_no_change_and_hears_none_twice()
    {
        var (ana, ben, id) = await PairAsync("cursor");
        string? cursor;
        await using (var first = await DraftListener.OpenAsync(Server, ana, id))
        {
            await first.HearsAsync();
            await hub.RetitleAsync(ben[7..], id, 1, "Heard");
            var change = await first.EventAsync();
            await using var other = await DraftListener.OpenAsync(Server, ben, id);
            var presence = await first.EventAsync();
            cursor = presence.GetProperty("cursor").GetString();

            Assert.Equal("PRESENCE Heard: cursor-ana ADMIN*, cursor-ben EDIT", DraftListener.Line(presence));
            Assert.Equal(change.GetProperty("cursor").GetString(), cursor);
        }
        await hub.RetitleAsync(ben[7..], id, 2, "Missed");
        await hub.UntilAsync(
            $"select count(*)::text from draft_presences where output_id = {Api.GraphQL.Shared.NodeId.KeyOf(id, "Study")}",
            "0"
        );

        await using var again = await DraftListener.OpenAsync(Server, ana, id, cursor);

        var opening = await again.EventAsync();
        Assert.Equal(
            ("PRESENCE Missed: cursor-ana ADMIN*", cursor),
            (DraftListener.Line(opening), opening.GetProperty("cursor").GetString())
        );
        Assert.Equal("CHANGED Missed: cursor-ana ADMIN*", await again.HearsAsync());
        await hub.RetitleAsync(ben[7..], id, 3, "Live");
        Assert.Equal("CHANGED Live: cursor-ana ADMIN*", await again.HearsAsync());
    }

    [Fact]
    public async Task Who_came_by_a_link_is_told_as_the_link_allows_and_is_told_no_names()
    {
        var (ana, ben, id) = await PairAsync("links");
        await using var first = await DraftListener.OpenAsync(Server, ana, id);
        await first.HearsAsync();
        var named = await hub.LinkAsync(ana[7..], id, "EDIT");
        var blind = await hub.LinkAsync(ana[7..], id, "VIEW", isAnonymous: true);
        var guest = await hub.TokenAsync("links-guest", Role.Researcher);

        await using var known = await DraftListener.OpenAsync(Server, $"Bearer {guest}, Share {named}", id);
        Assert.Equal("PRESENCE A draft: Someone ADMIN, links-guest EDIT*", await known.HearsAsync());
        Assert.Equal("PRESENCE A draft: links-ana ADMIN*, links-guest EDIT", await first.HearsAsync());

        await using var unknown = await DraftListener.OpenAsync(Server, $"Share {named}", id);
        Assert.Equal("PRESENCE A draft: Someone ADMIN, Someone EDIT, Someone VIEW*", await unknown.HearsAsync());
        Assert.Equal("PRESENCE A draft: links-ana ADMIN*, links-guest EDIT, Someone VIEW", await first.HearsAsync());

        // With an account, and still nobody: the link is anonymous. They learn of nobody else.
        var judge = await hub.TokenAsync("links-judge", Role.Researcher);
        await using var judging = await DraftListener.OpenAsync(Server, $"Bearer {judge}, Share {blind}", id);
        Assert.Equal("PRESENCE A draft: links-judge VIEW*", await judging.HearsAsync());
        Assert.Equal("PRESENCE A draft: links-ana ADMIN*, links-guest EDIT, Someone VIEW, Someone VIEW", await first.HearsAsync());

        // They hear of changes, but not of who comes meanwhile.
        await using var co = await DraftListener.OpenAsync(Server, ben, id);
        await hub.RetitleAsync(ana[7..], id, 1, "Changed");
        Assert.Equal("CHANGED Changed: links-judge VIEW*", await judging.HearsAsync());
    }

    [Theory]
    [InlineData("ANONYMOUS")]
    [InlineData("DOUBLE_ANONYMOUS")]
    public async Task Who_reviews_without_being_named_is_there_without_a_name(string method)
    {
        var name = method == "ANONYMOUS" ? "Single" : "Double";
        var (author, reviewer) = (
            await hub.PersonAsync($"{name}author", Role.Researcher),
            await hub.PersonAsync($"{name}judge", Role.Researcher)
        );
        var curator = await hub.TokenAsync($"{name}-presence-curator", Role.Curator);
        var id = await hub.InReviewAsync(author, curator);
        await hub.InviteAsync(curator, id, reviewer, method);
        await hub.AgreeAsync(reviewer);
        await using var first = await DraftListener.OpenAsync(Server, $"Bearer {author.Token}", id);
        await first.HearsAsync();

        await using var judging = await DraftListener.OpenAsync(Server, $"Bearer {reviewer.Token}", id);
        var seen = await judging.EventAsync();
        var told = await first.EventAsync();

        Assert.Equal(
            $"PRESENCE A study of returns: {author.Traces[0]} {author.Traces[0]}son ADMIN*, Someone VIEW",
            DraftListener.Line(told)
        );
        Assert.All(reviewer.Traces, trace => Assert.DoesNotContain(trace, told.GetRawText(), StringComparison.OrdinalIgnoreCase));
        Assert.All(author.Traces, trace => Assert.DoesNotContain(trace, seen.GetRawText(), StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_curator_who_has_the_draft_open_is_shown_as_before_when_they_are_asked_to_review_it_and_when_it_is_decided()
    {
        var (author, judge) = (await hub.PersonAsync("Openauthor", Role.Researcher), await hub.PersonAsync("Openjudge", Role.Curator));
        var editor = await hub.TokenAsync("open-presence-editor", Role.Curator);
        var id = await hub.InReviewAsync(author, editor);
        var link = await hub.LinkAsync(author.Token, id, "VIEW");
        await using var first = await DraftListener.OpenAsync(Server, $"Bearer {author.Token}", id);
        await first.HearsAsync();
        const string Author = "PRESENCE A study of returns: Openauthor Openauthorson ADMIN*";
        await using var before = await DraftListener.OpenAsync(Server, $"Bearer {judge.Token}", id);
        Assert.Equal($"{Author}, Openjudge Openjudgeson ADMIN", await first.HearsAsync());

        await hub.InviteAsync(editor, id, judge, "ANONYMOUS");
        await BeatAsync(judge);
        await using var during = await DraftListener.OpenAsync(Server, $"Bearer {judge.Token}", id);
        Assert.Equal($"{Author}, Openjudge Openjudgeson ADMIN, Someone VIEW", await first.HearsAsync());
        Assert.EndsWith(": Someone ADMIN, Openjudge Openjudgeson VIEW*", await during.HearsAsync(), StringComparison.Ordinal);

        await hub.AgreeAsync(judge);
        var review = await hub.Database.ScalarAsync<long>($"select max(id) from reviews where reviewer_id = {judge.UserId}", Cancel);
        await hub.SubmitAsync(judge, Api.GraphQL.Shared.NodeId.Encode("Review", review));
        await hub.DecideAsync(editor, id, "ACCEPT");
        await BeatAsync(judge);
        await using var guest = await DraftListener.OpenAsync(Server, $"Share {link}", id);
        string heard;
        while (!(heard = await first.HearsAsync()).EndsWith(", Someone VIEW, Someone VIEW", StringComparison.Ordinal)) { }

        Assert.Equal($"{Author}, Openjudge Openjudgeson ADMIN, Someone VIEW, Someone VIEW", heard);
    }

    /// <summary>Waits until each of somebody's connections has said anew that it is there.</summary>
    private async Task BeatAsync(Person person)
    {
        var then = await hub.Database.ScalarAsync<string>(
            $"select max(expires_at)::text from draft_presences where user_id = {person.UserId}",
            Cancel
        );
        hub.Clock.Advance(TimeSpan.FromSeconds(11));
        await hub.UntilAsync($"select bool_and(expires_at > '{then}')::text from draft_presences where user_id = {person.UserId}", "true");
    }

    [Fact]
    public async Task Whose_rights_were_taken_away_hears_nothing_more_and_is_there_no_more()
    {
        var (ana, ben, id) = await PairAsync("removed");
        var link = await hub.LinkAsync(ana[7..], id, "VIEW");
        await using var first = await DraftListener.OpenAsync(Server, ana, id);
        await first.HearsAsync();
        await using var other = await DraftListener.OpenAsync(Server, ben, id);
        await other.HearsAsync();
        await using var guest = await DraftListener.OpenAsync(Server, $"Share {link}", id);
        await guest.HearsAsync();
        while (!(await first.HearsAsync()).EndsWith("removed-ben EDIT, Someone VIEW", StringComparison.Ordinal)) { }

        await hub.Database.ExecuteAsync("delete from output_collaborators where user_id is not null", Cancel);
        await hub.Database.ExecuteAsync("update share_links set revoked_at = now()", Cancel);
        await hub.RetitleAsync(ana[7..], id, 1, "Among ourselves");

        // They go when they would have heard of the change, so before or after it was told to who stays.
        while (!(await first.HearsAsync()).EndsWith("Among ourselves: removed-ana ADMIN*", StringComparison.Ordinal)) { }
        var ended = await guest.MessageAsync();
        while (ended.GetProperty("payload").TryGetProperty("data", out var data) && data.ValueKind == System.Text.Json.JsonValueKind.Object)
        {
            ended = await guest.MessageAsync();
        }
        Assert.Contains("UNAUTHENTICATED", ended.GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Among ourselves", ended.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_that_does_not_exist_for_the_caller_cannot_be_listened_to_and_nobody_is_there()
    {
        var (ana, _, id) = await PairAsync("strange");
        var eve = await hub.TokenAsync("strange-eve", Role.Researcher);
        var link = await hub.LinkAsync(ana[7..], await hub.DraftAsync(ana[7..]), "VIEW");

        foreach (var authorization in new[] { $"Bearer {eve}", $"Share {link}" })
        {
            await using var listener = await DraftListener.OpenAsync(Server, authorization, id);
            Assert.Contains("NOT_FOUND", (await listener.MessageAsync()).GetRawText(), StringComparison.Ordinal);
        }
        var output = Api.GraphQL.Shared.NodeId.TryDecode(id, out _, out var key) ? key : 0;
        Assert.Equal(0, await hub.Database.ScalarAsync<long>($"select count(*) from draft_presences where output_id = {output}", Cancel));
    }

    /// <summary>Two people and a draft of the first that the second may edit.</summary>
    private async Task<(string Ana, string Ben, string Id)> PairAsync(string test)
    {
        var (ana, ben) = (await hub.TokenAsync($"{test}-ana", Role.Researcher), await hub.TokenAsync($"{test}-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana);
        await hub.JoinAsync(ana, id, ben, $"{test}-ben@example.org", "EDIT");
        return ($"Bearer {ana}", $"Bearer {ben}", id);
    }
}
