namespace ResearchHub.Search.Querying;

/// <summary>What a run of operands asks for: any of some, all of some, none of some.</summary>
internal sealed class ClauseLists
{
    private readonly List<QueryNode> any = [];
    private readonly List<QueryNode> all = [];
    private readonly List<QueryNode> none = [];
    private bool isJoined;

    /// <summary><c>AND</c> was read: the operands on both sides are necessary.</summary>
    public void Join() => isJoined = true;

    public void AddAlternative(QueryNode operand)
    {
        if (isJoined && any.Count > 0)
        {
            all.Add(any[^1]);
            any.RemoveAt(any.Count - 1);
        }
        Add(operand, isJoined ? all : any);
    }

    public void AddNecessary(QueryNode operand) => Add(operand, all);

    public void AddExcluded(QueryNode operand) => Add(operand, none);

    /// <summary>The node of all of them; null when there are none.</summary>
    /// <param name="isOfField">They are values of one field.</param>
    public QueryNode? Combine(bool isOfField)
    {
        var alternatives = any.SelectMany(QueryLeaves.Alternatives).ToList();
        if (!isOfField)
        {
            all.AddRange(alternatives.Where(IsCondition));
            alternatives.RemoveAll(IsCondition);
        }
        return (alternatives.Count, all.Count, none.Count) switch
        {
            (0, 0, 0) => null,
            (1, 0, 0) => alternatives[0],
            (0, 1, 0) => all[0],
            _ => new ClausesNode(alternatives, all, none),
        };
    }

    /// <summary>Who names a field means it.</summary>
    private static bool IsCondition(QueryNode node) => node is FieldNode or YearsNode;

    private void Add(QueryNode operand, List<QueryNode> list)
    {
        list.Add(operand);
        isJoined = false;
    }
}
