namespace ResearchHub.Core.Access;

/// <summary>Until when accounts were curators: they know the authors of what was drafted until then. Whoever changes the role of an account writes it down.</summary>
internal static class FormerCurators
{
    /// <summary>Writes it down of those of <c>account</c> (id, was, role) who are curators no more; SQL of a statement.</summary>
    /// <param name="now">The time; SQL.</param>
    public static string Remember(string now) =>
        $"""
            insert into former_curators (user_id, until)
            select id, {now} from account where was in ('CURATOR', 'ADMIN') and role not in ('CURATOR', 'ADMIN')
            on conflict (user_id) do update set until = excluded.until
            """;
}
