using System.Net;
using System.Text.Json;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.DataCite;

/// <summary>What DataCite answered.</summary>
/// <param name="Text">The body.</param>
internal sealed record DataCiteAnswer(HttpStatusCode Status, string Text)
{
    private const int LongestProblem = 500;

    public bool IsRefusal => (int)Status >= 400;

    /// <summary>Why it refused: what is wrong with which attribute, one after the other; the beginning of the body where it is of another form.</summary>
    public string Problem
    {
        get
        {
            var words = string.Join("; ", Errors());
            words = words.Length > 0 ? words : Text;
            return $"DataCite answered with status {(int)Status}: {PlainText.Excerpt(words, LongestProblem)}";
        }
    }

    /// <summary>The state of the DOI (draft, registered, findable); null where the answer does not say.</summary>
    public string? State =>
        Read() is { ValueKind: JsonValueKind.Object } body
        && body.TryGetProperty("data", out var data)
        && data.TryGetProperty("attributes", out var attributes)
        && attributes.TryGetProperty("state", out var state)
            ? state.GetString()
            : null;

    private IEnumerable<string> Errors()
    {
        if (
            Read() is not { ValueKind: JsonValueKind.Object } body
            || !body.TryGetProperty("errors", out var errors)
            || errors.ValueKind != JsonValueKind.Array
        )
        {
            yield break;
        }
        foreach (var error in errors.EnumerateArray().Where(error => error.ValueKind == JsonValueKind.Object))
        {
            var title = error.TryGetProperty("title", out var text) ? text.ToString() : error.GetRawText();
            yield return error.TryGetProperty("source", out var source) ? $"{source}: {title}" : title;
        }
    }

    private JsonElement? Read()
    {
        try
        {
            return JsonElement.Parse(Text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
