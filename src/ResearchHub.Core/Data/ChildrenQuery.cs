using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Data;

/// <summary>The lists of many parents, not yet read: the same page of each, and the length of each, are one statement however many parents there are.</summary>
public sealed class ChildrenQuery<T>
{
    private readonly ReadDatabase _database;
    private readonly PageSql<T> _sql;
    private readonly Func<SqlText, IEnumerable<string>> _conditions;
    private readonly FilterCondition? _where;
    private readonly IReadOnlyList<OrderTerm> _order;

    /// <param name="conditions">At least the join to <c>p.id</c>, the parent; they place their values in the text given, before all others.</param>
    internal ChildrenQuery(
        ReadDatabase database,
        PageSql<T> sql,
        Func<SqlText, IEnumerable<string>> conditions,
        FilterCondition? where,
        IReadOnlyList<OrderTerm> order
    ) => (_database, _sql, _conditions, _where, _order) = (database, sql, conditions, where, order);

    /// <summary>The page of each parent; empty for those without rows.</summary>
    public Task<IReadOnlyDictionary<long, Page<T>>> PagesAsync(long[] parents, PageRequest page, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        return _sql.ChildrenAsync(_database, sql, parents, [.. _conditions(sql)], _where, _order, page, cancellationToken);
    }

    /// <summary>The number of rows of each parent.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountsAsync(long[] parents, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        return _sql.ChildCountsAsync(_database, sql, parents, [.. _conditions(sql)], _where, cancellationToken);
    }
}
