using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Delivery;

/// <summary>Addresses that leave the server, in mail and in registries.</summary>
/// <param name="server">Address of this server as others reach it.</param>
/// <param name="landingPage">Address of a record for readers; <c>{slug}</c> stands for its slug, <c>{kind}</c> for its kind.</param>
public sealed class SiteLinks(Uri server, string landingPage)
{
    /// <summary>Name of this server among others.</summary>
    public string Host => server.Host;

    /// <summary>Address of the server itself.</summary>
    public string Home => server.AbsoluteUri;

    /// <summary>The page of an output for readers.</summary>
    public string Page(OutputRow output) =>
        landingPage
            .Replace("{slug}", output.Slug, StringComparison.Ordinal)
            .Replace("{kind}", KindName(output.Kind), StringComparison.Ordinal);

    /// <summary>What a kind is called in addresses: <c>learning-resource</c>.</summary>
    public static string KindName(RecordKind kind) => ConstantCase.Of(kind).ToLowerInvariant().Replace('_', '-');

    /// <summary>A path on this server as an address.</summary>
    public string At(string path) => Home.TrimEnd('/') + path;

    /// <summary>Where an output is found for good: by its DOI, else by its page.</summary>
    public string Permanent(OutputRow output) => output.Doi is { } doi ? $"https://doi.org/{doi}" : Page(output);

    /// <summary>Where mail can be stopped without signing in.</summary>
    public string Unsubscribe(string secret) => new Uri(server, $"/unsubscribe/{secret}").AbsoluteUri;
}
