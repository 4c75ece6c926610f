using ResearchHub.ToyServer;

namespace ResearchHub.Api.Tests.Transport;

/// <summary>A toy server with default options, shared by the tests of a class.</summary>
public sealed class ToyServerFixture : IAsyncLifetime
{
    public ToyHost Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ToyHost.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
