using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Core.Collaboration.Reviews;

/// <summary>Registers peer review.</summary>
internal static class ReviewServices
{
    public static void AddReviews(this IServiceCollection services)
    {
        services.AddSingleton<ReviewQueries>();
        services.AddSingleton<ISubjects, ReviewSubjects>();
        services.AddSingleton<ICommentedSubjects, CommentedReviews>();
        services.AddSingleton(ReviewTexts.Anchored);
        services.AddSingleton<IRequestKind, ReviewInvitationKind>();
        services.AddSingleton<ReviewInvitations>();
        services.AddSingleton<ReviewForms>();
        services.AddSingleton<ReviewService>();
        services.AddSingleton<UnfinishedReviews>();
        services.AddSingleton<ReviewDecisions>();
        services.AddSingleton<ReviewPublisher>();
        services.AddSingleton<ReviewReminders>();
    }
}
