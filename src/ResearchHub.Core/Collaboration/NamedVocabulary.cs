using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>Places and concepts that an input names.</summary>
internal static class NamedVocabulary
{
    /// <summary>The key of a place; a problem where there is none with the code.</summary>
    /// <param name="code">Null for none.</param>
    public static async Task<long?> PlaceAsync(
        HubTransaction transaction,
        string? code,
        List<UserError> problems,
        CancellationToken cancellationToken
    )
    {
        if (code is null)
        {
            return null;
        }
        var place = await transaction.FirstAsync(
            "select id from places where code = $1",
            [code],
            reader => (long?)reader.GetInt64(0),
            cancellationToken
        );
        if (place is null)
        {
            problems.Add(new InvalidError("There is no place with this code.", ["input", "place"]));
        }
        return place;
    }

    /// <summary>A problem where not all of the concepts are there.</summary>
    /// <param name="concepts">Keys, each once.</param>
    public static async Task CheckConceptsAsync(
        HubTransaction transaction,
        long[] concepts,
        List<UserError> problems,
        CancellationToken cancellationToken
    )
    {
        if (
            concepts.Length > 0
            && await transaction.ScalarAsync<long>("select count(*) from concepts where id = any($1)", [concepts], cancellationToken)
                != concepts.Length
        )
        {
            problems.Add(new InvalidError("Name concepts that exist.", ["input", "concepts"]));
        }
    }
}
