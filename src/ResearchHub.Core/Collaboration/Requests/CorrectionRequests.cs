using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Part of a record that can be put right.</summary>
public enum RecordField
{
    Title,
    Abstract,
    Contributors,
    Identifiers,
    PublicationDate,
    Languages,
    Concepts,
    Places,
    Funding,
    License,
    Files,
    Relations,

    /// <summary>What the record says of its method, data or findings.</summary>
    Content,
}

/// <summary>What is wrong in a record, and how it should read.</summary>
/// <param name="Proposed">How it should read; null when only what is wrong is known.</param>
public sealed record CorrectionDetails(RecordField Field, string? Proposed) : RequestDetails;

/// <summary>
/// A field of a public record is to be put right. To accept is to say what was or will be done; the answer is public and stands beside the
/// record.
/// </summary>
public sealed class CorrectionKind(TimeProvider time) : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.Correction;

    /// <inheritdoc />
    public Type Details => typeof(CorrectionDetails);

    /// <inheritdoc />
    public bool IsForCurators => true;

    /// <inheritdoc />
    public bool NeedsOutcome => true;

    /// <summary>The record was withdrawn: no version of it is put right any more.</summary>
    public string IsOver => "exists (select from research_outputs o where o.id = r.topic_id and o.state = 'WITHDRAWN')";

    /// <summary>It is late from the first moment, where its day has come while it was kept back.</summary>
    public Task<RequestSending> SendAsync(HubTransaction transaction, RequestRow request, CancellationToken cancellationToken) =>
        Task.FromResult(
            request.DueOn <= DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime)
                ? RequestSending.Refused(
                    new InvalidError("Its day has come already: take it back and ask anew, with a later one.", ["input", "id"])
                )
                : new RequestSending(IsDecided: false, null)
        );

    /// <inheritdoc />
    public Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    ) => Task.FromResult<IReadOnlyList<UserError>>([]);
}

/// <summary>Asks for corrections.</summary>
public sealed class CorrectionService(HubTransactions transactions, RequestWriter writer, RequestQueries queries, TimeProvider time)
{
    private const int DaysToAnswer = 30;
    private const int MostDays = 366;

    /// <summary>Asks those who administer an output, and curators, to put a field right.</summary>
    /// <param name="dueOn">Day by which an answer is hoped for; null for 30 days from now.</param>
    public async Task<CommandResult<RequestRow>> RequestAsync(
        SubjectKey output,
        CorrectionDetails details,
        string message,
        DateOnly? dueOn,
        bool isDraft,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var today = DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime);
        var problems = new List<UserError>();
        void Add(UserError? problem)
        {
            if (problem is not null)
            {
                problems.Add(problem);
            }
        }
        Add(RequestText.Problem(message, "message", isNeeded: true));
        Add(RequestText.Problem(details.Proposed, "proposed", isNeeded: false));
        if (dueOn is { } day && (day <= today || day > today.AddDays(MostDays)))
        {
            Add(new InvalidError($"Give a day after today, at most {MostDays} days ahead.", ["input", "dueOn"]));
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var topic = await RequestTopic.PublicOutputAsync(transaction, output, cancellationToken);
        if (topic is null)
        {
            Add(new NotFoundError("output", "output"));
        }
        else if (topic.State == PublicationState.Withdrawn)
        {
            Add(new InvalidError("It was withdrawn: nothing of it is put right any more.", ["input", "output"]));
        }
        if (problems.Count > 0)
        {
            return CommandResult<RequestRow>.Failed(problems);
        }
        var (id, problem) = await writer.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.Correction,
                topic!.Type,
                topic.Id,
                topic.Receiver,
                topic.Title,
                $"{caller.UserId} {ConstantCase.Of(details.Field)}"
            )
            {
                Message = message.Trim(),
                Details = details,
                DueOn = dueOn ?? today.AddDays(DaysToAnswer),
                IsDraft = isDraft,
            },
            caller,
            cancellationToken
        );
        return await queries.OpenedAsync(transaction, id, problem, caller, cancellationToken);
    }
}
