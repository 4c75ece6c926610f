using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>An output that something is asked about.</summary>
/// <param name="Type">As in global ids.</param>
/// <param name="Receiver">Whoever administers it; curators where nobody does.</param>
internal sealed record RequestTopic(string Type, long Id, string Title, RequestReceiver Receiver, PublicationState State)
{
    /// <summary>A public output; null when there is none of this key and type.</summary>
    public static Task<RequestTopic?> PublicOutputAsync(
        HubTransaction transaction,
        SubjectKey output,
        CancellationToken cancellationToken
    ) => FindAsync(transaction, output, "is_public_state(state)", cancellationToken);

    /// <summary>An output in any state, for who may see it; null when there is none of this key and type.</summary>
    public static Task<RequestTopic?> OutputAsync(HubTransaction transaction, SubjectKey output, CancellationToken cancellationToken) =>
        FindAsync(transaction, output, "true", cancellationToken);

    private static Task<RequestTopic?> FindAsync(
        HubTransaction transaction,
        SubjectKey output,
        string condition,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            $"select id, title, owner_id, state from research_outputs where id = $1 and kind = $2 and {condition}",
            [output.Id, ConstantCase.FromPascal(output.Type)],
            reader => new RequestTopic(
                output.Type,
                reader.GetInt64(0),
                reader.GetString(1),
                reader.IsDBNull(2) ? RequestReceiver.Curators : new RequestReceiver(RequestReceiverKind.Output, reader.GetInt64(0)),
                reader.GetEnum<PublicationState>(3)
            ),
            cancellationToken
        );
}
