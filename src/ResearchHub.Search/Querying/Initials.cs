namespace ResearchHub.Search.Querying;

/// <summary>Letters that begin a name.</summary>
internal static class Initials
{
    /// <summary>One letter, or two that are one in Cyrillic: <c>Dj</c>, <c>Lj</c>, <c>Nj</c>, <c>Dž</c>. <c>NJ</c> is New Jersey.</summary>
    public static bool IsOne(string word) => word.Length == 1 || word is "Dj" or "Lj" or "Nj" or "Dž" or "Dz" or "DŽ";
}
