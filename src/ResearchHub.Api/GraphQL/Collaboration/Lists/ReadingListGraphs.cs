using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Lists;

namespace ResearchHub.Api.GraphQL.Collaboration.Lists;

internal sealed class ListVisibilityGraph()
    : EnumGraph<ListVisibility>(
        "ReadingListVisibility",
        "Who sees a reading list.",
        visibility =>
            visibility switch
            {
                ListVisibility.Private =>
                    "Its owner alone; those whom it was shared with see it again when it is SHARED, and who is invited accepts then.",
                ListVisibility.Shared => "Its owner and those whom it is shared with.",
                ListVisibility.Public => "Everybody.",
                _ => null,
            }
    );

internal sealed class ListLevelGraph()
    : EnumGraph<ListLevel>(
        "ReadingListLevel",
        "How far the rights of somebody go on a reading list; each includes those before it.",
        level =>
            level switch
            {
                ListLevel.View => "Reads it.",
                ListLevel.Edit => "Adds, annotates, moves and removes what stands on it.",
                ListLevel.Own => "Says who else may; its owner's.",
                _ => null,
            }
    );

/// <summary>Formats of reference managers.</summary>
internal enum ReadingListFormat
{
    Bibtex,
    Ris,
    CslJson,
}

internal sealed class ReadingListFormatGraph()
    : EnumGraph<ReadingListFormat>(
        "ReadingListFormat",
        "A format of reference managers.",
        format =>
            format switch
            {
                ReadingListFormat.Bibtex => "BibTeX, as `.bib`.",
                ReadingListFormat.Ris => "RIS, as `.ris`.",
                ReadingListFormat.CslJson => "CSL-JSON, as `.json`: a list of items.",
                _ => null,
            }
    )
{
    public static CitationStyle StyleOf(ReadingListFormat format) =>
        format switch
        {
            ReadingListFormat.Bibtex => CitationStyle.Bibtex,
            ReadingListFormat.Ris => CitationStyle.Ris,
            _ => CitationStyle.CslJson,
        };
}

internal sealed class ReadingListGraph : ObjectGraphType<ListAccess>
{
    public const string TypeName = nameof(ReadingList);

    public ReadingListGraph()
    {
        Name = TypeName;
        Description = "A list of outputs that somebody keeps.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is ListAccess;
        this.Required<ListAccess, IdGraphType>("id", "Global id.", one => NodeId.Encode(TypeName, one.List.Id));
        this.Required<ListAccess, StringGraphType>(
            "slug",
            "Readable part of its address; unique, stays when the title changes.",
            one => one.List.Slug
        );
        this.Required<ListAccess, StringGraphType>("title", "What its owner calls it.", one => one.List.Title);
        this.Optional<ListAccess, StringGraphType>("description", "What its owner says of it.", one => one.List.Description);
        this.Required<ListAccess, ListVisibilityGraph>("visibility", "Who sees it.", one => one.List.Visibility);
        this.Required<ListAccess, BooleanGraphType>("isBookmarks", "Whether it is where bookmarks go to.", one => one.List.IsBookmarks);
        this.Required<ListAccess, ListLevelGraph>("viewerLevel", "What the caller may do with it.", one => one.Level);
        ViewerFields.AddFollow(this, one => new SubjectKey(TypeName, one.List.Id));
        this.Required<ListAccess, DateTimeScalar>("createdAt", "When it was made.", one => one.List.CreatedAt);
        this.Required<ListAccess, DateTimeScalar>("updatedAt", "When it was last changed.", one => one.List.UpdatedAt);
        this.Computed<ListAccess, UserGraph>(
            "owner",
            "Who keeps it.",
            context => context.Loader<UserLoader>().LoadAsync(context.Source.List.OwnerId)
        );
        this.Computed<ListAccess, ReadingListGraph>(
            "forkedFrom",
            "The list that it was copied from; null when there is none that the caller may see.",
            context =>
                context.Source.List.ForkedFromId is { } source
                    ? context.Loader<ReadingListLoader>().LoadAsync(context.Caller(), source)
                    : null
        );
        this.Computed<ListAccess, NonNullGraphType<ReadingListItemConnectionGraph>>(
                "items",
                "What stands on it, in its order.",
                context => new Connection<ReadingListItem>(
                    context.Loader<ReadingListItemsLoader>().LoadAsync(context.Page(), context.Source.List.Id),
                    context.Loader<ReadingListItemCountLoader>().LoadAsync(context.Source.List.Id),
                    context.CancellationToken
                )
            )
            .Pages();
        this.Computed<ListAccess, NonNullGraphType<ReadingListMemberConnectionGraph>>(
                "members",
                "Whom it is shared with; seen by its owner and by them.",
                context =>
                    context.Source.SeesMembers
                        ? context.Loader<ReadingListMembersLoader>().Of(context, context.Source.List.Id)
                        : Shared.Connection<ReadingListMember>.None()
            )
            .Pages();
        this.Required<ListAccess, StringGraphType>(
            "path",
            "Path on this server of its exports, for whoever sees it: add `.bib` (BibTeX), `.ris`, `.json` (CSL-JSON) or `.atom` (feed of what is new on it).",
            one => $"/lists/{one.List.Slug}"
        );
        this.Computed<ListAccess, NonNullGraphType<StringGraphType>>(
                "export",
                $"What is public of it for reference managers, in its order: the same as the file at `path`. Lists with more than {ReadingListExport.MaximumItems} items together are refused (SIZE_LIMIT).",
                context =>
                    context
                        .Loader<ReadingListExportLoader>()
                        .LoadAsync(ReadingListFormatGraph.StyleOf(context.GetArgument<ReadingListFormat>("format")), context.Source.List.Id)
            )
            .Takes<ListAccess, NonNullGraphType<ReadingListFormatGraph>>("format", "Format of the file.");
        this.Optional<ListAccess, StringGraphType>(
            "secretPath",
            "As `path`, for whoever has it, signed in or not: keep it secret, or get another by `renewReadingListSecret`. Seen by its owner alone.",
            one => one.Level == ListLevel.Own ? $"/lists/{one.List.Secret}" : null
        );
    }
}

internal sealed class ReadingListInvitationDetailsGraph : ObjectGraphType<ReadingListInvitationDetails>
{
    public ReadingListInvitationDetailsGraph()
    {
        Name = "ReadingListInvitationDetails";
        Description = "To what somebody is invited on a reading list.";
        IsTypeOf = value => value is ReadingListInvitationDetails;
        this.Required<ReadingListInvitationDetails, ListLevelGraph>("level", "What they may do with it.", details => details.Level);
    }
}

internal sealed class ReadingListEdgeGraph() : EdgeGraph<ListAccess, ReadingListGraph>("ReadingList", "reading list");

internal sealed class ReadingListConnectionGraph()
    : ConnectionGraph<ListAccess, ReadingListGraph, ReadingListEdgeGraph>("ReadingList", "reading lists");

internal sealed class ReadingListItemGraph : ObjectGraphType<ReadingListItem>
{
    public const string TypeName = nameof(ReadingListItem);

    public ReadingListItemGraph()
    {
        Name = TypeName;
        Description = "An output on a reading list.";
        this.Required<ReadingListItem, IdGraphType>("id", "Global id.", item => NodeId.Encode(TypeName, item.Id));
        this.Computed<ReadingListItem, ResearchOutputInterface>(
            "output",
            "The output; null when it exists for the caller no more.",
            context => context.Loader<OutputLoader>().LoadAsync(context.Caller(), context.Source.OutputId)
        );
        this.Optional<ReadingListItem, StringGraphType>("note", "What those who keep the list say of it; plain text.", item => item.Note);
        this.Computed<ReadingListItem, UserGraph>(
            "addedBy",
            "Who put it there: its owner; of others, told to those who see `members`.",
            context =>
                context.Source.AddedBy is not { } user
                    ? null
                    : new Derived<ListAccess?>(
                        context.Loader<ReadingListLoader>().LoadAsync(context.Caller(), context.Source.ListId),
                        list =>
                            list is { SeesMembers: false } && list.List.OwnerId != user
                                ? null
                                : context.Loader<UserLoader>().LoadAsync(user)
                    )
        );
        this.Required<ReadingListItem, DateTimeScalar>("addedAt", "When it was put there.", item => item.AddedAt);
    }
}

internal sealed class ReadingListItemEdgeGraph() : EdgeGraph<ReadingListItem, ReadingListItemGraph>("ReadingListItem", "item");

internal sealed class ReadingListItemConnectionGraph()
    : ConnectionGraph<ReadingListItem, ReadingListItemGraph, ReadingListItemEdgeGraph>("ReadingListItem", "items of a reading list");

internal sealed class ReadingListMemberEdgeGraph() : EdgeGraph<ReadingListMember, ReadingListMemberGraph>("ReadingListMember", "member");

internal sealed class ReadingListMemberConnectionGraph()
    : ConnectionGraph<ReadingListMember, ReadingListMemberGraph, ReadingListMemberEdgeGraph>(
        "ReadingListMember",
        "members of a reading list"
    );

internal sealed class ReadingListMemberGraph : ObjectGraphType<ReadingListMember>
{
    public ReadingListMemberGraph()
    {
        Name = "ReadingListMember";
        Description = "Somebody whom a reading list is shared with.";
        this.Computed<ReadingListMember, UserGraph>(
            "user",
            "Their account.",
            context => context.Loader<UserLoader>().LoadAsync(context.Source.UserId)
        );
        this.Required<ReadingListMember, ListLevelGraph>("level", "What they may do.", member => member.Level);
        this.Required<ReadingListMember, DateTimeScalar>("createdAt", "Since when.", member => member.CreatedAt);
    }
}

internal sealed class ListPrivateErrorGraph()
    : UserErrorGraph<ListPrivateError>(
        "ListPrivateError",
        "STATE: the owner has made the list private since it was invited to; the invitation waits until it is shared again, or expires."
    );
