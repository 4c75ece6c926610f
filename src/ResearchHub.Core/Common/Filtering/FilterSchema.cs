namespace ResearchHub.Core.Common.Filtering;

/// <summary>Types of values that a filter compares; each has its own operators on the wire.</summary>
public enum FilterValueKind
{
    Text,

    /// <summary>A code: compared as a whole.</summary>
    Key,
    Int,
    Date,
    DateTime,
    Enum,
    Id,
    Doi,
    Orcid,
    Ror,
    Language,
    TextList,
    LanguageList,
    EnumList,
}

/// <summary>
/// What a list can be filtered by: one table drives the input type on the wire and the SQL. In SQL texts <c>{t}</c> stands for the alias
/// of the filtered table and <c>{n}</c> for that of a related one.
/// </summary>
/// <param name="name">Name of the input type.</param>
/// <param name="description">What is filtered.</param>
/// <param name="members">Read on first use, since schemas refer to each other.</param>
public sealed class FilterSchema(string name, string description, Func<IReadOnlyList<FilterMember>> members)
{
    private readonly Lazy<IReadOnlyList<FilterMember>> _members = new(members);

    public string Name { get; } = name;
    public string Description { get; } = description;
    public IReadOnlyList<FilterMember> Members => _members.Value;

    /// <summary>The member of this name.</summary>
    public FilterMember this[string member] => Members.First(candidate => candidate.Name == member);
}

/// <summary>A field of a filter.</summary>
public abstract record FilterMember(string Name, string Description);

/// <summary>A value of the row itself.</summary>
/// <param name="Sql">Expression over <c>{t}</c>.</param>
/// <param name="EnumType">For enums, the type whose UPPER_CASE names the column holds.</param>
public sealed record FilterField(string Name, string Description, FilterValueKind Kind, string Sql, Type? EnumType = null)
    : FilterMember(Name, Description)
{
    /// <summary>For ids, how those that were given lead to those that the column holds; null where they are the same.</summary>
    public FilterAliases? Aliases { get; init; }
}

/// <summary>How ids lead to others.</summary>
/// <param name="One">From the SQL of an id to that of the id that it leads to.</param>
/// <param name="Many">From the SQL of an array of ids to that of an array of those that they lead to.</param>
public sealed record FilterAliases(Func<string, string> One, Func<string, string> Many);

/// <summary>Rows that belong to the row.</summary>
/// <param name="Sql"><c>from … {n} where …</c> that joins them to <c>{t}</c>.</param>
/// <param name="Many">True: <c>some</c> and <c>none</c>; false: at most one row, filtered directly.</param>
public sealed record FilterRelation(string Name, string Description, FilterSchema Target, string Sql, bool Many)
    : FilterMember(Name, Description);
