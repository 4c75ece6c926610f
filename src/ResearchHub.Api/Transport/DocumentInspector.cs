using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Counts what each operation of a parsed document would select, fragments expanded, and stops at the first limit:
/// so the validation rules, some of which take quadratic time, only ever see documents of a bounded size.
/// </summary>
internal sealed class DocumentInspector(ISchema schema, GraphQLLimits limits)
{
    /// <summary>Lists of the schema's own types may be nested this often in one branch; the usual introspection query needs 1.</summary>
    private const int MaxIntrospectionLists = 3;

    /// <exception cref="ExecutionError">The document goes over a limit, or its fragments form a cycle.</exception>
    public OperationFacts[] Inspect(GraphQLDocument document)
    {
        var fragments = new Dictionary<ROM, GraphQLFragmentDefinition>();
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLFragmentDefinition fragment)
            {
                fragments.TryAdd(fragment.FragmentName.Name.Value, fragment);
            }
        }
        if (fragments.Count > limits.MaxFragments)
        {
            throw new LimitError(
                ErrorCodes.SizeLimit,
                $"A document has at most {limits.MaxFragments} fragments.",
                limits.MaxFragments,
                fragments.Count
            );
        }
        var facts = new List<OperationFacts>(1);
        var all = new Walk(schema, limits, fragments);
        foreach (var definition in document.Definitions)
        {
            if (definition is GraphQLOperationDefinition operation)
            {
                facts.Add(all.Operation(operation));
            }
        }
        foreach (var fragment in fragments.Values)
        {
            all.Unused(fragment);
        }
        return [.. facts];
    }

    private sealed class Walk(ISchema schema, GraphQLLimits limits, Dictionary<ROM, GraphQLFragmentDefinition> fragments)
    {
        private readonly HashSet<ROM> _used = [];
        private readonly List<ROM> _path = [];
        private int _fields,
            _aliases,
            _directives;

        public OperationFacts Operation(GraphQLOperationDefinition operation)
        {
            Check(operation.Variables?.Count ?? 0, limits.MaxVariables, "variables");
            CountDirectives(operation.Directives);
            IGraphType? root = operation.Operation switch
            {
                OperationType.Mutation => schema.Mutation,
                OperationType.Subscription => schema.Subscription,
                _ => schema.Query,
            };
            var asksData = Selections(operation.SelectionSet, depth: 1, introspectionLists: -1, isRoot: true);
            return new OperationFacts(operation, !asksData && root == schema.Query && operation.Variables is not { Count: > 0 });
        }

        public void Unused(GraphQLFragmentDefinition fragment)
        {
            if (!_used.Contains(fragment.FragmentName.Name.Value))
            {
                Spread(fragment, fragment.FragmentName.Name.Value, depth: 1, introspectionLists: -1, isRoot: false);
            }
        }

        /// <returns>Whether anything but the schema is asked for.</returns>
        private bool Selections(GraphQLSelectionSet? set, int depth, int introspectionLists, bool isRoot)
        {
            var asksData = false;
            foreach (var selection in set?.Selections ?? [])
            {
                asksData |= selection switch
                {
                    GraphQLField field => Field(field, depth, introspectionLists, isRoot),
                    GraphQLInlineFragment inline => Inline(inline, depth, introspectionLists, isRoot),
                    GraphQLFragmentSpread spread => Spread(spread, depth, introspectionLists, isRoot),
                    _ => true,
                };
            }
            return asksData;
        }

        private bool Field(GraphQLField field, int depth, int introspectionLists, bool isRoot)
        {
            Check(++_fields, limits.MaxFields, "fields");
            if (field.Alias is not null)
            {
                Check(++_aliases, limits.MaxAliases, "aliases");
            }
            CountDirectives(field.Directives);
            var name = field.Name.Value;
            if (isRoot && (name == "__schema" || name == "__type"))
            {
                introspectionLists = 0;
            }
            else if (introspectionLists >= 0)
            {
                var isList = name == "fields" || name == "inputFields" || name == "interfaces" || name == "possibleTypes";
                introspectionLists += isList ? 1 : 0;
                if (introspectionLists > MaxIntrospectionLists)
                {
                    throw new LimitError(
                        ErrorCodes.DepthLimit,
                        $"Introspection nests fields, inputFields, interfaces and possibleTypes at most {MaxIntrospectionLists} deep.",
                        MaxIntrospectionLists
                    );
                }
            }
            else if (depth > limits.MaxDepth)
            {
                throw new LimitError(ErrorCodes.DepthLimit, $"Fields nest at most {limits.MaxDepth} deep.", limits.MaxDepth);
            }
            Selections(field.SelectionSet, depth + 1, introspectionLists, isRoot: false);
            return introspectionLists < 0 && !(isRoot && name == "__typename");
        }

        private bool Inline(GraphQLInlineFragment inline, int depth, int introspectionLists, bool isRoot)
        {
            Check(++_fields, limits.MaxFields, "fields");
            CountDirectives(inline.Directives);
            return Selections(inline.SelectionSet, depth, introspectionLists, isRoot);
        }

        private bool Spread(GraphQLFragmentSpread spread, int depth, int introspectionLists, bool isRoot)
        {
            Check(++_fields, limits.MaxFields, "fields");
            CountDirectives(spread.Directives);
            var name = spread.FragmentName.Name.Value;
            return !fragments.TryGetValue(name, out var fragment) || Spread(fragment, name, depth, introspectionLists, isRoot);
        }

        private bool Spread(GraphQLFragmentDefinition fragment, ROM name, int depth, int introspectionLists, bool isRoot)
        {
            if (_path.Contains(name))
            {
                throw new ExecutionError($"Fragment '{name}' contains itself.") { Code = ErrorCodes.Validation };
            }
            _used.Add(name);
            _path.Add(name);
            CountDirectives(fragment.Directives);
            var asksData = Selections(fragment.SelectionSet, depth, introspectionLists, isRoot);
            _path.RemoveAt(_path.Count - 1);
            return asksData;
        }

        private void CountDirectives(GraphQLDirectives? directives)
        {
            if (directives is not null)
            {
                Check(_directives += directives.Count, limits.MaxDirectives, "directives");
            }
        }

        private static void Check(int count, int limit, string things)
        {
            if (count > limit)
            {
                throw new LimitError(ErrorCodes.SizeLimit, $"A document has at most {limit} {things}, fragments expanded.", limit);
            }
        }
    }
}
