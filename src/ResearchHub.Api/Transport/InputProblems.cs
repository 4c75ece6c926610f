using System.Collections;
using System.Globalization;
using GraphQL.Types;
using GraphQLParser;
using GraphQLParser.AST;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Transport;

/// <summary>Everything that is wrong with a value for an input type, be it of a variable or written in the document; the engine stops at the first.</summary>
internal sealed class InputProblems(ROM source)
{
    /// <summary>Most that are told of a request: a short text can hold thousands.</summary>
    public const int Most = 100;

    private readonly List<InputProblem> _found = [];
    private readonly List<object> _path = [];
    private object[] _start = [];
    private string _place = "";

    public IReadOnlyList<InputProblem> Found => _found;

    /// <param name="type">What it should be.</param>
    /// <param name="value">A literal, or what JSON gave.</param>
    /// <param name="node">What errors point at where the value itself stands not in the document.</param>
    /// <param name="start">Path of the whole value.</param>
    /// <param name="place">The same in words of the client: <c>$variable</c> or the argument.</param>
    public void Check(IGraphType type, object? value, ASTNode node, object[] start, string place)
    {
        (_start, _place) = (start, place);
        _path.Clear();
        Check(type, value, node);
    }

    private void Check(IGraphType type, object? value, ASTNode node)
    {
        if (value is GraphQLVariable || _found.Count >= Most)
        {
            return;
        }
        node = value as ASTNode ?? node;
        var isNull = value is null or GraphQLNullValue;
        switch (type)
        {
            case NonNullGraphType needed when isNull:
                Add(node, "must not be null.", InputForms.Of(needed));
                break;
            case NonNullGraphType needed:
                Check(needed.ResolvedType!, value, node);
                break;
            case ListGraphType list when !isNull && Items(value) is { } items:
                foreach (var (index, item) in items.Index())
                {
                    Below(index, list.ResolvedType!, item, node);
                }
                break;
            case ListGraphType list when !isNull:
                Check(list.ResolvedType!, value, node);
                break;
            case IInputObjectGraphType input when !isNull:
                Object(input, value, node);
                break;
            case ScalarGraphType scalar when !isNull:
                Scalar(scalar, value, node);
                break;
        }
    }

    private void Object(IInputObjectGraphType input, object? value, ASTNode node)
    {
        if (Fields(value) is not { } fields)
        {
            Add(node, $"has an invalid value. {InputForms.Shown(value)} is no {input.Name}.", InputForms.Of(input));
            return;
        }
        var given = new Dictionary<string, object?>(StringComparer.Ordinal);
        foreach (var (name, one) in fields)
        {
            given[name] = one;
            if (input.Fields.Find(name) is null)
            {
                At(name, () => Add(one as ASTNode ?? node, "is not known.", InputForms.Of(input)));
            }
        }
        foreach (var field in input.Fields)
        {
            if (given.TryGetValue(field.Name, out var one))
            {
                Below(field.Name, field.ResolvedType!, one, node);
            }
            else if (field is { ResolvedType: NonNullGraphType needed, DefaultValue: null })
            {
                At(field.Name, () => Add(node, "is missing.", InputForms.Of(needed)));
            }
        }
        // A rule of the engine looks after those that stand in the document.
        if (input.IsOneOf && value is not ASTNode && (given.Count != 1 || given.ContainsValue(null)))
        {
            Add(node, "must have exactly one field that is not null.", InputForms.Of(input));
        }
    }

    private void Scalar(ScalarGraphType scalar, object? value, ASTNode node)
    {
        var text = value is GraphQLStringValue written ? written.Value.Span : (value as string).AsSpan();
        if (InputTexts.ProblemOf(text) is { } why)
        {
            Add(node, $"has an invalid value. {why}", "Leave it out.");
            return;
        }
        try
        {
            var isRead = value is GraphQLValue literal
                ? scalar.CanParseLiteral(literal) && scalar.ParseLiteral(literal) is not null
                : scalar.ParseValue(value) is not null;
            if (!isRead)
            {
                Refuse();
            }
        }
        catch (ScalarRefusal refusal)
        {
            Add(node, $"has an invalid value. {refusal.Problem}", refusal.Fix);
        }
        // Scalars of the engine refuse by exceptions of several kinds.
        catch (Exception problem) when (problem is FormatException or InvalidOperationException or ArgumentException or OverflowException)
        {
            Refuse();
        }

        void Refuse() => Add(node, $"has an invalid value. {InputForms.Shown(value)} is no {scalar.Name}.", InputForms.Of(scalar));
    }

    private void Below(object step, IGraphType type, object? value, ASTNode node) => At(step, () => Check(type, value, node));

    private void At(object step, Action check)
    {
        _path.Add(step);
        check();
        _path.RemoveAt(_path.Count - 1);
    }

    private void Add(ASTNode node, string problem, string fix)
    {
        if (_found.Count < Most)
        {
            var place = _path.Select(step => step is int index ? string.Create(CultureInfo.InvariantCulture, $"[{index}]") : $".{step}");
            _found.Add(new InputProblem(source, node, _start.Concat(_path), _place + string.Concat(place), problem, fix));
        }
    }

    private static IEnumerable<object?>? Items(object? value) =>
        value switch
        {
            GraphQLListValue list => list.Values ?? [],
            string or GraphQLValue or IDictionary<string, object?> => null,
            IEnumerable items => items.Cast<object?>(),
            _ => null,
        };

    private static IEnumerable<(string Name, object? Value)>? Fields(object? value) =>
        value switch
        {
            GraphQLObjectValue fields => (fields.Fields ?? []).Select(field => (field.Name.StringValue, (object?)field.Value)),
            IDictionary<string, object?> fields => fields.Select(field => (field.Key, field.Value)),
            _ => null,
        };
}
