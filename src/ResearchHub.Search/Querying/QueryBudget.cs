namespace ResearchHub.Search.Querying;

/// <summary>Counts what is read of a query against <see cref="QueryLimits"/>.</summary>
internal sealed class QueryBudget
{
    private int clauses;
    private int beginnings;

    /// <summary>Something was left out.</summary>
    public bool IsCut { get; set; }

    /// <summary>No clause more is read.</summary>
    public bool IsSpent { get; private set; }

    /// <summary>The node, or null where it is beyond the limits.</summary>
    public QueryNode? Count(QueryNode? node)
    {
        if (node is null)
        {
            return null;
        }
        clauses += QueryLeaves.Alternatives(node).Count;
        if (clauses > QueryLimits.Clauses)
        {
            IsCut = IsSpent = true;
            return null;
        }
        var isBeyond = node is PrefixNode or FieldNode { Inner: PrefixNode } && ++beginnings > QueryLimits.Prefixes;
        IsCut |= isBeyond || QueryLeaves.IsTooLong(node);
        return isBeyond ? null : node;
    }
}
