using System.Text.Json;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Rights.Lists;

/// <summary>Draws what somebody does with a reading list, from numbers: what is drawn depends on the numbers and on what there is, never on the server.</summary>
internal sealed partial class ListDeeds(ListFacts f, ListRules rules, ListStage stage, Random dice)
{
    private const int MostDraws = 30;
    private static readonly string[] Levels = ["VIEW", "EDIT"];

    /// <summary>What is public and can be put on lists.</summary>
    private static readonly string[] Outputs = [NodeId.Encode("Study", 101), NodeId.Encode("Study", 102)];

    public static ListDeeds On(ListStage stage, Random dice) => new(stage.Facts, new ListRules(stage.Facts), stage, dice);

    /// <summary>A deed that is done, and others that are refused.</summary>
    /// <param name="isEnd">Whether it is to delete the list: that is for ever, and so it is not drawn.</param>
    public IEnumerable<Deed> Some(int refusals, bool isEnd)
    {
        var isDone = false;
        for (var draws = 0; draws < MostDraws; draws++)
        {
            if ((isEnd ? Delete() : Draw()) is { } deed && (deed.IsAllowed ? !isDone : deed.IsTelling && refusals-- > 0))
            {
                isDone |= deed.IsAllowed;
                yield return deed;
            }
        }
    }

    private Deed? Draw() =>
        Pick<Func<Deed?>>([
            Show,
            Show,
            Share,
            Share,
            Unshare,
            Invite,
            Invite,
            Accept,
            Accept,
            AcceptBySecret,
            Decline,
            CancelInvitation,
            Add,
            Add,
            Annotate,
            Annotate,
            Remove,
            RenewSecret,
            Copy,
        ])();

    private Deed Show()
    {
        var visibility = Pick(["PRIVATE", "SHARED", "SHARED", "PUBLIC"]);
        return Do(
            by => rules.Has(by, "OWN"),
            true,
            "updateReadingList",
            new { id = f.Id, visibility },
            (_, _) => f.Visibility = visibility,
            visibility
        );
    }

    private Deed Share()
    {
        var (whom, level) = (Pick(Facts.Invited), Pick(Levels));
        return Do(
            by => rules.Has(by, "OWN"),
            whom != f.Owner,
            "shareReadingList",
            new
            {
                id = f.Id,
                person = stage.User(whom),
                level,
            },
            (_, _) => ShareWith(whom, level),
            $"with {whom} to {level}"
        );
    }

    private void ShareWith(string whom, string level)
    {
        f.Members[whom] = level;
        Open();
    }

    private void Open() => f.Visibility = f.Visibility == "PRIVATE" ? "SHARED" : f.Visibility;

    private Deed Unshare()
    {
        var whom = Pick(Facts.Invited);
        return Do(
            by => rules.Unshares(by, whom),
            f.Members.ContainsKey(whom),
            "unshareReadingList",
            new { id = f.Id, person = stage.User(whom) },
            (_, _) =>
            {
                f.Members.Remove(whom);
                // Not those that wait of addresses by which they did not come in: whose these are nobody learns.
                var known = f.Invitations.Where(one => one.Status == "ACCEPTED" && one.To == whom).Select(one => one.Address).ToHashSet();
                foreach (var one in f.Invitations.Where(one => one.Status == "SUBMITTED" && known.Contains(one.Address)))
                {
                    one.Status = "CANCELLED";
                }
            },
            whom
        );
    }

    private Deed Add()
    {
        var (output, note) = (Pick(Outputs), Note());
        return Do(
            by => rules.Has(by, "EDIT"),
            !f.Items.Exists(one => one.Output == output),
            "addToReadingList",
            new
            {
                id = f.Id,
                output,
                note,
            },
            (done, _) => f.Items.Add(new ListItem(done.GetProperty("item").GetProperty("id").GetString()!, output) { Note = note }),
            note,
            "item { id }"
        );
    }

    private Deed? Annotate()
    {
        var note = Note();
        return PickOrNone(f.Items) is not { } item
            ? null
            : Do(
                by => rules.Has(by, "EDIT"),
                true,
                "updateReadingListItem",
                new { id = item.Id, note },
                (_, _) => item.Note = note,
                $"{item.Note} to {note}"
            );
    }

    private Deed? Remove() =>
        PickOrNone(f.Items) is not { } item
            ? null
            : Do(
                by => rules.Has(by, "EDIT"),
                true,
                "removeFromReadingList",
                new { id = item.Id },
                (_, _) => f.Items.Remove(item),
                item.Note
            );

    private Deed RenewSecret() =>
        Do(
            by => rules.Has(by, "OWN"),
            true,
            "renewReadingListSecret",
            new { id = f.Id },
            (done, _) =>
            {
                f.FormerPaths.Add(f.SecretPath);
                f.SecretPath = done.GetProperty("readingList").GetProperty("secretPath").GetString()!;
            },
            selection: "readingList { secretPath }"
        );

    private Deed Copy() =>
        Do(
            by => rules.Has(by, "VIEW"),
            true,
            "forkReadingList",
            new { id = f.Id },
            (done, by) => f.Copies.Add(done.GetProperty("readingList").GetProperty("id").GetString()!, by.Name!),
            selection: "readingList { id }"
        );

    private Deed Delete() =>
        Do(
            by => rules.Has(by, "OWN"),
            true,
            "deleteReadingList",
            new { id = f.Id },
            (_, _) =>
            {
                f.IsDeleted = true;
                f.Items.Clear();
            }
        );

    /// <summary>By somebody who may, or by anybody.</summary>
    private Deed Do(
        Func<Actor, bool> may,
        bool isPossible,
        string mutation,
        object input,
        Action<JsonElement, Actor> then,
        string words = "",
        string selection = ""
    )
    {
        var everybody = Facts.Anywhere.Where(one => one.Name != Facts.Rea).ToArray();
        var by = (dice.Next(2) == 0 ? PickOrNone(everybody.Where(one => one.IsSignedIn && may(one))) : null) ?? Pick(everybody);
        var isTheirs = by.IsSignedIn && may(by);
        return new Deed(
            by,
            mutation,
            input,
            isPossible && isTheirs,
            done =>
            {
                then(done, by);
                return Task.CompletedTask;
            }
        )
        {
            IsTelling = isPossible || isTheirs,
            Words = words,
            Selection = selection,
        };
    }

    private string Note() => $"Note {dice.Next(100)}.";

    private T Pick<T>(IReadOnlyList<T> from) => from[dice.Next(from.Count)];

    private T? PickOrNone<T>(IEnumerable<T> from)
        where T : class => from.ToArray() is { Length: > 0 } some ? Pick(some) : null;
}
