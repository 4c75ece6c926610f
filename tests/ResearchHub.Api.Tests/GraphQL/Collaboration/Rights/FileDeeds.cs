using System.Text.Json;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights;

/// <summary>What is done with the files of a draft, and with a draft as a whole.</summary>
internal sealed partial class Deeds
{
    private const int MostFiles = 4;

    private Deed UploadFile()
    {
        var name = $"table{dice.Next(MostFiles)}.csv";
        return Do(
            by => rules.Level(by) >= 3,
            IsRevisable && !v.Files.Exists(one => one.Name == name),
            "uploadFile",
            new { id = v.Id, file = (string?)null },
            (done, by) =>
            {
                v.Files.Add(FileOf(done.GetProperty("file")));
                Write(by, v.Access);
            },
            name,
            "file { id name download }"
        ) with
        {
            File = name,
        };
    }

    private Deed? RemoveFile() =>
        PickOrNone(v.Files) is not { } file
            ? null
            : Do(
                by => rules.Level(by) >= 3,
                IsRevisable,
                "removeFile",
                new { id = file.Id },
                (_, by) =>
                {
                    v.Files.Remove(file);
                    Bury([file]);
                    Write(by, v.Access);
                },
                file.Name
            );

    private bool IsRevisable => v.State is "DRAFT" or "CHANGES_REQUESTED";

    /// <summary>A first version is deleted at the end alone; until then who may not tries to.</summary>
    private Deed? TryToDeleteDraft() => DeleteDraft() is var deed && (v.Number > 1 || !deed.IsAllowed) ? deed : null;

    private Deed DeleteDraft() =>
        Do(
            by => (by.Name == f.Owner && !rules.IsReviewer(by.Name)) || rules.ActsAsCurator(by),
            v.State == "DRAFT",
            "deleteDraft",
            new { id = v.Id },
            (_, _) => Delete(),
            $"{v.Number}"
        );

    /// <summary>With the draft go its links, and what was said about it; with the first version the work, and who works on it.</summary>
    private void Delete()
    {
        f.Gone.AddRange([v.Id, .. v.Links.Select(one => one.Id), .. v.Comments.Select(one => one.Id)]);
        f.Gone.AddRange(v.Comments.SelectMany(one => one.Reports).Select(one => one.Id));
        Bury(v.Files);
        v.Files.Clear();
        v.Comments.Clear();
        v.Links.ForEach(one => one.IsRevoked = true);
        f.Terms.RemoveAll(one => one.Of == v);
        (v.State, v.IsIncluded) = ("DELETED", false);
        if (v.Number > 1)
        {
            f.Versions.Remove(v);
            return;
        }
        f.Gone.AddRange(f.Places.Select(one => one.Id));
        f.Places.Clear();
        f.Owner = "";
    }

    private void Bury(IReadOnlyCollection<DataFile> files)
    {
        f.Gone.AddRange(files.Select(one => one.Id));
        f.GoneFiles.AddRange(files);
    }

    private static DataFile FileOf(JsonElement file) =>
        new(file.GetProperty("id").GetString()!, file.GetProperty("name").GetString()!, file.GetProperty("download").GetString()!);

    /// <summary>Files as they are there after a deed.</summary>
    private static IEnumerable<DataFile> FilesOf(JsonElement output) => output.GetProperty("files").EnumerateArray().Select(FileOf);
}
