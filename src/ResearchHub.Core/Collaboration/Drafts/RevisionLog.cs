using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Events;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Keeps the history of an output, in the transaction of each change.</summary>
/// <remarks>Only what has changed is kept, before and after; any revision follows from the output as it is and the changes since.</remarks>
public sealed class RevisionLog(TimeProvider time)
{
    /// <summary>What the output says, to be compared with what it will say.</summary>
    public async Task<string> ContentAsync(HubDbContext context, long output, CancellationToken cancellationToken) =>
        (
            await Statements.ListAsync(
                (NpgsqlConnection)context.Database.GetDbConnection(),
                "select output_content($1)::text",
                [output],
                reader => reader.GetString(0),
                cancellationToken
            )
        )[0];

    /// <summary>What differs between what the output said and what it says, in the order of fields' names.</summary>
    public async Task<IReadOnlyList<FieldChange>> CompareAsync(
        HubDbContext context,
        long output,
        string before,
        CancellationToken cancellationToken
    ) =>
        await Statements.ListAsync(
            (NpgsqlConnection)context.Database.GetDbConnection(),
            """
            select a.key, coalesce(b.value, 'null'::jsonb)::text, a.value::text
            from jsonb_each(output_content($1)) a left join jsonb_each($2::jsonb) b on b.key = a.key
            where a.value is distinct from coalesce(b.value, 'null'::jsonb) order by a.key
            """,
            [output, before],
            reader => FieldChange.Read(reader, 0),
            cancellationToken
        );

    /// <summary>Writes down what has changed, and tells those who look at the draft.</summary>
    /// <param name="before">Null for a new output.</param>
    public async Task WriteAsync(
        HubDbContext context,
        long output,
        RecordKind type,
        RevisionKind kind,
        string? before,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var connection = (NpgsqlConnection)context.Database.GetDbConnection();
        object actor = caller.UserId is { } user ? user : DBNull.Value;
        var now = time.GetUtcNow().UtcDateTime;
        await Statements.ExecuteAsync(
            connection,
            """
            with revision as (
              insert into output_revisions (output_id, revision, kind, actor_id, occurred_at)
              select id, revision, $2, $3::bigint, $4 from research_outputs where id = $1 returning id),
            told as (
              insert into activities (kind, topic_type, topic_id, actor_id, occurred_at) values ($6, $7, $1, $3::bigint, $4))
            insert into output_changes (revision_id, field, before, after)
            select r.id, a.key, coalesce(b.value, 'null'::jsonb), a.value
            from revision r, jsonb_each(output_content($1)) a left join jsonb_each($5::jsonb) b on b.key = a.key
            where a.value is distinct from coalesce(b.value, case when jsonb_typeof(a.value) = 'array' then '[]'::jsonb else 'null'::jsonb end)
            """,
            [output, ConstantCase.Of(kind), actor, now, before ?? "{}", ConstantCase.Of(ActivityKind.DraftChanged), type.ToString()],
            cancellationToken
        );
    }
}
