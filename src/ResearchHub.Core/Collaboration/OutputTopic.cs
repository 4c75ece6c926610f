using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>Outputs as topics of activities.</summary>
internal static class OutputTopic
{
    /// <summary>The type of an output, as in global ids.</summary>
    public static async Task<string> TypeAsync(HubTransaction transaction, long output, CancellationToken cancellationToken) =>
        (
            await transaction.FirstAsync(
                "select kind from research_outputs where id = $1",
                [output],
                reader => reader.GetEnum<RecordKind>(0),
                cancellationToken
            )
        ).ToString();
}
