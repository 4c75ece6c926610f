using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Of the community, of requests, and of what is said.</summary>
internal sealed partial class Probe
{
    private string ToldOfCommunity(Actor actor) =>
        !_work.Exists(actor) ? "none"
        : !_work.SeesInside(actor) ? "outside"
        : Text(
            _facts.Members.GetValueOrDefault(actor.Name ?? "") ?? "",
            List(_facts.Members.Select(one => $"{one.Key} {one.Value}")),
            ("feed", _work.HasFeed(actor)),
            ("outputs", _facts.Versions.Count(one => one.IsIncluded && new Rules(_facts, one).IsListed)),
            (
                "invitations",
                _work.RoleOf(actor) < 2
                    ? "none"
                    : $"{_facts.Requests.Count(one => one.Kind == "COMMUNITY_INVITATION" && _work.SeesRequest(actor, one))}"
            ),
            (
                "reports by",
                _work.RoleOf(actor) < 2
                    ? "none"
                    : List(
                        _facts
                            .Versions.Where(one => one.IsIncluded && !_work.OnlyReads(actor))
                            .SelectMany(one =>
                                one.Comments.Where(comment => comment.On is null)
                                    .SelectMany(comment =>
                                        comment
                                            .Reports.Where(report => report.IsOpen)
                                            .Select(report => new Rules(_facts, one).Knows(actor, comment, report) ? report.By : "?")
                                    )
                            )
                    )
            )
        );

    private string SeenOfCommunity(JsonElement community) =>
        community.ValueKind == JsonValueKind.Null ? "none"
        : !Has(community, "members") && !Has(community, "outputs") ? "outside"
        : Text(
            community.GetProperty("viewerRole").GetString() ?? "",
            List(Nodes(community, "members").Select(one => $"{Name(one, "user")} {Text(one, "role")}")),
            ("feed", Has(community, "secretFeed")),
            ("outputs", Count(community, "outputs")),
            ("invitations", Has(community, "invitations") ? $"{Count(community, "invitations")}" : "none"),
            (
                "reports by",
                Has(community, "commentReports") ? List(Nodes(community, "commentReports").Select(one => Name(one, "reporter"))) : "none"
            )
        );

    private string Told(Actor actor, Request request)
    {
        if (!_work.SeesRequest(actor, request))
        {
            return "none";
        }
        string[] deciding = _work.Decides(actor, request) ? ["ACCEPT", "DECLINE", "ASK_FOR_MORE", "ASSIGN_REVIEWERS"] : [];
        string[] cancelling = _work.Cancels(actor, request) ? ["CANCEL"] : [];
        string[] always = Rules.Sends(actor, request) ? ["SUBMIT"] : ["COMMENT"];
        return Text(request.Status, List([.. always, .. deciding, .. cancelling]), ("names", _work.KnowsCreator(actor, request)));
    }

    /// <summary>Names are known where the creator is, and hidden where nobody else is named either.</summary>
    private string SeenOfRequest(Actor actor, JsonElement request) =>
        request.ValueKind == JsonValueKind.Null
            ? "none"
            : Text(
                Text(request, "status"),
                List(request.GetProperty("actions").EnumerateArray().Select(one => one.GetString()!)),
                (
                    "names",
                    Has(request, "creator") || Nodes(request, "timeline").Any(one => Has(one, "actor") && Name(one, "actor") != actor.Name)
                )
            );

    private static string Told(Actor actor, Rules rules, Comment comment) =>
        !rules.Hears(actor, comment.On)
            ? "none"
            : Text(
                comment.IsDeleted || !rules.Knows(actor, comment) ? "?" : comment.By,
                comment.By == actor.Name ? "mine" : "another's",
                ("body", rules.Reads(actor, comment)),
                ("hidden", comment.IsHidden),
                ("deleted", comment.IsDeleted)
            );

    private string SeenOfComment(JsonElement comment) =>
        comment.ValueKind == JsonValueKind.Null
            ? "none"
            : Text(
                Name(comment, "author"),
                comment.GetProperty("isMine").GetBoolean() ? "mine" : "another's",
                ("body", Has(comment, "body")),
                ("hidden", comment.GetProperty("isHidden").GetBoolean()),
                ("deleted", comment.GetProperty("isDeleted").GetBoolean())
            );

    private string Told(Actor actor, Rules rules, Comment comment, Report report) =>
        actor.Name != report.By && !_facts.IsCurator(actor) || !actor.IsSignedIn
            ? "none"
            : Text(
                rules.Knows(actor, comment, report) ? report.By : "?",
                rules.Hears(actor, comment.On) ? "of what is there" : "of what is gone",
                ("body", report.IsOpen && rules.Hides(actor, comment.On))
            );

    private string SeenOfReport(JsonElement report) =>
        report.ValueKind == JsonValueKind.Null
            ? "none"
            : Text(
                Name(report, "reporter"),
                Has(report, "comment") ? "of what is there" : "of what is gone",
                ("body", Has(report, "reportedBody"))
            );
}
