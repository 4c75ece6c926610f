using Npgsql;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Core.Data;

/// <summary>Reads a page of a list: one statement, whatever its size.</summary>
/// <param name="Columns">Select list over the alias.</param>
/// <param name="ColumnCount">Number of columns in it.</param>
/// <param name="From"><c>from table alias</c> with its joins.</param>
/// <param name="Table">Alias of the table that is filtered and ordered.</param>
internal sealed record PageSql<T>(string Columns, int ColumnCount, string From, string Table, Func<NpgsqlDataReader, T> Read)
{
    /// <summary>Reads one page.</summary>
    /// <param name="conditions">Conditions beside the filter, which may have placed values in <paramref name="sql"/>.</param>
    public async Task<Page<T>> PageAsync(
        ReadDatabase database,
        SqlText sql,
        IEnumerable<string> conditions,
        FilterCondition? where,
        IReadOnlyList<OrderTerm> order,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        if (page.Size == 0)
        {
            return Page<T>.Empty;
        }
        var keyset = new Keyset(order, Table, order.Count == 0 || order[^1].Descending);
        sql.Add($"select {Columns}, {keyset.Columns} {From} where {Conditions(sql, conditions, where)}");
        if (page.After is { } after)
        {
            sql.Add($" and {keyset.Condition(after, after: true, sql)}");
        }
        if (page.Before is { } before)
        {
            sql.Add($" and {keyset.Condition(before, after: false, sql)}");
        }
        sql.Add($" order by {keyset.OrderBy(page.Backward)} limit {sql.Value(page.Size + 1)}");
        var rows = await database.ListAsync(sql.ToString(), sql.Values, reader => Item(reader, keyset), cancellationToken);
        return PageOf(rows, page);
    }

    /// <summary>Counts the list.</summary>
    public async Task<int> CountAsync(
        ReadDatabase database,
        SqlText sql,
        IEnumerable<string> conditions,
        FilterCondition? where,
        CancellationToken cancellationToken
    )
    {
        sql.Add($"select count(*)::int {From} where {Conditions(sql, conditions, where)}");
        return await database.ScalarAsync<int>(sql.ToString(), sql.Values, cancellationToken);
    }

    /// <summary>Reads the same page of the lists of many parents, in one statement.</summary>
    /// <param name="parents">Keys of the parents; those without rows get an empty page.</param>
    /// <param name="conditions">At least the join to <c>p.id</c>, the parent.</param>
    public async Task<IReadOnlyDictionary<long, Page<T>>> ChildrenAsync(
        ReadDatabase database,
        SqlText sql,
        long[] parents,
        IEnumerable<string> conditions,
        FilterCondition? where,
        IReadOnlyList<OrderTerm> order,
        PageRequest page,
        CancellationToken cancellationToken
    )
    {
        if (page.Size == 0)
        {
            return parents.ToDictionary(parent => parent, _ => Page<T>.Empty);
        }
        var keyset = new Keyset(order, Table, order.Count == 0 || order[^1].Descending);
        var orderBy = keyset.OrderBy(page.Backward);
        var keys = $"unnest({sql.Value(parents)}) with ordinality as p(id, place)";
        sql.Add(
            $"select c.*, p.id from {keys} cross join lateral (select {Columns}, {keyset.Columns}, row_number() over (order by {orderBy}) as place "
        );
        sql.Add($"{From} where {Conditions(sql, conditions, where)}");
        if (page.After is { } after)
        {
            sql.Add($" and {keyset.Condition(after, after: true, sql)}");
        }
        if (page.Before is { } before)
        {
            sql.Add($" and {keyset.Condition(before, after: false, sql)}");
        }
        sql.Add($" order by {orderBy} limit {sql.Value(page.Size + 1)}) c order by p.place, c.place");
        var parentColumn = ColumnCount + keyset.Count + 1;
        var rows = await database.ListAsync(
            sql.ToString(),
            sql.Values,
            reader => (Parent: reader.GetInt64(parentColumn), Item: Item(reader, keyset)),
            cancellationToken
        );
        var lists = parents.ToDictionary(parent => parent, _ => new List<PageItem<T>>());
        foreach (var (parent, item) in rows)
        {
            lists[parent].Add(item);
        }
        return lists.ToDictionary(list => list.Key, list => PageOf(list.Value, page));
    }

    /// <summary>Counts the lists of many parents, in one statement.</summary>
    public async Task<IReadOnlyDictionary<long, int>> ChildCountsAsync(
        ReadDatabase database,
        SqlText sql,
        long[] parents,
        IEnumerable<string> conditions,
        FilterCondition? where,
        CancellationToken cancellationToken
    )
    {
        var keys = $"unnest({sql.Value(parents)}) as p(id)";
        sql.Add($"select p.id, (select count(*)::int {From} where {Conditions(sql, conditions, where)}) from {keys}");
        return (
            await database.ListAsync(
                sql.ToString(),
                sql.Values,
                reader => (Parent: reader.GetInt64(0), Count: reader.GetInt32(1)),
                cancellationToken
            )
        ).ToDictionary(row => row.Parent, row => row.Count);
    }

    private static Page<T> PageOf(List<PageItem<T>> rows, PageRequest page)
    {
        var more = rows.Count > page.Size;
        if (more)
        {
            rows.RemoveAt(rows.Count - 1);
        }
        if (page.Backward)
        {
            rows.Reverse();
        }
        return page.Backward
            ? new Page<T>(rows, HasNextPage: page.Before is not null, HasPreviousPage: more)
            : new Page<T>(rows, HasNextPage: more, HasPreviousPage: page.After is not null);
    }

    private string Conditions(SqlText sql, IEnumerable<string> conditions, FilterCondition? where) =>
        string.Join(" and ", where is null ? conditions : conditions.Append(FilterSql.Of(where, Table, sql)));

    private PageItem<T> Item(NpgsqlDataReader reader, Keyset keyset)
    {
        var keys = new string[keyset.Count];
        for (var i = 0; i < keys.Length; i++)
        {
            keys[i] = reader.GetString(ColumnCount + i);
        }
        return new PageItem<T>(Read(reader), keyset.CursorOf(keys));
    }
}
