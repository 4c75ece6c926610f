using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>A work of Ana's and a community on the real server, both of them new, and what has happened to them.</summary>
internal sealed class Stage(Cast cast, Facts facts, string community)
{
    public string Community => community;
    public long CommunityKey { get; } = Key(community);
    public Cast Cast => cast;
    public Facts Facts => facts;

    /// <summary>The key of the first version.</summary>
    private long Work => Key(facts.Versions[0].Id);

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<Stage> MakeAsync(Cast cast, int seed)
    {
        var (hub, random) = (cast.Hub, new Random(seed));
        var facts = new Facts
        {
            Now = hub.Clock.GetUtcNow(),
            Curators = cast.Curators,
            Persons = cast.Persons,
            Mode = random.Next(2) == 0 ? "DIRECT" : "LICENSED",
        };
        var access = facts.Mode == "DIRECT" && random.Next(2) == 0 ? "OPEN" : "RESTRICTED";
        var ana = cast["ana"];
        var made = await hub.DoneAsync(
            ana.Token,
            "createDataset",
            new
            {
                titles = new[] { new { language = "en", text = "What was found" } },
                publisher = "Publisher",
                access,
                accessMode = facts.Mode,
                contributors = new[] { new { researcher = NodeId.Encode("Researcher", ana.ResearcherId) } },
            },
            "dataset { id }"
        );
        var output = made.GetProperty("dataset").GetProperty("id").GetString()!;
        facts.Versions.Add(new Version(output, number: 1) { Access = access, Files = [await FileAsync(hub, ana.Token, output)] });
        // From some on, so that sequences come to what follows.
        var beginning = random.Next(6);
        if (beginning < 2)
        {
            await hub.PublishAsync(ana.Token, cast["kim"].Token, output);
            facts.Versions[0].State = "PUBLISHED";
        }
        else if (beginning == 2)
        {
            await hub.DoneAsync(ana.Token, "submitOutput", new { id = output });
            await hub.DoneAsync(cast["kim"].Token, "startReview", new { id = output });
            facts.Versions[0].State = "IN_REVIEW";
        }
        var community = await hub.DoneAsync(
            ana.Token,
            "createCommunity",
            new { kind = "NETWORK", names = new[] { new { language = "en", text = $"Community {seed} {cast.World}" } } },
            "community { id }"
        );
        return new Stage(cast, facts, community.GetProperty("community").GetProperty("id").GetString()!);
    }

    private static async Task<DataFile> FileAsync(HubServerFixture hub, string token, string output)
    {
        const string Name = "table.csv";
        var path = await FileOfDraft.UploadAsync(hub, token, output, Name);
        var id = await hub.Database.ScalarAsync<long>($"select id from data_files where output_id = {Key(output)}", Cancel);
        return new DataFile(NodeId.Encode("DataFile", id), Name, path);
    }

    /// <summary>Email address, account and profile, as inputs name them.</summary>
    public string Email(string name) => cast[name].Email;

    public string User(string name) => NodeId.Encode("User", cast[name].UserId);

    public string Researcher(string name) => NodeId.Encode("Researcher", cast[name].ResearcherId);

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
                $"select id from output_collaborators where work_id = {Work} and user_id = {cast[name].UserId}",
                Cancel
            )
        );

    /// <summary>Access that somebody was given last to any version.</summary>
    public async Task<string> LatestGrantAsync(string name) =>
        NodeId.Encode(
            "DataAccessGrant",
            await cast.Hub.Database.ScalarAsync<long>(
                $"""
                select max(g.id) from data_access_grants g join research_outputs o on o.id = g.output_id
                where {Work} in (o.id, o.first_version_id) and g.user_id = {cast[name].UserId}
                """,
                Cancel
            )
        );

    public static long Key(string id) => NodeId.TryDecode(id, out _, out var key) ? key : throw new ArgumentException(id, nameof(id));
}
