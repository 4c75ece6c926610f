using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Files;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>What a command on a file did: the file, and its output afterwards.</summary>
public sealed record FileChange(DataFileRow File, OutputRow Output);

/// <summary>Adds files to drafts and takes them away.</summary>
public sealed class FileService(
    IDbContextFactory<HubDbContext> contexts,
    OutputQueries outputs,
    OutputPartQueries parts,
    OutputGate gate,
    RevisionLog log,
    BlobKeeper blobs,
    IFileScanner scanner
)
{
    /// <summary>Most files of an output.</summary>
    public const int MaximumFiles = 100;
    private const int LongestName = 255;

    /// <summary>Keeps a file with a draft. Tables are described by their columns.</summary>
    /// <param name="name">Name to keep it by; the sender's unless given.</param>
    public async Task<CommandResult<FileChange>> UploadAsync(
        long output,
        IncomingFile file,
        string? name,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        if (await RefusalAsync(output, caller, cancellationToken) is { } refusal)
        {
            return CommandResult<FileChange>.Failed(refusal);
        }
        var row = await InspectAsync(file, name ?? file.Name, output, cancellationToken);
        if (row.Errors.Count > 0)
        {
            return CommandResult<FileChange>.Failed(row.Errors);
        }
        var (data, columns) = row.Value!;
        try
        {
            return await KeepAsync(file, data, columns, caller, cancellationToken);
        }
        catch
        {
            await blobs.ReleaseAsync(data.StorageKey);
            throw;
        }
    }

    /// <summary>Takes a file away from a draft.</summary>
    public async Task<CommandResult<FileChange>> RemoveAsync(long id, Caller caller, CancellationToken cancellationToken)
    {
        var file = await parts.FileAsync(id, cancellationToken);
        if (file is null)
        {
            return CommandResult<FileChange>.Failed(new NotFoundError("file"));
        }
        if (await DeleteAsync(file, caller, cancellationToken) is { } refusal)
        {
            return CommandResult<FileChange>.Failed(refusal is NotFoundError ? new NotFoundError("file") : refusal);
        }
        await blobs.ReleaseAsync(file.StorageKey);
        return CommandResult<FileChange>.Of(new FileChange(file, (await outputs.AnyStateAsync(file.OutputId, cancellationToken))!));
    }

    /// <summary>Why the caller may not change the files of an output. No connection is kept for longer: to look at a file may take a while.</summary>
    private async Task<UserError?> RefusalAsync(long output, Caller caller, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Database.OpenConnectionAsync(cancellationToken);
        return (await gate.CheckAsync(context, output, OutputAction.Revise, caller, cancellationToken)).Refusal;
    }

    /// <returns>Why not; null when it is done.</returns>
    private async Task<UserError?> DeleteAsync(DataFileRow file, Caller caller, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (output, _, refusal) = await gate.LockAsync(context, file.OutputId, OutputAction.Revise, caller, cancellationToken);
        if (refusal is not null)
        {
            return refusal;
        }
        AuditScope.PartOf(file.OutputId);
        var before = await log.ContentAsync(context, output!.Id, cancellationToken);
        if (await context.DataFiles.Where(one => one.Id == file.Id).ExecuteDeleteAsync(cancellationToken) == 0)
        {
            return new NotFoundError("file");
        }
        await gate.TouchAsync(context, output.Id, output.State, output.StateReason, cancellationToken);
        await log.WriteAsync(context, output.Id, output.Kind, RevisionKind.FileRemoved, before, caller, cancellationToken);
        await transaction.EndAsync();
        return null;
    }

    private async Task<CommandResult<FileChange>> KeepAsync(
        IncomingFile file,
        DataFile data,
        IReadOnlyList<ColumnProfile> columns,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var (output, _, refusal) = await gate.LockAsync(context, data.OutputId, OutputAction.Revise, caller, cancellationToken);
        if (refusal is not null)
        {
            return CommandResult<FileChange>.Failed(refusal);
        }
        var others = await context
            .DataFiles.Where(one => one.OutputId == data.OutputId)
            .Select(one => new { one.Name, one.Position })
            .ToListAsync(cancellationToken);
        if (others.Any(one => string.Equals(one.Name, data.Name, StringComparison.Ordinal)))
        {
            return Invalid("There is a file of this name already: give another 'name', or remove that one first.", "name");
        }
        if (others.Count >= MaximumFiles)
        {
            return Invalid($"An output has at most {MaximumFiles} files.", "file");
        }
        var before = await log.ContentAsync(context, data.OutputId, cancellationToken);
        context.Add(data);
        var values = context.Entry(data).CurrentValues;
        values[nameof(DataFile.Position)] = others.Count == 0 ? 0 : others.Max(one => one.Position) + 1;
        await context.SaveChangesAsync(cancellationToken);
        context.AddRange(columns.Select((column, position) => Variable(data.Id, column, position)));
        await context.SaveChangesAsync(cancellationToken);
        await gate.TouchAsync(context, output!.Id, output.State, output.StateReason, cancellationToken);
        await log.WriteAsync(context, output.Id, output.Kind, RevisionKind.FileAdded, before, caller, cancellationToken);
        await blobs.KeepAsync(context, file, cancellationToken);
        await transaction.EndAsync();
        return CommandResult<FileChange>.Of(
            new FileChange(
                (await parts.FileAsync(data.Id, cancellationToken))!,
                (await outputs.AnyStateAsync(data.OutputId, cancellationToken))!
            )
        );
    }

    private async Task<CommandResult<Tuple<DataFile, IReadOnlyList<ColumnProfile>>>> InspectAsync(
        IncomingFile file,
        string name,
        long output,
        CancellationToken cancellationToken
    )
    {
        var errors = new List<UserError>();
        var bare = name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim().Normalize();
        if (bare.Length is 0 or > LongestName || bare is "." or ".." || bare.Any(char.IsControl))
        {
            errors.Add(
                new InvalidError($"Give a file name of 1 to {LongestName} characters, without control characters.", ["input", "name"])
            );
        }
        if (file.Bytes == 0)
        {
            errors.Add(new InvalidError("The file is empty.", ["input", "file"]));
        }
        await using var content = File.OpenRead(file.Path);
        var head = new byte[MediaTypeSniffer.HeadLength];
        var length = await content.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken);
        var sniffed = MediaTypeSniffer.Sniff(head.AsSpan(0, length), bare);
        if (!MediaTypeSniffer.Agrees(file.DeclaredType, sniffed))
        {
            errors.Add(new InvalidError($"The content is {sniffed}, which is not {file.DeclaredType} as declared.", ["input", "file"]));
        }
        content.Position = 0;
        if (await scanner.FindThreatAsync(content, cancellationToken) is { } threat)
        {
            errors.Add(new InvalidError($"The file is refused: {threat} was found in it.", ["input", "file"]));
        }
        if (errors.Count > 0)
        {
            return CommandResult<Tuple<DataFile, IReadOnlyList<ColumnProfile>>>.Failed(errors);
        }
        var mediaType = MediaTypeSniffer.Choose(file.DeclaredType, sniffed);
        content.Position = 0;
        var table = MediaTypeSniffer.IsTable(mediaType) ? await DescribeAsync(content, cancellationToken) : null;
        var data = new DataFile
        {
            OutputId = output,
            Name = bare,
            MediaType = mediaType,
            Bytes = file.Bytes,
            Sha256 = file.Sha256,
            Rows = table?.RowCount,
            StorageKey = DataFileStore.KeyOf(file),
        };
        return CommandResult<Tuple<DataFile, IReadOnlyList<ColumnProfile>>>.Of(Tuple.Create(data, table?.Columns ?? []));
    }

    /// <summary>The columns of a table; null for one that cannot be read, which is kept as it is.</summary>
    private static async Task<TableProfile?> DescribeAsync(Stream content, CancellationToken cancellationToken)
    {
        try
        {
            return await TableProfiler.DescribeAsync(content, cancellationToken);
        }
        catch (TableFormatException)
        {
            return null;
        }
    }

    private static Variable Variable(long file, ColumnProfile column, int position) =>
        new()
        {
            DataFileId = file,
            Position = position,
            Name = column.Name,
            Label = column.Label,
            Type = Enum.Parse<VariableType>(column.Type.ToString()),
            Unit = column.Unit,
            Minimum = column.Minimum,
            Maximum = column.Maximum,
            MissingCount = column.MissingCount,
            Categories = column.Categories.Count > 0 ? JsonSerializer.Serialize(column.Categories, ColumnConventions.Json) : null,
        };

    private static CommandResult<FileChange> Invalid(string message, string field) =>
        CommandResult<FileChange>.Failed(new InvalidError(message, ["input", field]));
}
