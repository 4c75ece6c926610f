using Microsoft.EntityFrameworkCore;
using Npgsql;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Comments;

/// <summary>What was said about a record that is deleted for good goes with it, and reports of it, in the transaction of the command.</summary>
internal static class Conversations
{
    /// <summary>About a draft, and about its reviews.</summary>
    public static Task ForgetDraftAsync(HubDbContext context, long draft, CancellationToken cancellationToken) =>
        ForgetAsync(
            context,
            $"""
            c.subject_id = $1 and c.subject_type in ({OutputTopic.Types})
            or c.subject_type = '{Review.TypeName}' and c.subject_id in (select v.id from reviews v where v.output_id = $1)
            """,
            [draft],
            cancellationToken
        );

    /// <summary>About any other record.</summary>
    public static Task ForgetAsync(HubDbContext context, SubjectKey subject, CancellationToken cancellationToken) =>
        ForgetAsync(context, "c.subject_id = $1 and c.subject_type = $2", [subject.Id, subject.Type], cancellationToken);

    private static Task ForgetAsync(HubDbContext context, string about, object[] values, CancellationToken cancellationToken) =>
        Statements.ExecuteAsync(
            (NpgsqlConnection)context.Database.GetDbConnection(),
            $"""
            with threads as (select c.id from comments c where c.parent_id is null and ({about}))
            delete from comments where id in (select id from threads) or parent_id in (select id from threads)
            """,
            values,
            cancellationToken
        );
}
