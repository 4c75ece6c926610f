using System.Runtime.CompilerServices;
using GraphQL.Execution;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Shared;
using ExecutionContext = GraphQL.Execution.ExecutionContext;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Runs fields level by level: all that need no loader first, then what the loaders fetch for all of them at once. Root fields of a
/// mutation run one after another, each with all below it, and loaders forget in between.
/// </summary>
internal sealed class OperationStrategy : ParallelExecutionStrategy
{
    private readonly ConditionalWeakTable<GraphQLSelectionSet, CollectedFields> _collected = [];

    public override async Task ExecuteNodeTreeAsync(ExecutionContext context, ExecutionNode rootNode)
    {
        if (context.Operation.Operation != OperationType.Mutation || rootNode is not RootExecutionNode { SubFields: { } fields })
        {
            await base.ExecuteNodeTreeAsync(context, rootNode);
            return;
        }
        foreach (var field in fields)
        {
            await base.ExecuteNodeTreeAsync(context, field);
            (context.UserContext as OperationContext)?.Loaders.Clear();
        }
    }

    /// <summary>Fields of a selection set are collected once for each document and type, unless directives or merging make them vary.</summary>
    protected override void SetSubFieldNodes(ExecutionContext context, ObjectExecutionNode parent)
    {
        var type = parent.GetObjectGraphType(context.Schema);
        if (type is null || parent.SelectionSet is not { } set)
        {
            base.SetSubFieldNodes(context, parent);
            return;
        }
        var collected = _collected.GetValue(set, static _ => new CollectedFields());
        if (collected.For(type) is not { } fields)
        {
            fields = Collect(context, type, set);
            collected.Keep(type, fields);
        }
        if (fields.Length == 0)
        {
            base.SetSubFieldNodes(context, parent);
            return;
        }
        var nodes = new ExecutionNode[fields.Length];
        for (var i = 0; i < fields.Length; i++)
        {
            nodes[i] = BuildExecutionNode(parent, fields[i].Definition.ResolvedType!, fields[i].Syntax, fields[i].Definition);
        }
        parent.SubFields = nodes;
    }

    /// <returns>The fields, or none when they must be collected anew each time.</returns>
    private CollectedField[] Collect(ExecutionContext context, IObjectGraphType type, GraphQLSelectionSet set)
    {
        var fields = new List<CollectedField>();
        return Collect(context, type, set, fields, []) ? [.. fields] : [];
    }

    private bool Collect(
        ExecutionContext context,
        IObjectGraphType type,
        GraphQLSelectionSet set,
        List<CollectedField> fields,
        HashSet<string> names
    )
    {
        foreach (var selection in set.Selections)
        {
            if (selection is IHasDirectivesNode { Directives.Count: > 0 })
            {
                return false;
            }
            switch (selection)
            {
                case GraphQLField field:
                    if (
                        !names.Add((field.Alias?.Name ?? field.Name).StringValue)
                        || GetFieldDefinition(context.Schema, type, field) is not { } definition
                    )
                    {
                        return false;
                    }
                    fields.Add(new CollectedField(field, definition));
                    break;
                case GraphQLInlineFragment inline:
                    var applies =
                        inline.TypeCondition is not { } condition || DoesFragmentConditionMatch(context, condition.Type.Name.Value, type);
                    if (applies && !Collect(context, type, inline.SelectionSet, fields, names))
                    {
                        return false;
                    }
                    break;
                case GraphQLFragmentSpread spread:
                    if (context.Document.FindFragmentDefinition(spread.FragmentName.Name.Value) is not { Directives: null } fragment)
                    {
                        return false;
                    }
                    if (
                        DoesFragmentConditionMatch(context, fragment.TypeCondition.Type.Name.Value, type)
                        && !Collect(context, type, fragment.SelectionSet, fields, names)
                    )
                    {
                        return false;
                    }
                    break;
            }
        }
        return true;
    }

    private readonly record struct CollectedField(GraphQLField Syntax, FieldType Definition);

    /// <summary>The collected fields of one selection set, for each type of object that came by.</summary>
    private sealed class CollectedFields
    {
        private (IObjectGraphType Type, CollectedField[] Fields)[] _byType = [];

        public CollectedField[]? For(IObjectGraphType type)
        {
            foreach (var (known, fields) in Volatile.Read(ref _byType))
            {
                if (ReferenceEquals(known, type))
                {
                    return fields;
                }
            }
            return null;
        }

        public void Keep(IObjectGraphType type, CollectedField[] fields) => Volatile.Write(ref _byType, [.. _byType, (type, fields)]);
    }
}
