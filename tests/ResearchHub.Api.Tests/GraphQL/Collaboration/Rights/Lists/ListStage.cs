using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

/// <summary>A reading list on the real server, a new one, and what has happened to it.</summary>
internal sealed class ListStage(Cast cast, ListFacts facts)
{
    private static readonly string[] Owners = ["ana", "ben", "cid", "kim", "kurt"];

    public Cast Cast => cast;
    public ListFacts Facts => facts;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<ListStage> MakeAsync(Cast cast, int number)
    {
        var owner = Owners[number % Owners.Length];
        var made = await cast.Hub.DoneAsync(
            cast[owner].Token,
            "createReadingList",
            new { title = $"List {number} {cast.World}" },
            "readingList { id path secretPath }"
        );
        var list = made.GetProperty("readingList");
        return new ListStage(
            cast,
            new ListFacts(list.GetProperty("id").GetString()!, owner)
            {
                Now = cast.Hub.Clock.GetUtcNow(),
                Path = list.GetProperty("path").GetString()!,
                SecretPath = list.GetProperty("secretPath").GetString()!,
            }
        );
    }

    public string User(string name) => NodeId.Encode("User", cast[name].UserId);

    public string Email(string name) => cast[name].Email;

    /// <summary>Everything that anybody could change of these lists, as one text.</summary>
    public static async Task<string> StateAsync(Cast cast, IReadOnlyCollection<ListStage> stages)
    {
        var lists = $"any('{{{string.Join(',', stages.Select(one => Stage.Key(one.Facts.Id)))}}}'::bigint[])";
        var people = $"any('{{{string.Join(',', Rights.Facts.People.Select(one => cast[one].UserId))}}}'::bigint[])";
        var requests = $"(select id from requests where topic_type = 'ReadingList' and topic_id = {lists})";
        (string Table, string Where)[] parts =
        [
            ("reading_lists", $"owner_id = {people}"),
            ("reading_list_items", $"list_id = {lists}"),
            ("reading_list_members", $"list_id = {lists}"),
            ("requests", $"id in {requests}"),
            ("request_events", $"request_id in {requests}"),
            ("activities", $"actor_id = {people}"),
            ("audit_events", $"actor_id = {people}"),
        ];
        var rows = parts.Select(one =>
            $"(select string_agg(row, '|' order by row) from (select t::text as row from {one.Table} t where {one.Where}) r)"
        );
        return (await cast.Hub.Database.ScalarAsync<string>($"select md5(concat_ws('#', {string.Join(", ", rows)}))", Cancel))!;
    }
}
