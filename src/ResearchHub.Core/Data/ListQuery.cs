using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Data;

/// <summary>A list, not yet read: its pages and its length are one statement each.</summary>
public sealed class ListQuery<T>
{
    private readonly ReadDatabase _database;
    private readonly PageSql<T> _sql;
    private readonly Func<SqlText, IEnumerable<string>> _conditions;
    private readonly FilterCondition? _where;
    private readonly IReadOnlyList<OrderTerm> _order;

    /// <param name="conditions">Conditions beside the filter; they place their values in the text given.</param>
    internal ListQuery(
        ReadDatabase database,
        PageSql<T> sql,
        Func<SqlText, IEnumerable<string>> conditions,
        FilterCondition? where,
        IReadOnlyList<OrderTerm> order
    ) => (_database, _sql, _conditions, _where, _order) = (database, sql, conditions, where, order);

    /// <summary>Reads a page.</summary>
    public Task<Page<T>> PageAsync(PageRequest page, CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        return _sql.PageAsync(_database, sql, _conditions(sql), _where, _order, page, cancellationToken);
    }

    /// <summary>Counts the whole list.</summary>
    public Task<int> CountAsync(CancellationToken cancellationToken)
    {
        var sql = new SqlText();
        return _sql.CountAsync(_database, sql, _conditions(sql), _where, cancellationToken);
    }
}
