using System.Text.Json;
using ResearchHub.Api.Tests.GraphQL.Collaboration.Reviews;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Looks for people who must not be known where nothing is said about them.</summary>
internal static class Trace
{
    private const int MostSearched = 1;
    private const string Inbox =
        "{ viewer { requests(first: 100) { nodes { id } } notifications(first: 100) { nodes { kind topic { id } subject { __typename id } actor { id } } } } }";

    /// <summary>
    /// Who is told of a comment is not told who wrote it where that is not known to all, and of a report never by whom; of a request that was kept back nobody but who
    /// makes it.
    /// </summary>
    public static async Task<string?> HearAsync(Cast cast, Stage[] stages)
    {
        await cast.AnnouncedAsync();
        var voices = stages
            .SelectMany(stage => stage.Facts.Versions)
            .SelectMany(version => version.Comments)
            .ToDictionary(one => one.Id, one => one.Voice, StringComparer.Ordinal);
        var kept = stages
            .SelectMany(stage => stage.Facts.Requests)
            .Where(one => !one.IsSent)
            .ToDictionary(one => one.Id, one => one.By, StringComparer.Ordinal);
        foreach (var actor in Facts.Anywhere.Where(one => one.IsSignedIn))
        {
            var answer = await cast.SendAsync(actor, Inbox, new { });
            var others = kept.Where(one => one.Value != actor.Name).Select(one => one.Key);
            if (others.FirstOrDefault(id => answer.GetRawText().Contains($"\"{id}\"", StringComparison.Ordinal)) is { } other)
            {
                return $"{actor} hears of {other}, which {kept[other]} keeps back";
            }
            foreach (
                var told in answer
                    .GetProperty("data")
                    .GetProperty("viewer")
                    .GetProperty("notifications")
                    .GetProperty("nodes")
                    .EnumerateArray()
            )
            {
                var (subject, by) = (told.GetProperty("subject"), told.GetProperty("actor"));
                if (
                    subject.ValueKind == JsonValueKind.Object
                    && by.ValueKind == JsonValueKind.Object
                    && (
                        subject.GetProperty("__typename").GetString() == "CommentReport"
                        || voices.GetValueOrDefault(subject.GetProperty("id").GetString()!, "OWN") != "OWN"
                    )
                )
                {
                    return $"{actor} is told {told.GetRawText()}";
                }
            }
        }
        return null;
    }

    /// <summary>At the end of the sequences somebody who wrote one of the works, and nobody in particular, ask for everything that can be reached from where Rea was.</summary>
    public static async Task<string?> SearchAsync(Cast cast, Stage[] stages)
    {
        await cast.AnnouncedAsync();
        var searched = stages
            .SelectMany(stage => stage.Facts.Versions)
            .Select(version => (version, Reviews: version.Reviews.Where(one => one.Reviewer == Facts.Rea).ToArray()))
            .Where(one => one.Reviews.Length > 0)
            .OrderByDescending(one => one.version.Comments.Count)
            .Take(MostSearched);
        foreach (var (version, reviews) in searched)
        {
            var comments = version
                .Comments.Where(one => one.By == Facts.Rea || one.Reports.Exists(report => report.By == Facts.Rea))
                .ToArray();
            string[] ids =
            [
                version.Id,
                .. reviews.Select(one => one.Id),
                .. comments.Select(one => one.Id),
                .. comments.SelectMany(one => one.Reports).Select(one => one.Id),
            ];
            foreach (var token in new[] { cast["ana"].Token, null })
            {
                if (await cast.Hub.TracesAsync(token, cast[Facts.Rea], ids) is [var trace, ..])
                {
                    return $"{(token is null ? "nobody" : "ana")} comes across Rea: {trace}";
                }
            }
        }
        return null;
    }
}
