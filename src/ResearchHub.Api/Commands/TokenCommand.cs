using System.CommandLine;
using ResearchHub.Api.Hosting;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Commands;

/// <summary><c>token</c>: issues tokens; also beside a running server.</summary>
internal sealed class TokenCommand : Command
{
    public TokenCommand(HubConsole console)
        : base("token", "Issue a token for the API.") => Add(new CreateCommand(console));

    private sealed class CreateCommand : DatabaseCommand
    {
        private readonly Option<string[]> _as = new("--as")
        {
            Description =
                "E-mail address of the account; made if new. May be given again: each account gets a token, a line for each, in this order.",
            HelpName = "EMAIL",
            Required = true,
        };
        private readonly Option<string> _role = new("--role")
        {
            Description = "READER, RESEARCHER, CURATOR or ADMIN.",
            HelpName = "ROLE",
            Required = true,
        };

        private readonly Option<string[]> _scopes = new("--scope")
        {
            Description = "READ, WRITE or ADMIN; several may be given (default: all that the role allows).",
            HelpName = "SCOPE",
        };
        private readonly Option<int> _days = new("--days")
        {
            Description = "Days that it is valid, 1 to 366.",
            HelpName = "N",
            DefaultValueFactory = _ => 366,
        };
        private readonly Option<string> _name = new("--name")
        {
            Description = "What it is for.",
            HelpName = "TEXT",
            DefaultValueFactory = _ => "command line",
        };

        public CreateCommand(HubConsole console)
            : base("create", "Print new tokens; they cannot be shown again.", console)
        {
            Add(_as);
            Add(_role);
            Add(_scopes);
            Add(_days);
            Add(_name);
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
            TokenScope[] scopes = [.. (parsed.GetValue(_scopes) ?? []).Select(ScopeOf)];
            var days = parsed.GetValue(_days);
            if (days is < 1 or > 366)
            {
                throw new HubStartException("A token is valid for 1 to 366 days.");
            }
            var order = new TokenOrder(
                parsed.GetValue(_name)!,
                scopes is [] ? TokenOrder.ScopesOf(role) : scopes,
                days == 366 ? null : services.GetRequiredService<TimeProvider>().GetUtcNow().AddDays(days)
            );
            var accounts = parsed.GetValue(_as)!;
            // Looked at before the first token is made: either everybody gets one or nobody.
            if (accounts.FirstOrDefault(one => !EmailAddress.IsOne(EmailAddress.Normalize(one))) is { } wrong)
            {
                throw new HubStartException($"{wrong} is not an e-mail address; give one such as ana@example.org.");
            }
            foreach (var account in accounts)
            {
                console.Line(await IssueAsync(services, account, role, order, cancellationToken));
            }
        }

        private static async Task<string> IssueAsync(
            IServiceProvider services,
            string account,
            Role role,
            TokenOrder order,
            CancellationToken cancellationToken
        )
        {
            using var act = AuditScope.Begin("token create", Caller.Anonymous);
            try
            {
                return await services.GetRequiredService<TokenService>().IssueAsync(account, role, order, cancellationToken);
            }
            catch (InvalidInputException exception)
            {
                throw new HubStartException(exception.Message);
            }
        }

        private static TokenScope ScopeOf(string text) =>
            ConstantCase.TryParse<TokenScope>(text.ToUpperInvariant(), out var scope)
                ? scope
                : throw new HubStartException($"{text} is not a scope; give READ, WRITE or ADMIN.");
    }
}
