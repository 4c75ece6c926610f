using System.CommandLine.Parsing;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using ResearchHub.Api.Hosting;

namespace ResearchHub.Api.Commands;

/// <summary>Tells about a wrong or taken port before anything else is started.</summary>
internal static class PortCheck
{
    public static int? Parse(ArgumentResult argument)
    {
        var text = argument.Tokens[0].Value;
        if (ushort.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port))
        {
            return port;
        }
        argument.AddError($"--port takes a number from 0 to 65535, not {text}");
        return null;
    }

    public static void EnsureFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AddressAlreadyInUse)
        {
            throw Taken(port);
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            throw new HubStartException($"Port {port} may not be used by this account; choose another with --port.");
        }
    }

    public static HubStartException Taken(int port) => new($"Port {port} is in use by another program; choose another with --port.");
}
