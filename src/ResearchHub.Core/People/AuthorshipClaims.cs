using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.People;

/// <summary>Which contributor somebody says to be.</summary>
/// <param name="Position">Place among the contributors, from 0.</param>
/// <param name="NameAsPrinted">The name that stands there.</param>
/// <param name="Researcher">Profile of who claims, as it was when they did: it may have been merged into another since.</param>
public sealed record AuthorshipClaimDetails(int Position, string NameAsPrinted, long Researcher) : RequestDetails;

/// <summary>Somebody says: this contributor is me. A curator decides; accepted, the name as printed leads to who claimed.</summary>
public sealed class AuthorshipClaimKind : IRequestKind
{
    /// <inheritdoc />
    public RequestKind Kind => RequestKind.AuthorshipClaim;

    /// <inheritdoc />
    public Type Details => typeof(AuthorshipClaimDetails);

    /// <inheritdoc />
    public bool IsForCurators => true;

    /// <summary>The output was withdrawn, or the contributor is who claims already: a curator linked them, or two profiles became one.</summary>
    public string IsOver =>
        $"""
            exists (select from research_outputs o where o.id = r.topic_id and o.state = 'WITHDRAWN')
            or exists (
              select from contributions c where c.output_id = r.topic_id and c.position = (r.details->>'position')::int
                and c.researcher_id = {KeptResearcher.Sql("(r.details->>'researcher')::bigint")})
            """;

    /// <inheritdoc />
    public async Task<IReadOnlyList<UserError>> AcceptAsync(
        HubTransaction transaction,
        RequestRow request,
        RequestDecision decision,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var details = (AuthorshipClaimDetails)request.Details!;
        // Locked, so that a merge at the same time comes before or after.
        var person = await KeptResearcher.LockAsync(transaction.Context, details.Researcher, cancellationToken);
        var changed = await transaction.ExecuteAsync(
            "update contributions set researcher_id = $3 where output_id = $1 and position = $2 and organization_id is null",
            [request.TopicId, details.Position, person],
            cancellationToken
        );
        if (changed == 0)
        {
            return [new InvalidError("There is no person at this place among the contributors any more.", ["input", "id"])];
        }
        await ContributorEvents.AddAsync(transaction.Context, [request.TopicId], decision.At, cancellationToken);
        return [];
    }
}

/// <summary>Claims authorships.</summary>
public sealed class ClaimService(HubTransactions transactions, RequestWriter writer, RequestQueries queries)
{
    /// <summary>Asks the curators to make the caller's own profile that of a contributor of a public output.</summary>
    /// <param name="position">Place among the contributors, from 0.</param>
    /// <param name="evidence">Why, for the curators.</param>
    public async Task<CommandResult<RequestRow>> ClaimAsync(
        SubjectKey output,
        int position,
        string evidence,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (caller.ResearcherId is not { } researcher)
        {
            return Failed(
                new InvalidError("Your account is linked to no researcher yet: ask a curator for linkUserToResearcher.", ["input"])
            );
        }
        if (RequestText.Problem(evidence, "evidence", isNeeded: true) is { } problem)
        {
            return Failed(problem);
        }
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var there = await transaction.FirstAsync(
            """
            select o.title, c.researcher_id, c.name_as_printed, c.output_id is not null and c.organization_id is null from research_outputs o
            left join contributions c on c.output_id = o.id and c.position = $3
            where o.id = $1 and o.kind = $2 and o.state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED')
            """,
            [output.Id, ConstantCase.FromPascal(output.Type), position],
            reader => new Contributor(reader.GetString(0), reader.GetLongOrNull(1), reader.GetStringOrNull(2), reader.GetBoolean(3)),
            cancellationToken
        );
        if (there is null)
        {
            return Failed(new NotFoundError("output", "output"));
        }
        if (!there.IsPerson)
        {
            return Failed(
                new InvalidError("There is no person at this place among the contributors; the first is 0.", ["input", "position"])
            );
        }
        if (there.Researcher == researcher)
        {
            return Failed(new InvalidError("This contributor is you already.", ["input", "position"]));
        }
        var (id, waiting) = await writer.OpenAsync(
            transaction,
            new NewRequest(
                RequestKind.AuthorshipClaim,
                output.Type,
                output.Id,
                RequestReceiver.Curators,
                there.Title,
                $"{caller.UserId} {position}"
            )
            {
                Message = evidence.Trim(),
                Details = new AuthorshipClaimDetails(position, there.Name ?? "", researcher),
            },
            caller,
            cancellationToken
        );
        return await queries.OpenedAsync(transaction, id, waiting, caller, cancellationToken);
    }

    private static CommandResult<RequestRow> Failed(UserError error) => CommandResult<RequestRow>.Failed(error);

    private sealed record Contributor(string Title, long? Researcher, string? Name, bool IsPerson);
}
