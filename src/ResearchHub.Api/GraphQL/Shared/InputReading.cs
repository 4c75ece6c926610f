using System.Collections;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Reads the fields of an input. Its type has made sure that what must be given is there and of the right kind.</summary>
internal static class InputReading
{
    /// <summary>The value of a field; the default when it was left out or is null.</summary>
    public static T? Get<T>(this IDictionary<string, object?> input, string field) =>
        input.TryGetValue(field, out var value) ? (T?)value : default;

    /// <summary>The text of a field that must be given.</summary>
    public static string Text(this IDictionary<string, object?> input, string field) => (string)input[field]!;

    /// <summary>A value that was given or left out.</summary>
    public static Given<T> Value<T>(this IDictionary<string, object?> input, string field) =>
        input.TryGetValue(field, out var value) ? Given<T>.Of((T?)value) : Given<T>.Nothing;

    /// <summary>An object that was given or left out.</summary>
    public static Given<T> One<T>(this IDictionary<string, object?> input, string field, Func<object, T> read)
        where T : class => input.TryGetValue(field, out var value) ? Given<T>.Of(value is null ? null : read(value)) : Given<T>.Nothing;

    /// <summary>A list that was given or left out.</summary>
    public static Given<IReadOnlyList<T>> Many<T>(this IDictionary<string, object?> input, string field, Func<object, T> read) =>
        input.TryGetValue(field, out var value)
            ? Given<IReadOnlyList<T>>.Of(value is IEnumerable items ? [.. items.Cast<object>().Select(read)] : null)
            : Given<IReadOnlyList<T>>.Nothing;

    /// <summary>The key of an object of this type; 0, which none has, for another id, none, or no id at all.</summary>
    public static long Key(this IDictionary<string, object?> input, string field, string type) =>
        NodeId.KeyOf(input.Get<string>(field), type) ?? 0;

    /// <summary>The key of an object of this type; null when it was left out or is null.</summary>
    public static long? KeyOrNull(this IDictionary<string, object?> input, string field, string type) =>
        input.Get<string>(field) is { } id ? NodeId.KeyOf(id, type) ?? 0 : null;

    /// <summary>The key of an object of any type; 0, which none has, for what is no id.</summary>
    public static long AnyKey(this IDictionary<string, object?> input, string field) =>
        NodeId.TryDecode(input.Get<string>(field), out _, out var key) ? key : 0;
}
