using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>A public record is to be taken down. Accepted, it is withdrawn; a tombstone with the outcome stays.</summary>
public sealed class DeletionKind(OutputWithdrawal withdrawal) : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.RecordDeletion;

    /// <inheritdoc />
    public bool IsForCurators => true;

    /// <inheritdoc />
    public bool NeedsOutcome => true;

    /// <summary>It was taken down already, or retracted: what is retracted stays to be read.</summary>
    public string IsOver => "not exists (select from research_outputs o where o.id = r.topic_id and o.state in ('PUBLISHED', 'EMBARGOED'))";

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    ) =>
        await withdrawal.ApplyAsync(
            transaction.Context,
            request.TopicId,
            OutputAction.Withdraw,
            decision.Outcome,
            decision.At,
            caller,
            cancellationToken
        )
            is { } problem
            ? [problem]
            : [];
}

/// <summary>Asks for records to be taken down.</summary>
public sealed class DeletionService(HubTransactions transactions, RequestWriter writer, RequestQueries queries)
{
    /// <summary>Asks the curators to take a public output down.</summary>
    /// <param name="reason">Why; for the curators.</param>
    public async Task<CommandResult<RequestRow>> RequestAsync(
        SubjectKey output,
        string reason,
        bool isDraft,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var problems = new List<UserError>();
        if (RequestText.Problem(reason, "message", isNeeded: true) is { } unreadable)
        {
            problems.Add(unreadable);
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var topic = await RequestTopic.PublicOutputAsync(transaction, output, cancellationToken);
        if (topic is null)
        {
            problems.Add(new NotFoundError("output", "output"));
        }
        else if (LifeCycle.Next(topic.State, OutputAction.Withdraw, Standing.Curator) is null)
        {
            problems.Add(
                new InvalidError(
                    topic.State == PublicationState.Withdrawn
                        ? "It was taken down already."
                        : "It was retracted: that it was, and what it said, stays to be read.",
                    ["input", "output"]
                )
            );
        }
        if (problems.Count > 0)
        {
            return CommandResult<RequestRow>.Failed(problems);
        }
        var (id, problem) = await writer.OpenAsync(
            transaction,
            new NewRequest(RequestKind.RecordDeletion, topic!.Type, topic.Id, RequestReceiver.Curators, topic.Title, $"{caller.UserId}")
            {
                Message = reason.Trim(),
                IsDraft = isDraft,
            },
            caller,
            cancellationToken
        );
        return await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
    }
}
