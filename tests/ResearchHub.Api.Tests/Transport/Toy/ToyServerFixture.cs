namespace ResearchHub.Api.Tests.Transport.Toy;

/// <summary>A toy server with default options, shared by the tests of a class.</summary>
public sealed class ToyServerFixture : IAsyncLifetime
{
    public ToyServer Server { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Server = await ToyServer.StartAsync();

    public ValueTask DisposeAsync() => Server.DisposeAsync();
}
