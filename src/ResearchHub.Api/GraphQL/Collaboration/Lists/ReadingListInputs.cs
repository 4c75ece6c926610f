using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Lists;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.GraphQL.Collaboration.Lists;

internal sealed class CreateReadingListInput : InputGraph
{
    public CreateReadingListInput()
        : base("CreateReadingListInput", "A new reading list.")
    {
        Needs<StringGraphType>("title", $"What to call it; 1 to {ListRules.LongestTitle} characters.");
        Takes<StringGraphType>("description", $"What to say of it; at most {ListRules.LongestDescription} characters.");
        Takes<ListVisibilityGraph>("visibility", "Who sees it; PRIVATE unless said.");
    }
}

internal sealed class UpdateReadingListInput : InputGraph
{
    public UpdateReadingListInput()
        : base("UpdateReadingListInput", "What to change of a reading list: absent stays, null clears.")
    {
        Needs<IdGraphType>("id", "The list.");
        Takes<StringGraphType>("title", $"What to call it; 1 to {ListRules.LongestTitle} characters.");
        Takes<StringGraphType>("description", $"What to say of it; at most {ListRules.LongestDescription} characters.");
        Takes<ListVisibilityGraph>("visibility", "Who sees it.");
    }

    public static ListContent Read(IDictionary<string, object?> input) =>
        new()
        {
            Title = input.Value<string>("title"),
            Description = input.Value<string>("description"),
            Visibility = input.Value<ListVisibility?>("visibility"),
        };
}

internal sealed class DeleteReadingListInput() : IdInput("DeleteReadingListInput", "Which list.", "The list.");

internal sealed class ForkReadingListInput() : IdInput("ForkReadingListInput", "Which list to copy.", "The list.");

internal sealed class ShareReadingListInput : InputGraph
{
    public ShareReadingListInput()
        : base("ShareReadingListInput", "Whom to share a reading list with.")
    {
        Needs<IdGraphType>("id", "The list.");
        Needs<IdGraphType>("person", "The account, or the researcher whose account it is.");
        Needs<ListLevelGraph>("level", "VIEW or EDIT.");
    }
}

internal sealed class UnshareReadingListInput : InputGraph
{
    public UnshareReadingListInput()
        : base("UnshareReadingListInput", "Whom to share a reading list with no longer.")
    {
        Needs<IdGraphType>("id", "The list.");
        Needs<IdGraphType>("person", "The account, or the researcher whose account it is.");
    }
}

internal sealed class InviteToReadingListInput : InputGraph
{
    public InviteToReadingListInput()
        : base("InviteToReadingListInput", "An invitation to a reading list.")
    {
        Needs<IdGraphType>("id", "The list.");
        Needs<StringGraphType>("email", "An address, whether somebody has an account with it or not.");
        Needs<ListLevelGraph>("level", "VIEW or EDIT.");
    }
}

internal sealed class RenewReadingListSecretInput()
    : IdInput("RenewReadingListSecretInput", "Which list to give another secret path.", "The list.");

internal sealed class AddToReadingListInput : InputGraph
{
    public AddToReadingListInput()
        : base("AddToReadingListInput", "What to put on a reading list.")
    {
        Needs<IdGraphType>("id", "The list.");
        Needs<IdGraphType>("output", "A public output.");
        Takes<StringGraphType>("note", $"What to say of it; at most {ListRules.LongestNote} characters.");
        Takes<IdGraphType>("after", "Item behind which it is to stand; left out for the end of the list.");
    }
}

internal sealed class UpdateReadingListItemInput : InputGraph
{
    public UpdateReadingListItemInput()
        : base("UpdateReadingListItemInput", "What to say of an item.")
    {
        Needs<IdGraphType>("id", "The item.");
        Takes<StringGraphType>("note", $"What to say of it, at most {ListRules.LongestNote} characters; null or left out for nothing.");
    }
}

internal sealed class MoveReadingListItemInput : InputGraph
{
    public MoveReadingListItemInput()
        : base("MoveReadingListItemInput", "Where an item is to stand.")
    {
        Needs<IdGraphType>("id", "The item.");
        Takes<IdGraphType>("after", "Item of the same list behind which it is to stand; null or left out for the beginning.");
    }
}

internal sealed class RemoveFromReadingListInput() : IdInput("RemoveFromReadingListInput", "What to take off its list.", "The item.");

internal sealed class BookmarkOutputInput : InputGraph
{
    public BookmarkOutputInput()
        : base("BookmarkOutputInput", "What to bookmark.") => Needs<IdGraphType>("output", "A public output.");
}

internal abstract class ListPayload(string name)
    : CommandPayloadGraph<ListAccess, ReadingListGraph>(name, "readingList", "The list; of a deleted one, as it was.", one => one);

internal sealed class CreateReadingListPayload() : ListPayload("CreateReadingListPayload");

internal sealed class UpdateReadingListPayload() : ListPayload("UpdateReadingListPayload");

internal sealed class DeleteReadingListPayload() : ListPayload("DeleteReadingListPayload");

internal sealed class ForkReadingListPayload() : ListPayload("ForkReadingListPayload");

internal sealed class ShareReadingListPayload() : ListPayload("ShareReadingListPayload");

internal sealed class UnshareReadingListPayload() : ListPayload("UnshareReadingListPayload");

internal sealed class InviteToReadingListPayload()
    : CommandPayloadGraph<MadeInvitation, MadeInvitationGraph>("InviteToReadingListPayload", "invitation", "The invitation.", made => made);

internal sealed class RenewReadingListSecretPayload() : ListPayload("RenewReadingListSecretPayload");

internal abstract class ItemPayload(string name)
    : CommandPayloadGraph<ReadingListItem, ReadingListItemGraph>(name, "item", "The item; of a removed one, as it was.", one => one);

internal sealed class AddToReadingListPayload() : ItemPayload("AddToReadingListPayload");

internal sealed class UpdateReadingListItemPayload() : ItemPayload("UpdateReadingListItemPayload");

internal sealed class MoveReadingListItemPayload() : ItemPayload("MoveReadingListItemPayload");

internal sealed class RemoveFromReadingListPayload() : ItemPayload("RemoveFromReadingListPayload");

internal sealed class BookmarkOutputPayload() : ItemPayload("BookmarkOutputPayload");
