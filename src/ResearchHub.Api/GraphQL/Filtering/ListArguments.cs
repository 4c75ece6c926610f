using System.Runtime.CompilerServices;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Filtering;

/// <summary>Filter and order of a list below many parents.</summary>
/// <param name="Field">The field's place in the document: all its parents were given the same.</param>
internal sealed record ListArguments(object Field, FilterCondition? Where, IReadOnlyList<OrderTerm> Order)
{
    public bool Equals(ListArguments? other) => other is not null && ReferenceEquals(Field, other.Field);

    public override int GetHashCode() => RuntimeHelpers.GetHashCode(Field);
}
