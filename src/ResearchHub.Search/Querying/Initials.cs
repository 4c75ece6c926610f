namespace ResearchHub.Search.Querying;

/// <summary>Letters that begin a name.</summary>
internal static class Initials
{
    /// <summary>One letter, or two that are one in Cyrillic: <c>Dj</c>, <c>lj</c>, <c>Nj</c>, <c>dž</c>. <c>NJ</c> is New Jersey.</summary>
    public static bool IsOne(string word) =>
        word.Length == 1 || word is "Dj" or "dj" or "Lj" or "lj" or "Nj" or "nj" or "Dž" or "dž" or "Dz" or "dz" or "DŽ";
}
