using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Collaboration.Inbox;

/// <summary>Following, and ceasing to.</summary>
public sealed class FollowService(HubTransactions transactions, SubjectGate gate, TimeProvider time)
{
    /// <summary>Most records that an account follows.</summary>
    public const int MaximumFollows = 5_000;

    /// <summary>Whether the follow <c>f</c> is that of the account $1 and the record $2, $3.</summary>
    private static readonly string IsOfSubject =
        $"f.user_id = $1 and {KeptResearcher.IsSame("f.subject_type", "f.subject_id", "$2", "$3")}";

    /// <summary>Follows a record from now on; of a profile that was merged, the kept one. Whoever follows it already goes on doing so.</summary>
    public async Task<CommandResult<Follow>> FollowAsync(SubjectKey subject, Caller caller, CancellationToken cancellationToken)
    {
        if (!await gate.IsVisibleAsync(subject, caller, cancellationToken))
        {
            return Failed(Gone);
        }
        var user = caller.UserId!.Value;
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        // Before the account, as where somebody is invited to a community, and where profiles are merged.
        if (!await gate.IsKeptAsync(transaction, subject, cancellationToken))
        {
            return Failed(Gone);
        }
        if (
            subject.Type == nameof(RecordKind.Researcher)
            && await KeptResearcher.LockAsync(transaction.Context, subject.Id, cancellationToken) is { } kept
        )
        {
            subject = subject with { Id = kept };
        }
        await transaction.LockAsync("users", user, cancellationToken);
        if (await FindAsync(transaction, user, subject, cancellationToken) is { } already)
        {
            return CommandResult<Follow>.Of(already);
        }
        var count = await transaction.ScalarAsync<long>("select count(*) from follows where user_id = $1", [user], cancellationToken);
        if (count >= MaximumFollows)
        {
            return Failed(new InvalidError($"An account follows at most {MaximumFollows} records: unfollow one first.", ["input"]));
        }
        await transaction.ExecuteAsync(
            "insert into follows (user_id, subject_type, subject_id, created_at) values ($1, $2, $3, $4)",
            [user, subject.Type, subject.Id, time.GetUtcNow()],
            cancellationToken
        );
        var made = await FindAsync(transaction, user, subject, cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<Follow>.Of(made!);
    }

    /// <summary>Ceases to follow a record, which need not exist for the caller any more.</summary>
    public async Task<CommandResult<Follow>> UnfollowAsync(SubjectKey subject, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var gone = await transaction.FirstAsync(
            $"delete from follows f where {IsOfSubject} returning {Follow.Columns}",
            [caller.UserId!.Value, subject.Type, subject.Id],
            Follow.Read,
            cancellationToken
        );
        if (gone is null)
        {
            return Failed(new NotFoundError("record that you follow", "subject"));
        }
        await transaction.CommitAsync();
        return CommandResult<Follow>.Of(gone);
    }

    private static Task<Follow?> FindAsync(
        HubTransaction transaction,
        long user,
        SubjectKey subject,
        CancellationToken cancellationToken
    ) =>
        transaction.FirstAsync(
            $"select {Follow.Columns} from follows f where {IsOfSubject}",
            [user, subject.Type, subject.Id],
            Follow.Read,
            cancellationToken
        );

    private static NotFoundError Gone { get; } = new("record", "subject");

    private static CommandResult<Follow> Failed(UserError error) => CommandResult<Follow>.Failed(error);
}
