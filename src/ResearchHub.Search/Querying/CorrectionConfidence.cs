namespace ResearchHub.Search.Querying;

/// <summary>
/// Decides what becomes of a word that is near to one which stands nowhere. The records hold few Serbian words, so that most right ones stand
/// nowhere: <c>svetska</c> is no <c>svedska</c>, <c>pritvor</c> no <c>prior</c>. Serbian is therefore replaced only where fingers slip, not where
/// one letter of a short word, or one ending, stands for another.
/// </summary>
internal static class CorrectionConfidence
{
    private const int ShortestSure = 5;
    private const int LongEnoughForTwo = 7;
    private const int LongEnoughForChange = 8;
    private const double NearEnough = 0.7;
    private const double NearEnoughInSerbian = 0.8;

    /// <summary>True: search it instead. False: only offer it. Null: it is another word.</summary>
    public static bool? Of(string typed, string near, TypedLanguage language, bool isNearInSerbian)
    {
        var edits = WordDistance.Edits(typed, near);
        var least = language == TypedLanguage.NotSerbian ? NearEnough : NearEnoughInSerbian;
        if (WordDistance.Similarity(typed, near) < least || (language == TypedLanguage.PerhapsSerbian && !isNearInSerbian && edits > 1))
        {
            return null;
        }
        var isSwap = WordDistance.IsSwap(typed, near);
        var startsAlike = typed[0] == near[0] || isSwap;
        if (language == TypedLanguage.NotSerbian)
        {
            return startsAlike && typed.Length >= (edits == 1 ? ShortestSure : LongEnoughForTwo);
        }
        if (!startsAlike)
        {
            return null;
        }
        var endsAlike = typed[^1] == near[^1];
        var isSlip = isSwap || (endsAlike && (typed.Length != near.Length || typed.Length >= LongEnoughForChange));
        return edits == 1 && isSlip && typed.Length >= ShortestSure;
    }
}
