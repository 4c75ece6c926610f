using ResearchHub.Core.Data;

namespace ResearchHub.Core.Common.Filtering;

/// <summary>Turns a filter into an SQL condition. Values become parameters.</summary>
public static class FilterSql
{
    /// <summary>A boolean expression over the table with this alias; null counts as false, so that indexes stay usable.</summary>
    public static string Of(FilterCondition condition, string table, SqlText sql) =>
        condition switch
        {
            AllOf { Conditions.Count: 0 } => "true",
            AllOf all => $"({string.Join(" and ", all.Conditions.Select(part => Of(part, table, sql)))})",
            AnyOf { Conditions.Count: 0 } => "false",
            AnyOf any => $"({string.Join(" or ", any.Conditions.Select(part => Of(part, table, sql)))})",
            Negation not => $"(not coalesce({Of(not.Condition, table, sql)}, false))",
            RelatedRow related => Related(related, table, sql),
            Comparison comparison => Compare(comparison, table, sql),
            _ => throw new ArgumentOutOfRangeException(nameof(condition)),
        };

    private static string Related(RelatedRow related, string table, SqlText sql)
    {
        var alias = sql.Alias();
        var from = related.Relation.Sql.Replace("{t}", table, StringComparison.Ordinal).Replace("{n}", alias, StringComparison.Ordinal);
        return $"exists (select 1 {from} and {Of(related.Condition, alias, sql)})";
    }

    private static string Compare(Comparison comparison, string table, SqlText sql)
    {
        var column = comparison.Field.Sql.Replace("{t}", table, StringComparison.Ordinal);
        if (comparison.Field.Kind is FilterValueKind.TextList or FilterValueKind.LanguageList or FilterValueKind.EnumList)
        {
            // Operators of an index over arrays: has it, has any of them. A language is had in any of its scripts and countries.
            if (comparison.Field.Kind == FilterValueKind.LanguageList)
            {
                column = $"language_tags({column})";
            }
            return comparison.Operator == FilterOperator.In
                ? $"{column} && {sql.Value(comparison.Value!)}"
                : $"{column} @> array[{sql.Value(comparison.Value!)}]";
        }
        return (comparison.Operator, comparison.Value) switch
        {
            (FilterOperator.Eq, null) => $"({column} is null)",
            (FilterOperator.Neq, null) => $"({column} is not null)",
            (FilterOperator.Eq, { } value) => $"{column} = {One(value)}",
            (FilterOperator.Neq, { } value) => $"({column} is distinct from {One(value)})",
            (FilterOperator.In, { } value) => $"{column} = any({Many(value)})",
            (FilterOperator.Nin, { } value) => $"({column} is null or {column} <> all({Many(value)}))",
            (FilterOperator.Contains, string value) => $"{column} ilike {sql.Value($"%{Escape(value)}%")}",
            (FilterOperator.StartsWith, string value) => $"{column} ilike {sql.Value($"{Escape(value)}%")}",
            (FilterOperator.Gt, { } value) => $"{column} > {sql.Value(value)}",
            (FilterOperator.Gte, { } value) => $"{column} >= {sql.Value(value)}",
            (FilterOperator.Lt, { } value) => $"{column} < {sql.Value(value)}",
            (FilterOperator.Lte, { } value) => $"{column} <= {sql.Value(value)}",
            _ => throw new ArgumentOutOfRangeException(nameof(comparison)),
        };

        string One(object value) => comparison.Field.Aliases is { } aliases ? aliases.One(sql.Value(value)) : sql.Value(value);

        string Many(object value) => comparison.Field.Aliases is { } aliases ? aliases.Many(sql.Value(value)) : sql.Value(value);
    }

    private static string Escape(string pattern) =>
        pattern
            .Replace(@"\", @"\\", StringComparison.Ordinal)
            .Replace("%", @"\%", StringComparison.Ordinal)
            .Replace("_", @"\_", StringComparison.Ordinal);
}
