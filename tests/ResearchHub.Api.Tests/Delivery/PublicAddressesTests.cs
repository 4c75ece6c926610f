using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Options;
using ResearchHub.Api.Delivery.Webhooks;

namespace ResearchHub.Api.Tests.Delivery;

/// <summary>Webhooks lead to the public internet or nowhere.</summary>
public sealed class PublicAddressesTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("8.8.8.8")]
    [InlineData("172.32.0.1")]
    [InlineData("100.128.0.1")]
    [InlineData("2606:4700::1111")]
    [InlineData("::ffff:8.8.8.8")]
    [InlineData("64:ff9b::8.8.8.8")]
    public void An_address_of_the_internet_is_public(string address) => Assert.True(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("0.0.0.0")]
    [InlineData("10.1.2.3")]
    [InlineData("100.64.0.1")]
    [InlineData("127.0.0.1")]
    [InlineData("169.254.169.254")]
    [InlineData("172.16.0.1")]
    [InlineData("172.31.255.255")]
    [InlineData("192.0.0.8")]
    [InlineData("192.168.1.1")]
    [InlineData("198.18.0.1")]
    [InlineData("224.0.0.1")]
    [InlineData("255.255.255.255")]
    [InlineData("::")]
    [InlineData("::1")]
    [InlineData("::127.0.0.1")]
    [InlineData("::ffff:127.0.0.1")]
    [InlineData("::ffff:169.254.169.254")]
    [InlineData("64:ff9b::10.0.0.1")]
    [InlineData("64:ff9b:1::8.8.8.8")]
    [InlineData("2002:7f00:1::")]
    [InlineData("2001::1")]
    [InlineData("2001:db8::1")]
    [InlineData("fc00::1")]
    [InlineData("fd00:ec2::254")]
    [InlineData("fe80::1")]
    [InlineData("fe80::1%2")]
    [InlineData("fec0::1")]
    [InlineData("ff02::1")]
    public void An_address_of_this_machine_or_of_a_network_is_not(string address) =>
        Assert.False(PublicAddresses.Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("10.0.0.1")]
    [InlineData("8.8.8.8 127.0.0.1")]
    [InlineData("::ffff:192.168.0.1")]
    [InlineData("")]
    public async Task A_name_is_not_connected_to_when_one_of_its_addresses_is_not_public(string addresses)
    {
        var connections = new GuardedConnections(
            (_, _) =>
                Task.FromResult<IPAddress[]>([.. addresses.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(IPAddress.Parse)]),
            Options.Create(new WebhookOptions())
        );
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = connections.ConnectAsync, UseProxy = false });

        var refused = await Assert.ThrowsAsync<HttpRequestException>(() => http.GetAsync("http://harmless.example/", Cancel));

        Assert.IsType<ForbiddenAddressException>(refused.InnerException);
    }

    [Fact]
    public async Task Only_addresses_that_were_checked_are_connected_to()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var (asked, port) = (0, ((IPEndPoint)listener.LocalEndpoint).Port);
        var connections = new GuardedConnections(
            // The second time the name would lead elsewhere.
            (_, _) => Task.FromResult<IPAddress[]>([++asked == 1 ? IPAddress.Loopback : IPAddress.Parse("10.0.0.1")]),
            Options.Create(new WebhookOptions { AllowLoopback = true })
        );
        using var http = new HttpClient(new SocketsHttpHandler { ConnectCallback = connections.ConnectAsync, UseProxy = false });

        var request = http.GetAsync($"http://harmless.example:{port}/", Cancel);
        using var connection = await listener.AcceptTcpClientAsync(Cancel);
        await connection.GetStream().WriteAsync("HTTP/1.1 204 No Content\r\n\r\n"u8.ToArray(), Cancel);

        using var answer = await request;
        Assert.Equal((HttpStatusCode.NoContent, 1), (answer.StatusCode, asked));
    }
}
