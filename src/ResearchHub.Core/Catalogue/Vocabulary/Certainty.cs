namespace ResearchHub.Core.Catalogue;

/// <summary>GRADE: how sure one may be that the true effect lies close to the estimate, per outcome. Ordered from low to high.</summary>
public enum Certainty
{
    VeryLow,
    Low,
    Moderate,
    High,
}

/// <summary>GRADE: why a certainty was lowered or raised.</summary>
public enum CertaintyReason
{
    RiskOfBias,
    Inconsistency,
    Indirectness,
    Imprecision,
    PublicationBias,
    LargeEffect,
    DoseResponse,
    PlausibleConfounding,
}

/// <summary>Direction of the GRADE reasons.</summary>
public static class CertaintyReasons
{
    /// <summary>True for the three reasons that raise a certainty; the other five lower it.</summary>
    public static bool Raises(this CertaintyReason reason) =>
        reason is CertaintyReason.LargeEffect or CertaintyReason.DoseResponse or CertaintyReason.PlausibleConfounding;
}
