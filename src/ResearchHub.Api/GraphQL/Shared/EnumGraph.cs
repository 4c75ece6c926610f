using System.Text;
using GraphQL.Types;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>An enum with its values in UPPER_CASE, each with a description.</summary>
internal class EnumGraph<T> : EnumerationGraphType
    where T : struct, Enum
{
    public EnumGraph(string name, string description, Func<T, string?>? describe = null)
    {
        Name = name;
        Description = description;
        foreach (var value in Enum.GetValues<T>())
        {
            Add(new EnumValueDefinition(ConstantCase.Of(value), value) { Description = describe?.Invoke(value) ?? Words(value) });
        }
    }

    /// <summary>The name in words: <c>JournalArticle</c> is "Journal article."</summary>
    private static string Words(T value)
    {
        var text = new StringBuilder();
        foreach (var letter in value.ToString())
        {
            if (char.IsUpper(letter) && text.Length > 0)
            {
                text.Append(' ').Append(char.ToLowerInvariant(letter));
            }
            else
            {
                text.Append(letter);
            }
        }
        return text.Append('.').ToString();
    }
}
