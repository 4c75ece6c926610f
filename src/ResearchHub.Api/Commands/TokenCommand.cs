using System.CommandLine;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Commands;

/// <summary><c>token</c>: issues tokens; also beside a running server.</summary>
internal sealed class TokenCommand : Command
{
    public TokenCommand(HubConsole console)
        : base("token", "Issue a token for the API.") => Add(new CreateCommand(console));

    private sealed class CreateCommand : DatabaseCommand
    {
        private readonly Option<string> _as = new("--as")
        {
            Description = "E-mail address of the account; made if new.",
            HelpName = "EMAIL",
            Required = true,
        };
        private readonly Option<string> _role = new("--role")
        {
            Description = "READER, RESEARCHER, CURATOR or ADMIN.",
            HelpName = "ROLE",
            Required = true,
        };

        public CreateCommand(HubConsole console)
            : base("create", "Print a new token, valid for a year; it cannot be shown again.", console)
        {
            Add(_as);
            Add(_role);
        }

        /// <inheritdoc />
        protected override async Task RunAsync(
            IServiceProvider services,
            ParseResult parsed,
            HubConsole console,
            CancellationToken cancellationToken
        )
        {
            if (!ConstantCase.TryParse<Role>(parsed.GetValue(_role)?.ToUpperInvariant(), out var role))
            {
                throw new HubStartException($"{parsed.GetValue(_role)} is not a role; give READER, RESEARCHER, CURATOR or ADMIN.");
            }
            try
            {
                console.Line(
                    await services
                        .GetRequiredService<TokenService>()
                        .IssueAsync(parsed.GetValue(_as)!, role, "command line", cancellationToken)
                );
            }
            catch (InvalidInputException exception)
            {
                throw new HubStartException(exception.Message);
            }
        }
    }
}
