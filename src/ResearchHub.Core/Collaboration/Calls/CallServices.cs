using Microsoft.Extensions.DependencyInjection;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Registers calls for collaboration.</summary>
internal static class CallServices
{
    public static void AddCalls(this IServiceCollection services)
    {
        services.AddSingleton<CallQueries>();
        services.AddSingleton<CallService>();
        services.AddSingleton<ISubjects, CallSubjects>();
        services.AddSingleton<CallAnnouncer>();
        services.AddSingleton<IFeedReader<ActivityEntry>, ChangedCallReader>();
        services.AddSingleton<IFeedReader<FeedEvent>, ChangedProfileReader>();
        services.AddSingleton(CallTexts.Anchored);
    }
}
