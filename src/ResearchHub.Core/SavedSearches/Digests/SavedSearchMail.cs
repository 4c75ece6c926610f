using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Core.SavedSearches.Digests;

/// <summary>Mail about saved searches, and how it is stopped.</summary>
internal sealed class SavedSearchMail(HubTransactions transactions, SavedSearchQueries queries, TimeProvider time) : IMailTopic
{
    public const string Topic = "saved-search";

    /// <inheritdoc />
    public string Name => Topic;

    /// <inheritdoc />
    public async Task<string?> TitleAsync(long user, long subject, CancellationToken cancellationToken) =>
        (await queries.OneAsync(subject, user, cancellationToken))?.Name;

    /// <inheritdoc />
    public async Task StopAsync(long user, long subject, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        await DigestSchedule.SetAsync(
            transaction,
            subject,
            Given<Cadence?>.Nothing,
            Given<bool?>.Of(false),
            time.GetUtcNow(),
            cancellationToken
        );
        await transaction.CommitAsync(cancellationToken);
    }
}
