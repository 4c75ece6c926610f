using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>
/// Estimates how many objects an operation makes: each field that returns objects counts 1 (or its <c>cost</c> metadata), and what is
/// below a list counts once for each of its items: the page asked for, else the default page, else an assumed length.
/// </summary>
internal sealed class CostEstimator(ISchema schema, GraphQLLimits limits)
{
    /// <summary>What counts no further: JavaScript can still read it.</summary>
    private const double LargestCost = 1e15;

    /// <returns>The cost, and whether variables had a say in it.</returns>
    public (long Cost, bool DependsOnVariables) Estimate(GraphQLDocument document, GraphQLOperationDefinition operation, Inputs? variables)
    {
        IGraphType? root = operation.Operation switch
        {
            OperationType.Mutation => schema.Mutation,
            OperationType.Subscription => schema.Subscription,
            _ => schema.Query,
        };
        var walk = new Walk(schema, limits, document, operation, variables);
        var cost = walk.Selections(operation.SelectionSet, root, pageSize: null);
        return ((long)Math.Min(cost, LargestCost), walk.DependsOnVariables);
    }

    private sealed class Walk(
        ISchema schema,
        GraphQLLimits limits,
        GraphQLDocument document,
        GraphQLOperationDefinition operation,
        Inputs? variables
    )
    {
        public bool DependsOnVariables { get; private set; }

        /// <param name="set">What is selected.</param>
        /// <param name="parent">The type it is selected on; null when unknown, as the document may be invalid.</param>
        /// <param name="pageSize">Size of the page whose connection this is.</param>
        public double Selections(GraphQLSelectionSet? set, IGraphType? parent, double? pageSize)
        {
            double cost = 0;
            foreach (var selection in set?.Selections ?? [])
            {
                cost += selection switch
                {
                    GraphQLField field => Field(field, parent, pageSize),
                    GraphQLInlineFragment inline => Selections(
                        inline.SelectionSet,
                        inline.TypeCondition is { } condition ? schema.AllTypes[condition.Type.Name.Value] : parent,
                        pageSize
                    ),
                    GraphQLFragmentSpread spread when document.FindFragmentDefinition(spread.FragmentName.Name.Value) is { } fragment =>
                        Selections(fragment.SelectionSet, schema.AllTypes[fragment.TypeCondition.Type.Name.Value], pageSize),
                    _ => 0,
                };
            }
            return cost;
        }

        private double Field(GraphQLField field, IGraphType? parent, double? pageSize)
        {
            if (field.SelectionSet is null || (parent as IComplexGraphType)?.GetField(field.Name.Value) is not { } definition)
            {
                return 0;
            }
            var weight = definition.GetMetadata("cost", 1);
            var (type, isList) = Unwrap(definition.ResolvedType);
            var asked = AskedSize(field, definition);
            if (isList)
            {
                var size = asked ?? pageSize ?? limits.AssumedListSize;
                return weight + (size * (1 + Selections(field.SelectionSet, type, pageSize: null)));
            }
            return weight + Selections(field.SelectionSet, type, asked);
        }

        private double? AskedSize(GraphQLField field, FieldType definition)
        {
            if (definition.Arguments?.Find("first") is not { } first)
            {
                return null;
            }
            var value = Argument(field, "first") ?? Argument(field, "last");
            var size = value switch
            {
                GraphQLIntValue literal => double.TryParse(literal.Value.Span, CultureInfo.InvariantCulture, out var number)
                    ? number
                    : null,
                GraphQLVariable variable => FromVariable(variable),
                _ => null,
            };
            return Math.Max(0, size ?? (first.DefaultValue is int preset ? preset : limits.DefaultPageSize));
        }

        private static GraphQLValue? Argument(GraphQLField field, string name)
        {
            foreach (var argument in field.Arguments?.Items ?? [])
            {
                if (argument.Name == name)
                {
                    return argument.Value;
                }
            }
            return null;
        }

        private double? FromVariable(GraphQLVariable variable)
        {
            DependsOnVariables = true;
            if (variables is not null && variables.TryGetValue(variable.Name.StringValue, out var given))
            {
                return given as int? ?? given as long?;
            }
            foreach (var definition in operation.Variables?.Items ?? [])
            {
                if (definition.Variable.Name == variable.Name && definition.DefaultValue is GraphQLIntValue preset)
                {
                    return double.TryParse(preset.Value.Span, CultureInfo.InvariantCulture, out var number) ? number : null;
                }
            }
            return null;
        }

        private static (IGraphType? Type, bool IsList) Unwrap(IGraphType? type)
        {
            var isList = false;
            while (type is IProvideResolvedType wrapper)
            {
                isList |= type is ListGraphType;
                type = wrapper.ResolvedType;
            }
            return (type, isList);
        }
    }
}
