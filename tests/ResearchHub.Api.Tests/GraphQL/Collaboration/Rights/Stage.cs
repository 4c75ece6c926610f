using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>An output of Ana's and a community on the real server, both of them new, and what has happened to them.</summary>
internal sealed class Stage(Cast cast, Facts facts, string output, string community)
{
    public string Output => output;
    public string Community => community;
    public long OutputKey { get; } = Key(output);
    public long CommunityKey { get; } = Key(community);
    public Cast Cast => cast;
    public Facts Facts => facts;
    public Rules Rules { get; } = new(facts);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Stage> MakeAsync(Cast cast, int seed)
    {
        var (hub, random) = (cast.Hub, new Random(seed));
        var facts = new Facts
        {
            Now = hub.Clock.GetUtcNow(),
            Access = "RESTRICTED",
            Mode = random.Next(2) == 0 ? "DIRECT" : "LICENSED",
        };
        if (facts.Mode == "DIRECT" && random.Next(2) == 0)
        {
            facts.Access = "OPEN";
        }
        var ana = cast["ana"];
        var made = await hub.DoneAsync(
            ana.Token,
            "createDataset",
            new
            {
                titles = new[] { new { language = "en", text = "What was found" } },
                publisher = "Publisher",
                access = facts.Access,
                accessMode = facts.Mode,
                contributors = new[] { new { researcher = NodeId.Encode("Researcher", ana.ResearcherId) } },
            },
            "dataset { id }"
        );
        var output = made.GetProperty("dataset").GetProperty("id").GetString()!;
        await FileOfDraft.UploadAsync(hub, ana.Token, output, "table.csv");
        var community = await hub.DoneAsync(
            ana.Token,
            "createCommunity",
            new { kind = "NETWORK", names = new[] { new { language = "en", text = $"Community {seed} {cast.World}" } } },
            "community { id }"
        );
        var stage = new Stage(cast, facts, output, community.GetProperty("community").GetProperty("id").GetString()!);
        await stage.ReadRevisionAsync();
        return stage;
    }

    /// <summary>Email address, account and profile, as inputs name them.</summary>
    public string Email(string name) => cast[name].Email;

    public string User(string name) => NodeId.Encode("User", cast[name].UserId);

    public string Researcher(string name) => NodeId.Encode("Researcher", cast[name].ResearcherId);

    public async Task ReadRevisionAsync()
    {
        facts.Revision = await cast.Hub.Database.ScalarAsync<int>($"select revision from research_outputs where id = {OutputKey}", Cancel);
        facts.AccessIn[facts.Revision] = facts.Access;
    }

    /// <summary>The request by which a review is asked for.</summary>
    public async Task<string> RequestOfReviewAsync(string review) =>
        NodeId.Encode(
            "Request",
            await cast.Hub.Database.ScalarAsync<long>(
                $"select id from requests where kind = 'REVIEW_INVITATION' and topic_id = {Key(review)}",
                Cancel
            )
        );

    /// <summary>Somebody's place among those who work on the output.</summary>
    public async Task<string> PlaceOfAsync(string name) =>
        NodeId.Encode(
            "Collaborator",
            await cast.Hub.Database.ScalarAsync<long>(
                $"select id from output_collaborators where work_id = {OutputKey} and user_id = {cast[name].UserId}",
                Cancel
            )
        );

    /// <summary>Access that somebody was given last.</summary>
    public async Task<(string Id, DateTimeOffset Until)> LatestGrantAsync(string name)
    {
        var of = $"from data_access_grants where output_id = {OutputKey} and user_id = {cast[name].UserId} order by id desc limit 1";
        return (
            NodeId.Encode("DataAccessGrant", await cast.Hub.Database.ScalarAsync<long>($"select id {of}", Cancel)),
            new DateTimeOffset(await cast.Hub.Database.ScalarAsync<DateTime>($"select expires_at {of}", Cancel), TimeSpan.Zero)
        );
    }

    private static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : throw new ArgumentException(id, nameof(id));
}
