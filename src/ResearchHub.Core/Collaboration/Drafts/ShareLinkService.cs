using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>What a secret link shall be.</summary>
/// <param name="ExpiresAt">Null for <see cref="ShareLinkService.UsualDays"/> days.</param>
public sealed record LinkOrder(string Name, LinkLevel Level, bool IsAnonymous, DateTimeOffset? ExpiresAt);

/// <summary>Gives out secret links to drafts and takes them back. For those who administer the output.</summary>
public sealed class ShareLinkService(HubTransactions transactions, OutputGate gate, TimeProvider time)
{
    /// <summary>Most links of an output that can be used at the same time.</summary>
    public const int Maximum = 50;

    /// <summary>Days for which a link is good unless said.</summary>
    public const int UsualDays = 30;

    /// <summary>Longest life of a link, in days.</summary>
    public const int MostDays = 366;
    private const int LongestName = 200;

    /// <summary>Makes a link to an output that is not public.</summary>
    public async Task<CommandResult<IssuedLink>> CreateAsync(
        long output,
        LinkOrder order,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var now = time.GetUtcNow();
        var expires = order.ExpiresAt ?? now.AddDays(UsualDays);
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        if (await gate.RequireAsync(transaction, output, OutputLevel.Admin, caller, "id", cancellationToken) is { } refusal)
        {
            return CommandResult<IssuedLink>.Failed(refusal);
        }
        var problems = Problems(order, expires, now).ToArray();
        if (problems.Length > 0)
        {
            return CommandResult<IssuedLink>.Failed(problems);
        }
        var state = await transaction.FirstAsync(
            "select state from research_outputs where id = $1",
            [output],
            reader => reader.GetEnum<PublicationState>(0),
            cancellationToken
        );
        if (LifeCycle.IsPublic(state))
        {
            return CommandResult<IssuedLink>.Failed(new StateError(state));
        }
        var open = await transaction.ScalarAsync<long>(
            "select count(*) from share_links where output_id = $1 and revoked_at is null and expires_at > $2",
            [output, now],
            cancellationToken
        );
        if (open >= Maximum)
        {
            return CommandResult<IssuedLink>.Failed(
                new InvalidError($"An output has at most {Maximum} links: revoke one first.", ["input", "id"])
            );
        }
        var secret = SecretText.New(ShareLinkQueries.Marker);
        var link = (
            await transaction.FirstAsync(
                $"""
                insert into share_links as l (output_id, name, level, is_anonymous, hash, created_by, created_at, expires_at)
                values ($1, $2, $3, $4, $5, $6, $7, $8) returning {ShareLink.Columns}
                """,
                [output, order.Name.Trim(), order.Level, order.IsAnonymous, SecretText.FingerprintOf(secret), caller.UserId, now, expires],
                ShareLink.Read,
                cancellationToken
            )
        )!;
        await transaction.CommitAsync();
        return CommandResult<IssuedLink>.Of(new IssuedLink(link, secret));
    }

    /// <summary>Makes a link worthless at once.</summary>
    public async Task<CommandResult<ShareLink>> RevokeAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var link = await transaction.FirstAsync(
            $"select {ShareLink.Columns} from share_links l where l.id = $1 and l.revoked_at is null for update",
            [id],
            ShareLink.Read,
            cancellationToken
        );
        // Who may not give out links is not told which there are.
        if (
            link is null
            || await gate.AccessAsync(transaction.Context, link.OutputId, caller, cancellationToken) is { Level: < OutputLevel.Admin }
        )
        {
            return CommandResult<ShareLink>.Failed(new NotFoundError("link"));
        }
        AuditScope.About(nameof(ShareLink), id);
        AuditScope.PartOf(link.OutputId);
        await transaction.ExecuteAsync("update share_links set revoked_at = $2 where id = $1", [id, time.GetUtcNow()], cancellationToken);
        await transaction.CommitAsync();
        return CommandResult<ShareLink>.Of(link);
    }

    private static IEnumerable<UserError> Problems(LinkOrder order, DateTimeOffset expires, DateTimeOffset now)
    {
        if (!PlainText.IsText(order.Name, LongestName))
        {
            yield return new InvalidError($"Say in 1 to {LongestName} characters whom the link is for.", ["input", "name"]);
        }
        if (expires <= now || expires > now.AddDays(MostDays))
        {
            yield return new InvalidError($"Give a time within the next {MostDays} days.", ["input", "expiresAt"]);
        }
        if (order is { IsAnonymous: true, Level: LinkLevel.Edit })
        {
            yield return new InvalidError("Who edits sees who else does: an anonymous link is for VIEW or COMMENT.", ["input", "level"]);
        }
    }
}
