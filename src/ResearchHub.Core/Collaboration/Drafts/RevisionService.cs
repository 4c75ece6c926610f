using System.Text.Json;
using System.Text.Json.Nodes;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Collaboration.Drafts;

/// <summary>Takes up earlier revisions of drafts again.</summary>
public sealed class RevisionService(HubTransactions transactions, OutputGate gate, RevisionLog log, OutputQueries outputs)
{
    /// <summary>
    /// Lets a draft say again what it said in an earlier revision. That is a revision too: nothing is lost. Files stay as they are, with
    /// what their columns mean. Relations to drafts that were deleted meanwhile are left out, and counted.
    /// </summary>
    /// <param name="expectedRevision">Revision that the caller has seen; another one now is a conflict that shows the current state.</param>
    public async Task<PublishingResult> RestoreAsync(
        long id,
        int revision,
        int expectedRevision,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var transaction = await transactions.BeginAsync(cancellationToken);
        var (output, _, refusal) = await gate.LockAsync(transaction.Context, id, OutputAction.Revise, caller, cancellationToken);
        if (refusal is not null)
        {
            return PublishingResult.Failed(refusal);
        }
        if (output!.Revision != expectedRevision)
        {
            await transaction.DisposeAsync();
            return PublishingResult.Failed(new ConflictError(expectedRevision, (await outputs.AnyStateAsync(id, cancellationToken))!));
        }
        var known = await transaction.ScalarAsync<bool>(
            "select exists (select from output_revisions where output_id = $1 and revision = $2)",
            [id, revision],
            cancellationToken
        );
        if (!known || revision >= output.Revision)
        {
            return PublishingResult.Failed(new InvalidError("Give an earlier revision of its history.", ["input", "revision"]));
        }
        var before = await log.ContentAsync(transaction.Context, id, cancellationToken);
        var found = await transaction.ListAsync(
            $"select field, before::text, after::text from ({RevisionQueries.Since} {RevisionQueries.ByField}) d",
            [new[] { id }, revision],
            reader => FieldChange.Read(reader, 0),
            cancellationToken
        );
        var content = found.ToDictionary(change => change.Field, change => change.Before, StringComparer.Ordinal);
        // What is related to first, then identifiers, as when a draft is revised.
        var leftOut = await LeaveOutAsync(transaction, content, cancellationToken);
        await IdentifierLocks.TakeAsync(
            transaction.Context,
            [
                .. RestoredParts.Identifiers(content).Select(one => ((string)one!["type"]!, (string)one["value"]!)),
                .. RestoredParts.Named(content),
            ],
            cancellationToken
        );
        if (await TakenAsync(transaction, id, content, cancellationToken) is { } taken)
        {
            return PublishingResult.Failed(taken);
        }
        await WriteAsync(transaction, id, content, cancellationToken);
        await gate.TouchAsync(transaction.Context, id, output.State, output.StateReason, cancellationToken);
        await log.WriteAsync(transaction.Context, id, output.Kind, RevisionKind.Restored, before, caller, cancellationToken);
        await transaction.CommitAsync();
        return PublishingResult.Of((await outputs.AnyStateAsync(id, cancellationToken))!) with { LeftOut = leftOut };
    }

    /// <summary>Leaves out relations to drafts that were deleted meanwhile. None of the others is deleted until the end of the transaction.</summary>
    /// <returns>A text for each, with its type and no title.</returns>
    private static async Task<IReadOnlyList<string>> LeaveOutAsync(
        HubTransaction transaction,
        Dictionary<string, JsonElement> content,
        CancellationToken cancellationToken
    )
    {
        var wanted = RestoredParts.Targets(content);
        var found = await transaction.ListAsync(
            "select id from research_outputs where id = any($1) order by id for key share",
            [wanted.ToArray()],
            reader => reader.GetInt64(0),
            cancellationToken
        );
        return RestoredParts.LeaveOut(content, [.. wanted.Except(found)]);
    }

    /// <summary>Whether another output has one of the identifiers meanwhile.</summary>
    private static async Task<UserError?> TakenAsync(
        HubTransaction transaction,
        long id,
        Dictionary<string, JsonElement> content,
        CancellationToken cancellationToken
    )
    {
        var wanted = RestoredParts.Identifiers(content);
        return
            wanted.Count > 0
            && await transaction.ScalarAsync<bool>(
                """
                select exists (select from output_identifiers i join jsonb_to_recordset($2::jsonb) w(type text, value text) using (type, value)
                  where i.output_id <> $1)
                """,
                [id, wanted.ToJsonString()],
                cancellationToken
            )
            ? new InvalidError("Another output has an identifier of that revision meanwhile.", ["input", "revision"])
            : null;
    }

    private static async Task WriteAsync(
        HubTransaction transaction,
        long id,
        Dictionary<string, JsonElement> content,
        CancellationToken cancellationToken
    )
    {
        var row = new JsonObject();
        foreach (var (field, column) in RestoredParts.Columns.Where(pair => content.ContainsKey(pair.Key)))
        {
            row[column] = JsonNode.Parse(content[field].GetRawText());
        }
        if (content.TryGetValue("titles", out var titles))
        {
            row["title"] = titles[0].GetProperty("text").GetString();
        }
        var columns = string.Join(", ", RestoredParts.Columns.Values.Append("title"));
        await transaction.ExecuteAsync(
            $"""
            update research_outputs o set ({columns}) = (select {columns} from jsonb_populate_record(o, $2::jsonb)) where o.id = $1
            """,
            [id, row.ToJsonString()],
            cancellationToken
        );
        foreach (var part in RestoredParts.All.Where(part => content.ContainsKey(part.Field)))
        {
            await transaction.ExecuteAsync($"delete from {part.Table} where {part.Key} = $1 and {part.Which}", [id], cancellationToken);
            await transaction.ExecuteAsync(
                $"""
                insert into {part.Table} ({part.Key}, {part.Listed})
                select $1, {part.Listed} from jsonb_populate_recordset(null::{part.Table}, $2::jsonb)
                """,
                [id, content[part.Field].GetRawText()],
                cancellationToken
            );
        }
        await transaction.ExecuteAsync(RelationTargets.OfSources, [new[] { id }], cancellationToken);
        if (content.TryGetValue("doi", out var doi))
        {
            await transaction.ExecuteAsync("delete from output_identifiers where output_id = $1 and type = 'DOI'", [id], cancellationToken);
            await transaction.ExecuteAsync(
                "insert into output_identifiers (output_id, type, value) select $1, 'DOI', $2::text where $2::text is not null",
                [id, doi.GetString()],
                cancellationToken
            );
        }
    }
}
