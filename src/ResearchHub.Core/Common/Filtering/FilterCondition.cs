namespace ResearchHub.Core.Common.Filtering;

/// <summary>A filter as a tree.</summary>
public abstract record FilterCondition;

/// <summary>All must hold; with none, everything does.</summary>
public sealed record AllOf(IReadOnlyList<FilterCondition> Conditions) : FilterCondition;

/// <summary>At least one must hold; with none, nothing does.</summary>
public sealed record AnyOf(IReadOnlyList<FilterCondition> Conditions) : FilterCondition;

/// <summary>The condition must not hold.</summary>
public sealed record Negation(FilterCondition Condition) : FilterCondition;

/// <summary>A comparison of one field.</summary>
/// <param name="Value">In the form the column has: string, int, long, DateOnly, DateTimeOffset, arrays for lists; null only for eq and neq.</param>
public sealed record Comparison(FilterField Field, FilterOperator Operator, object? Value) : FilterCondition;

/// <summary>A related row exists (or, negated, none does) for which a condition holds.</summary>
public sealed record RelatedRow(FilterRelation Relation, FilterCondition Condition) : FilterCondition;

/// <summary>Operators, named as on the wire.</summary>
public enum FilterOperator
{
    Eq,
    Neq,
    In,
    Nin,
    Contains,
    StartsWith,
    Gt,
    Gte,
    Lt,
    Lte,
}
