using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Publishing;

/// <summary>
/// What the access right of a dataset (COAR: for whom) and its access mode (NADA: in which way) say together. Outputs of other kinds have no mode.
/// </summary>
public static class DataAccessRules
{
    /// <summary>The right that a mode has unless said otherwise, and in which an embargo ends.</summary>
    public static AccessRight UsualRight(DataAccessMode? mode) => RightsOf(mode)[0];

    /// <summary>Whether the files are for everybody once they are published.</summary>
    public static bool IsOpen(AccessRight right, DataAccessMode? mode) =>
        right == AccessRight.Open && mode is null or DataAccessMode.Open or DataAccessMode.Direct or DataAccessMode.Public;

    /// <summary>Whether the files can be asked for where they are not open; in the other modes nobody gives them here.</summary>
    public static bool IsGivenHere(DataAccessMode mode) => mode is not (DataAccessMode.Remote or DataAccessMode.NotAvailable);

    /// <summary>Whether the two can both be true. An embargo says nothing of what comes after it, so it goes with every mode.</summary>
    public static bool Agree(AccessRight right, DataAccessMode? mode) => right == AccessRight.Embargoed || RightsOf(mode).Contains(right);

    /// <summary>What is wrong where they do not agree, and what to do.</summary>
    internal static string Contradiction(AccessRight right, DataAccessMode mode) =>
        $"'accessMode' {ConstantCase.Of(mode)} contradicts 'access' {ConstantCase.Of(right)}: give it with {string.Join(" or ", RightsOf(mode).Append(AccessRight.Embargoed).Select(ConstantCase.Of))}.";

    /// <summary><see cref="UsualRight"/> of the column <c>access_mode</c>, in SQL.</summary>
    internal static string UsualRightSql { get; } =
        $"case access_mode {string.Join(' ', Enum.GetValues<DataAccessMode>().Select(mode => $"when '{ConstantCase.Of(mode)}' then '{ConstantCase.Of(UsualRight(mode))}'"))} else '{ConstantCase.Of(UsualRight(null))}' end";

    private static AccessRight[] RightsOf(DataAccessMode? mode) =>
        mode switch
        {
            null => Enum.GetValues<AccessRight>(),
            DataAccessMode.Open => [AccessRight.Open],
            DataAccessMode.Direct or DataAccessMode.Public => [AccessRight.Open, AccessRight.Restricted],
            DataAccessMode.Licensed or DataAccessMode.DataEnclave => [AccessRight.Restricted],
            // What holds where the data are.
            DataAccessMode.Remote => [AccessRight.Restricted, AccessRight.Open, AccessRight.MetadataOnly],
            _ => [AccessRight.MetadataOnly],
        };
}
