using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Registers communities.</summary>
internal static class CommunityServices
{
    public static void AddCommunities(this IServiceCollection services)
    {
        services.AddSingleton<CommunityQueries>();
        services.AddSingleton<CommunityService>();
        services.AddSingleton<CommunityDeletionService>();
        services.AddSingleton<MemberService>();
        services.AddSingleton<MembershipService>();
        services.AddSingleton<IRequestKind, MembershipKind>();
        services.AddSingleton<CommunityInvitationService>();
        services.AddSingleton<IRequestKind, CommunityInvitationKind>();
        services.AddSingleton<InclusionService>();
        services.AddSingleton<IRequestKind, CommunityInclusionKind>();
        services.AddSingleton<ISubjects, CommunitySubjects>();
        services.AddSingleton(CommunityTexts.Anchored);
        services.AddSingleton<IFeedReader<FeedEvent>, CommunityAnnouncer>();
        services.AddSingleton(Staff(RequestReceiverKind.Community, "'CURATOR', 'MANAGER', 'OWNER'"));
        services.AddSingleton(Staff(RequestReceiverKind.CommunityManagers, "'MANAGER', 'OWNER'"));
    }

    private static RequestReceivers Staff(RequestReceiverKind kind, string roles) =>
        new(kind, $"select community_id as receiver_id, user_id from community_members where role in ({roles})");
}
