using System.Net;
using System.Net.Sockets;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>
/// Which addresses belong to the public internet, by the IANA registries of special-purpose addresses. What carries an IPv4 address inside
/// (mapped, NAT64) is judged by that one.
/// </summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Special4 =
    [
        .. new[]
        {
            "0.0.0.0/8",
            "10.0.0.0/8",
            "100.64.0.0/10",
            "127.0.0.0/8",
            "169.254.0.0/16",
            "172.16.0.0/12",
            "192.0.0.0/24",
            "192.0.2.0/24",
            "192.31.196.0/24",
            "192.52.193.0/24",
            "192.88.99.0/24",
            "192.168.0.0/16",
            "192.175.48.0/24",
            "198.18.0.0/15",
            "198.51.100.0/24",
            "203.0.113.0/24",
            "224.0.0.0/4",
            "240.0.0.0/4",
        }.Select(block => IPNetwork.Parse(block)),
    ];

    // Only 2000::/3 is given out at all; of that, what is for protocols, documentation and 6to4.
    private static readonly IPNetwork Global6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Special6 =
    [
        .. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20" }.Select(block => IPNetwork.Parse(block)),
    ];
    private static readonly IPNetwork Nat64 = IPNetwork.Parse("64:ff9b::/96");

    public static bool Contains(IPAddress address)
    {
        var inner = Inner(address);
        return inner.AddressFamily == AddressFamily.InterNetwork
            ? !Special4.Any(block => block.Contains(inner))
            : inner.ScopeId == 0 && Global6.Contains(inner) && !Special6.Any(block => block.Contains(inner));
    }

    public static bool IsLoopback(IPAddress address) => IPAddress.IsLoopback(Inner(address));

    private static IPAddress Inner(IPAddress address) =>
        address.AddressFamily != AddressFamily.InterNetworkV6 ? address
        : address.IsIPv4MappedToIPv6 ? address.MapToIPv4()
        : Nat64.Contains(address) ? new IPAddress(address.GetAddressBytes().AsSpan(12))
        : address;
}
