using System.Diagnostics;

namespace ResearchHub.Api.Hosting;

/// <summary>Whoever has the address of a feed, a list or an unsubscription needs nothing else, so it is not for those who read logs and traces.</summary>
internal static class SecretAddresses
{
    private static readonly string[] Folders = ["/feeds/", "/lists/", "/unsubscribe/"];

    /// <summary>A path without what could be a secret in it.</summary>
    public static string Hide(string path) =>
        Array.Find(Folders, folder => path.StartsWith(folder, StringComparison.OrdinalIgnoreCase)) is { } found ? found + "*" : path;

    /// <summary>Hides it in the span of a request.</summary>
    public static void Hide(Activity span, HttpRequest request) => span.SetTag("url.path", Hide(request.Path.Value ?? ""));
}
