namespace ResearchHub.Api.Hosting;

/// <summary><c>/health/live</c> (the process answers) and <c>/health/ready</c> (it can serve), and 503 for all else until then.</summary>
internal static class HealthEndpoints
{
    private const string Path = "/health";

    /// <summary>Place first in the pipeline.</summary>
    public static void UseReadiness(this WebApplication app)
    {
        var readiness = app.Services.GetRequiredService<Readiness>();
        app.Use(
            (context, next) =>
            {
                if (readiness.IsOpen || context.Request.Path.StartsWithSegments(Path, StringComparison.Ordinal))
                {
                    return next(context);
                }
                context.Response.Headers.RetryAfter = "2";
                context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                return context.Response.WriteAsync("ResearchHub is starting; see /health/ready.", context.RequestAborted);
            }
        );
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet($"{Path}/live", () => Results.Json(new HealthReport("live", null)));
        app.MapGet(
            $"{Path}/ready",
            async (Readiness readiness, HttpContext context) =>
            {
                context.Response.Headers.CacheControl = "no-store";
                return await readiness.ReasonAgainstAsync(context.RequestAborted) is { } reason
                    ? Results.Json(new HealthReport("not ready", reason), statusCode: StatusCodes.Status503ServiceUnavailable)
                    : Results.Json(new HealthReport("ready", null));
            }
        );
    }

    private sealed record HealthReport(string Status, string? Reason);
}
