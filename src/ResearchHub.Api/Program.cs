using ResearchHub.Api.Commands;
using ResearchHub.Api.Hosting;

return await HubCommandLine.RunAsync(args, new HubConsole(Console.Out, Console.Error, TimeProvider.System));
