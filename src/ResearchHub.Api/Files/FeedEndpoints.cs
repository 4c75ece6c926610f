using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Communities;
using ResearchHub.Core.SavedSearches;

namespace ResearchHub.Api.Files;

/// <summary>
/// Atom feeds: of saved searches by their secret addresses, <c>GET /feeds/{secret}</c>; of public communities,
/// <c>GET /feeds/communities/{slug}</c>; of all communities by the secret addresses of their members, <c>GET /feeds/members/{secret}</c>.
/// </summary>
internal static class FeedEndpoints
{
    private const int Entries = 50;
    private const int LongestName = 100;

    public static void MapFeeds(this IEndpointRouteBuilder routes)
    {
        routes.MapGet("/feeds/{secret}", Admission.Admitted(SendSavedSearchAsync));
        routes.MapGet("/feeds/communities/{slug}", Admission.Admitted(SendPublicCommunityAsync));
        routes.MapGet("/feeds/members/{secret}", Admission.Admitted(SendCommunityOfMemberAsync));
    }

    private static async Task SendSavedSearchAsync(HttpContext context)
    {
        var (services, cancellationToken) = (context.RequestServices, context.RequestAborted);
        var queries = services.GetRequiredService<SavedSearchQueries>();
        if (Name(context, "secret") is not { } secret || await queries.BySecretAsync(secret, cancellationToken) is not { } search)
        {
            await AtomFeed.RefuseAsync(context);
            return;
        }
        var matches = await queries.LatestAsync(search.Id, Entries, cancellationToken);
        var outputs = await services
            .GetRequiredService<OutputQueries>()
            .ByIdAsync([.. matches.Select(match => match.SubjectId).Distinct()], cancellationToken);
        await AtomFeed.SendAsync(
            context,
            $"saved-search:{search.Id}",
            search.Name,
            search.CreatedAt,
            [
                .. matches
                    .Where(match => outputs.ContainsKey(match.SubjectId))
                    .Select(match => new AtomEntry($"change:{match.Position}", outputs[match.SubjectId], match.OccurredAt, match.Kind)),
            ]
        );
    }

    private static async Task SendPublicCommunityAsync(HttpContext context) =>
        await SendAsync(
            context,
            Name(context, "slug") is { } slug
            && await Communities(context).BySlugAsync(slug, Caller.Anonymous, context.RequestAborted)
                is { Visibility: CommunityVisibility.Public } community
                ? community
                : null
        );

    private static async Task SendCommunityOfMemberAsync(HttpContext context) =>
        await SendAsync(
            context,
            Name(context, "secret") is { } secret ? await Communities(context).ByFeedSecretAsync(secret, context.RequestAborted) : null
        );

    private static async Task SendAsync(HttpContext context, CommunityRow? community)
    {
        if (community is null)
        {
            await AtomFeed.RefuseAsync(context);
            return;
        }
        if (community.DeletedAt is not null)
        {
            await AtomFeed.EndAsync(context);
            return;
        }
        var latest = await Communities(context).LatestAsync(community.Id, Entries, context.RequestAborted);
        await AtomFeed.SendAsync(
            context,
            $"community:{community.Id}",
            community.Name,
            community.CreatedAt,
            [.. latest.Select(one => new AtomEntry($"community:{community.Id}:{one.Output.Id}", one.Output, one.IncludedAt))]
        );
    }

    private static CommunityQueries Communities(HttpContext context) => context.RequestServices.GetRequiredService<CommunityQueries>();

    /// <summary>A part of the address; null when it can name nothing.</summary>
    private static string? Name(HttpContext context, string part) =>
        context.Request.RouteValues[part] is string { Length: <= LongestName } name && !name.Contains('\0', StringComparison.Ordinal)
            ? name
            : null;
}
