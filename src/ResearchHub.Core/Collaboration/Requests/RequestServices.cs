using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Registers requests, with the kinds that belong to no other module.</summary>
internal static class RequestServices
{
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton<RequestSql>();
        services.AddSingleton<RequestQueries>();
        services.AddSingleton<RequestWriter>();
        services.AddSingleton<RequestOpinions>();
        services.AddSingleton<RequestService>();
        services.AddSingleton<RequestExpirations>();
        services.AddSingleton<InvitationLinks>();
        services.AddSingleton<InvitationMails>();
        services.AddSingleton(InvitationLinks.Receivers);
        services.AddSingleton<ISubjects, RequestSubjects>();
        services.AddSingleton<ICommentedSubjects, CommentedRequests>();
        services.AddSingleton(RequestTexts.Anchored);
        services.AddSingleton<IRequestKind, CorrectionKind>();
        services.AddSingleton<CorrectionService>();
        services.AddSingleton<CorrectionQueries>();
        services.AddSingleton<CorrectionReminders>();
        services.AddSingleton<IRequestKind, DeletionKind>();
        services.AddSingleton<DeletionService>();
    }
}
