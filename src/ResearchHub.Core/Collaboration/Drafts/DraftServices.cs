using Microsoft.Extensions.DependencyInjection;

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
        services.AddSingleton<ShareLinkQueries>();
        services.AddSingleton<ShareLinkService>();
        services.AddSingleton<RevisionLog>();
        services.AddSingleton<RevisionQueries>();
        services.AddSingleton<RevisionService>();
    }
}
