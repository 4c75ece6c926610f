using ResearchHub.ToyServer;

// A server with a toy schema, on which clients and load generators try the transport without a database.
await using var host = await ToyHost.StartAsync(
    options => options.AllowedOrigins.Add("https://pages.example"),
    args is [var port, ..] ? int.Parse(port, System.Globalization.CultureInfo.InvariantCulture) : 0
);
Console.WriteLine($"Toy server is ready at {host.Url}");
await host.StoppedAsync();
