using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.DataAccess;

/// <summary>The data are asked for; whoever administers the dataset decides. Accepted, there is a grant that ends.</summary>
public sealed class DataAccessKind(TimeProvider time) : IRequestKind
{
    private static readonly TimeSpan Longest = TimeSpan.FromDays(5 * 366);
    private const int UsualDays = 365;

    /// <inheritdoc />
    public RequestKind Kind => RequestKind.DataAccess;

    /// <inheritdoc />
    public Type Details => typeof(DataAccessDetails);

    /// <summary>The data were withdrawn, or who asks works on them meanwhile and has them anyway; or their account is gone.</summary>
    public string IsOver =>
        $"r.creator_id is null or exists (select from research_outputs o where o.id = r.topic_id and (o.state = 'WITHDRAWN' or {Series.IsTeam("r.creator_id")}))";

    /// <inheritdoc />
    public async Task<RequestSending> SendAsync(HubTransaction transaction, RequestRow request, CancellationToken cancellationToken)
    {
        var dataset = new SubjectKey(request.TopicType, request.TopicId);
        if (await RequestTopic.PublicOutputAsync(transaction, dataset, cancellationToken) is null)
        {
            return RequestSending.Refused(new NotFoundError("dataset"));
        }
        var offer = await DataAccessOffer.OfAsync(transaction, request.TopicId, cancellationToken);
        return offer.Refusal is { } refusal ? RequestSending.Refused(new InvalidError(refusal, ["input", "id"]))
            : offer.TermsVersion != ((DataAccessDetails)request.Details!).TermsVersion
                ? RequestSending.Refused(new TermsChangedError(offer.TermsVersion))
            : offer.IsGivenAtOnce
            && request.CreatorId is { } user
            && await offer.HeldAsync(transaction, request.TopicId, user, time.GetUtcNow(), cancellationToken) is { } held
                ? RequestSending.Refused(new InvalidError(held, ["input", "id"]))
            : new RequestSending(offer.IsGivenAtOnce, null);
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var details = (DataAccessDetails)request.Details!;
        if (request.CreatorId is not { } user || !await transaction.LockAsync("research_outputs", request.TopicId, cancellationToken))
        {
            return [new NotFoundError("dataset or account")];
        }
        if ((await DataAccessOffer.OfAsync(transaction, request.TopicId, cancellationToken)).State == PublicationState.Withdrawn)
        {
            return [new InvalidError(DataAccessOffer.Withdrawn, ["input", "id"])];
        }
        if (decision.Until is { } end && (end <= decision.At || end > decision.At + Longest))
        {
            return [new InvalidError("Give a time within five years from now.", ["input", "until"])];
        }
        var (terms, days) = await transaction.FirstAsync(
            $"""
            select t.version, t.grant_days from research_outputs o left join access_terms t on t.id = {VersionedAccess.Terms} where o.id = $1
            """,
            [request.TopicId],
            reader => (reader.GetIntOrNull(0), reader.GetIntOrNull(1)),
            cancellationToken
        );
        if (terms != details.TermsVersion)
        {
            return [new TermsChangedError(terms)];
        }
        await transaction.ExecuteAsync(
            """
            insert into data_access_grants (output_id, user_id, request_id, terms_version, granted_by, granted_at, expires_at)
            values ($1, $2, $3, $4, $5, $6, $7)
            """,
            [
                request.TopicId,
                user,
                request.Id,
                details.TermsVersion,
                caller.UserId,
                decision.At,
                decision.Until ?? decision.At.AddDays(days ?? UsualDays),
            ],
            cancellationToken
        );
        AuditScope.PartOf(request.TopicId);
        return [];
    }
}
