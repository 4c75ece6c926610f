using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Publishing;

/// <summary>Decisions of curators on what was submitted.</summary>
internal static class OutputDecision
{
    /// <summary>Accounts that go on with the output $1 after a decision: its owner, and who revises it.</summary>
    public const string Authors = """
        select o.owner_id from research_outputs o where o.id = $1 and o.owner_id is not null
        union
        select c.user_id from research_outputs o join output_collaborators c on c.work_id = coalesce(o.first_version_id, o.id)
        where o.id = $1 and c.role in ('EDIT', 'ADMIN') and c.accepted_at is not null
        """;

    /// <summary>Tells those who go on with it, but who decided; nobody of what is no decision.</summary>
    public static async Task TellAsync(
        NpgsqlConnection connection,
        ResearchOutput output,
        OutputAction action,
        Caller caller,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (action is OutputAction.Accept or OutputAction.RequestChanges or OutputAction.Decline)
        {
            await Statements.ExecuteAsync(
                connection,
                $"""
                insert into activities (kind, topic_type, topic_id, actor_id, addressed, occurred_at)
                values ($2, $3, $1, $4, array({Authors}), $5)
                """,
                [output.Id, ConstantCase.Of(ActivityKind.OutputDecided), output.Kind.ToString(), caller.UserId!.Value, now.UtcDateTime],
                cancellationToken
            );
        }
    }
}
