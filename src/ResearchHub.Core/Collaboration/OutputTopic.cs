using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration;

/// <summary>Outputs as topics of activities.</summary>
internal static class OutputTopic
{
    /// <summary>Types of outputs as in global ids, as a list in SQL.</summary>
    public const string Types = $"'{nameof(RecordKind.Study)}', '{nameof(RecordKind.Dataset)}', '{nameof(RecordKind.LearningResource)}'";

    /// <summary>As <see cref="Types"/>, one by one.</summary>
    public static readonly IReadOnlyList<string> Names =
    [
        nameof(RecordKind.Study),
        nameof(RecordKind.Dataset),
        nameof(RecordKind.LearningResource),
    ];

    /// <summary>The type of an output, as in global ids.</summary>
    public static async Task<string> TypeAsync(HubTransaction transaction, long output, CancellationToken cancellationToken) =>
        (await OfAsync(transaction, output, cancellationToken)).Type;

    /// <summary>The type of an output, as in global ids, and its title.</summary>
    public static Task<(string Type, string Title)> OfAsync(HubTransaction transaction, long output, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            "select kind, title from research_outputs where id = $1",
            [output],
            reader => (reader.GetEnum<RecordKind>(0).ToString(), reader.GetString(1)),
            cancellationToken
        );
}
