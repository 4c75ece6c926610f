using System.Reflection;

namespace ResearchHub.Api.Hosting;

/// <summary>What this build calls itself.</summary>
internal static class Product
{
    /// <summary>Version of the build, without the commit: <c>0.1.0</c>.</summary>
    public static string Version { get; } =
        typeof(Product).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}
