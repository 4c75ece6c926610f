namespace ResearchHub.Core.Common.Paging;

/// <summary>Type of a sort key.</summary>
public enum OrderKeyType
{
    Text,
    Int,
    Date,
    Timestamp,
}

/// <summary>A field that lists can be ordered by.</summary>
/// <param name="Name">Name on the wire.</param>
/// <param name="Sql">Expression that is never null; <c>{t}</c> stands for the table's alias. An index ends in it and the id.</param>
public sealed record OrderField(string Name, string Description, string Sql, OrderKeyType Type);

/// <summary>One step of an order.</summary>
public sealed record OrderTerm(OrderField Field, bool Descending);
