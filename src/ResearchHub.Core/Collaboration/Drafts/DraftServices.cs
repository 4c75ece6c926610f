using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Registers working together on drafts.</summary>
internal static class DraftServices
{
    public static void AddDrafts(this IServiceCollection services)
    {
        services.AddSingleton<CollaboratorQueries>();
        services.AddSingleton<CollaboratorService>();
        services.AddSingleton<CollaborationInvitations>();
        services.AddSingleton<ISubjects, CollaboratorSubjects>();
        services.AddSingleton<IRequestKind, OwnershipTransferKind>();
        services.AddSingleton<OwnershipService>();
        services.AddSingleton<ShareLinkQueries>();
        services.AddSingleton<ShareLinkService>();
        services.AddSingleton<RevisionLog>();
        services.AddSingleton<RevisionQueries>();
        services.AddSingleton<RevisionService>();
        services.AddSingleton<PresenceBoard>();
        services.AddSingleton<PresenceService>();
        services.TryAddSingleton(new PresenceOptions(PresenceOptions.DefaultSeconds));
    }
}
