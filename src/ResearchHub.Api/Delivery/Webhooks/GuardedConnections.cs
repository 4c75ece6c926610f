using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;

namespace ResearchHub.Api.Delivery.Webhooks;

/// <summary>The host leads to where webhooks may not be.</summary>
internal sealed class ForbiddenAddressException() : IOException("The address does not lead to the public internet.");

/// <summary>Looks up names; replaced in tests.</summary>
internal delegate Task<IPAddress[]> LookUp(string host, CancellationToken cancellationToken);

/// <summary>
/// Opens connections to the public internet only. The very addresses that were checked are connected to: a name that leads elsewhere the next
/// moment gains nothing.
/// </summary>
internal sealed class GuardedConnections(LookUp lookUp, IOptions<WebhookOptions> options)
{
    /// <exception cref="ForbiddenAddressException">One of the host's addresses is not public.</exception>
    public async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var addresses = await lookUp(context.DnsEndPoint.Host, cancellationToken);
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, IsAllowed))
        {
            throw new ForbiddenAddressException();
        }
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, context.DnsEndPoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private bool IsAllowed(IPAddress address) =>
        PublicAddresses.Contains(address) || (options.Value.AllowLoopback && PublicAddresses.IsLoopback(address));
}
