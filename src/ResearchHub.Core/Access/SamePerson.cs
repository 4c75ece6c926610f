namespace ResearchHub.Core.Access;

/// <summary>Accounts of one person: those that are linked to the same profile. Rights are of an account; what somebody may not do, they may not with any of theirs.</summary>
internal static class SamePerson
{
    /// <summary>Keys, as <c>id</c>, of an account and of the others of the same person.</summary>
    /// <param name="user">Key of the account; SQL.</param>
    public static string Of(string user) =>
        $"(select {user} as id union select q.id from users w join users q on q.researcher_id = w.researcher_id where w.id = {user})";
}
