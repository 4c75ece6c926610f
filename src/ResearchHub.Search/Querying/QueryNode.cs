namespace ResearchHub.Search.Querying;

/// <summary>A query as understood: our own tree, free of Lucene.</summary>
internal abstract record QueryNode;

/// <summary>A query text as read.</summary>
/// <param name="Cut">Something was left out.</param>
internal sealed record ParsedQuery(QueryNode Node, bool Cut)
{
    /// <summary>Words are necessary or excluded only by operators in small letters, which may not have been meant.</summary>
    public bool CanRelax { get; init; }
}

/// <summary>Matches everything.</summary>
internal sealed record EverythingNode : QueryNode;

/// <summary>One word as typed.</summary>
internal sealed record WordNode(string Word) : QueryNode;

/// <summary>Words in this order.</summary>
/// <param name="Quoted">False for words that only a sign like a hyphen joined.</param>
internal sealed record PhraseNode(string Phrase, bool Quoted) : QueryNode;

/// <summary>Words that begin so.</summary>
internal sealed record PrefixNode(string Prefix) : QueryNode;

/// <summary>An identifier in canonical spelling: <c>doi:10.1000/1</c>; <paramref name="Typed"/> is how it stood there.</summary>
internal sealed record IdentifierNode(string Identifier, string Typed) : QueryNode;

/// <summary>A condition on one field; a group of such where <paramref name="Inner"/> is <see cref="ClausesNode"/>.</summary>
internal sealed record FieldNode(QueryField Field, QueryNode Inner) : QueryNode;

/// <summary>Years, both ends included; null is open.</summary>
internal sealed record YearsNode(int? From, int? To) : QueryNode;

/// <summary>Clauses: at least one of <see cref="Any"/> (they add to the score), all of <see cref="All"/>, none of <see cref="None"/>.</summary>
internal sealed record ClausesNode(IReadOnlyList<QueryNode> Any, IReadOnlyList<QueryNode> All, IReadOnlyList<QueryNode> None) : QueryNode;

/// <summary>Fields a query may name.</summary>
internal enum QueryField
{
    Title,
    Author,
    Topic,
    Place,
    Type,
    Doi,
    Orcid,
    Year,
}
