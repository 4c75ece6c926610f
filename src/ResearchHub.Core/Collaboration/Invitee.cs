using ResearchHub.Core.Access;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.People;

namespace ResearchHub.Core.Collaboration;

/// <summary>Whom to invite: exactly one is set.</summary>
/// <param name="Researcher">A profile that an account is linked to.</param>
/// <param name="User">An account.</param>
public sealed record Invitee(string? Email, long? Researcher, long? User = null)
{
    /// <summary>Field of the input that names them, where it has an <c>email</c> and a <c>researcher</c>.</summary>
    internal string Field => Email is null ? "researcher" : "email";

    /// <summary>What is wrong with an input that names them by an <c>email</c> or a <c>researcher</c>; null when nothing is.</summary>
    internal InvalidError? Problem =>
        (Email is null) == (Researcher is null) ? new InvalidError("Give either an e-mail address or a researcher.", ["input"])
        : Email is { } email && !EmailAddress.IsOne(email) ? new InvalidError("Give an e-mail address.", ["input", "email"])
        : null;

    /// <summary>Their account; null when there is none.</summary>
    internal Task<InvitedAccount?> AccountAsync(HubTransaction transaction, CancellationToken cancellationToken) =>
        transaction.FirstAsync(
            $"select id, role from users where id = $1 or researcher_id = {KeptResearcher.Sql("$2")} or email = $3 order by id limit 1",
            [User ?? 0, Researcher ?? 0, Email is null ? "" : EmailAddress.Normalize(Email)],
            reader => new InvitedAccount(reader.GetInt64(0), reader.GetEnum<Role>(1)),
            cancellationToken
        );
}

/// <summary>An account of somebody who is invited.</summary>
internal sealed record InvitedAccount(long Id, Role Role);
