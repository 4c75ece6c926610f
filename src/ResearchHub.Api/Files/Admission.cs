using ResearchHub.Api.Access;

namespace ResearchHub.Api.Files;

/// <summary>Lets requests for files and feeds in as the budgets of their callers allow.</summary>
internal static class Admission
{
    /// <summary>An endpoint that takes one operation from the budget before it begins.</summary>
    public static RequestDelegate Admitted(RequestDelegate endpoint) =>
        async context =>
        {
            if (context.RequestServices.GetRequiredService<RequestBudget>().Admit(context.User, context) is { } state)
            {
                state.WriteTo(context.Response.Headers);
                if (state.RetryAfter is not null)
                {
                    context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
                    await context.Response.WriteAsync(state.Error().Message, context.RequestAborted);
                    return;
                }
            }
            await endpoint(context);
        };
}
