namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>Whose account each is, on all stages: accounts of one profile are one person's. Profiles are called as the accounts that they are of at first.</summary>
internal sealed class Persons
{
    private readonly Dictionary<string, string> _profiles = Facts.People.ToDictionary(one => one, StringComparer.Ordinal);

    public string ProfileOf(string account) => _profiles[account];

    /// <summary>All accounts of the person whose account it is; none for nobody's.</summary>
    public IEnumerable<string> Same(string? account) => account is null ? [] : Facts.People.Where(one => AreSame(one, account));

    public bool AreSame(string account, string other) => ProfileOf(account) == ProfileOf(other);

    /// <summary>Whether by somebody's own profile they are found, and nobody else.</summary>
    public bool IsAlone(string account) => ProfileOf(account) == account && Same(account).Count() == 1;

    public void Link(string account, string profile) => _profiles[account] = profile;
}
