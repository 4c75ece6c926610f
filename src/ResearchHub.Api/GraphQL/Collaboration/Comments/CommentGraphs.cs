using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

internal sealed class AnchorFieldGraph()
    : EnumGraph<AnchorField>(
        "AnchorField",
        "A text that a comment can be anchored to.",
        field =>
            field switch
            {
                AnchorField.Title => "A title.",
                AnchorField.Abstract => "An abstract.",
                AnchorField.Name => "A name of a community.",
                AnchorField.Description => "What a community, a reading list or a call says of itself.",
                AnchorField.Note => "What a reading list says of an item, which is the `part`.",
                AnchorField.Message => "What the creator of a request says to it.",
                AnchorField.Proposed => "How a correction says that the field should read.",
                AnchorField.Outcome => "What was said with the decision on a request, or at the end of a call.",
                AnchorField.CommentsToAuthor => "What a review says to the authors.",
                AnchorField.Answer =>
                    "What a review answers to a question whose answers are for authors; the key of the question is the `part`.",
                _ => null,
            }
    );

internal sealed class CommentGraph : ObjectGraphType<ShownComment>
{
    public const string TypeName = "Comment";

    public CommentGraph()
    {
        Name = TypeName;
        Description = "Something that somebody says of a record. It exists for whoever sees the record.";
        Interface<NodeInterface>();
        IsTypeOf = value => value is ShownComment;
        this.Required<ShownComment, IdGraphType>("id", "Global id.", one => NodeId.Encode(TypeName, one.Row.Id));
        this.Computed<ShownComment, NodeInterface>(
            "subject",
            "What it is written on.",
            context => context.Node(context.Source.Row.Subject)
        );
        this.Optional<ShownComment, IdGraphType>(
            "parentId",
            "Global id of the comment that it answers; null for one that begins a thread.",
            one => one.Row.ParentId is { } parent ? NodeId.Encode(TypeName, parent) : null
        );
        this.Computed<ShownComment, UserGraph>(
            "author",
            "Who wrote it; null once it is deleted, and where who wrote it stays hidden.",
            context => context.Source.AuthorId is { } author ? context.Loader<UserLoader>().LoadAsync(author) : null
        );
        this.Optional<ShownComment, StringGraphType>(
            "pseudonym",
            "What its author is called under a review where authors and reviewer may not know each other: `Author`, or `Reviewer 1`, the same all through a round; `Guest` for who came by an anonymous link. Null elsewhere.",
            one => one.Pseudonym
        );
        this.Required<ShownComment, BooleanGraphType>("isMine", "Whether the caller wrote it.", one => one.IsMine);
        Texts();
        States();
        this.Computed<ShownComment, NonNullGraphType<CommentConnectionGraph>>(
                "replies",
                "Its answers, oldest first.",
                context =>
                {
                    var one = context.Source;
                    return new Connection<ShownComment>(
                        new Mapped<Core.Common.Paging.Page<CommentRow>, Core.Common.Paging.Page<ShownComment>>(
                            context.Loader<RepliesLoader>().LoadAsync(context.Page(), one.Row.Id),
                            page => page.Shown(one.Standing, one.Within, one.ReaderId)
                        ),
                        context.Loader<ReplyCountLoader>().LoadAsync(one.Row.Id),
                        context.CancellationToken
                    );
                }
            )
            .Pages();
    }

    private void Texts()
    {
        this.Optional<ShownComment, StringGraphType>(
            "body",
            "What it says, as Markdown. Null once it is deleted, save for moderators while a report of it waits, and when it is hidden from the caller.",
            one => one.Body
        );
        this.Optional<ShownComment, StringGraphType>(
            "html",
            "What it says, as HTML that is safe to show: no scripts, no images, links to the web and to mail alone.",
            one => one.Body is { } body ? CommentMarkdown.ToHtml(body) : null
        );
        this.Computed<ShownComment, CommentAnchorGraph>(
            "anchor",
            "The words that it is about; null when it is about the whole record, and when it is hidden from the caller.",
            context =>
                context.Source is { Anchor: { } quote, Within: var within }
                    ? new Derived<IReadOnlyList<AnchorText>>(
                        context.Loader<AnchorTextsLoader>().LoadAsync(new AnchorSource(within, quote.Part)),
                        texts => new LocatedQuote(quote, texts)
                    )
                    : null
        );
        this.Computed<ShownComment, NonNullGraphType<ListGraphType<NonNullGraphType<UserGraph>>>>(
            "mentions",
            "Whom it mentions in what it says now; nobody, in the text neither, where there are names that the caller may not know.",
            context =>
                context.Source.Body is null || context.Source.HidesMentions
                    ? Array.Empty<UserRow>()
                    : new Derived<IReadOnlyList<long>>(
                        context.Loader<MentionsLoader>().LoadAsync(context.Source.Row.Id),
                        users => new LoadedMany<UserRow>([.. users.Select(user => context.Loader<UserLoader>().LoadAsync(user))])
                    )
        );
    }

    private void States()
    {
        this.Required<ShownComment, DateTimeScalar>("createdAt", "When it was written.", one => one.Row.CreatedAt);
        this.Optional<ShownComment, DateTimeScalar>(
            "editedAt",
            "When it was last changed; null when it never was.",
            one => one.Row.EditedAt
        );
        this.Required<ShownComment, BooleanGraphType>("isDeleted", "Whether only its place is left.", one => one.Row.DeletedAt is not null);
        this.Required<ShownComment, BooleanGraphType>(
            "isHidden",
            "Whether a moderator has hidden it; its author and moderators still read it.",
            one => one.Row.HiddenAt is not null
        );
        this.Optional<ShownComment, StringGraphType>("hiddenReason", "Why it is hidden.", one => one.Row.HiddenReason);
        this.Optional<ShownComment, DateTimeScalar>(
            "resolvedAt",
            "When its thread was settled; null while it is open.",
            one => one.Row.ResolvedAt
        );
        this.Optional<ShownComment, DateTimeScalar>(
            "lockedAt",
            "When moderators closed its thread to answers of others; null while it is open to them.",
            one => one.Row.LockedAt
        );
        this.Optional<ShownComment, StringGraphType>("lockedReason", "Why its thread is locked.", one => one.Row.LockedReason);
    }
}

internal sealed class CommentEdgeGraph() : EdgeGraph<ShownComment, CommentGraph>("Comment", "comment");

internal sealed class CommentConnectionGraph() : ConnectionGraph<ShownComment, CommentGraph, CommentEdgeGraph>("Comment", "comments");

/// <summary>Words of a text, where they stand now.</summary>
internal sealed record LocatedQuote(TextQuote Quote, IReadOnlyList<AnchorText> Texts)
{
    /// <summary>Null when they are gone. Looked for when it is asked for.</summary>
    public Range? Place => Quote.TextOf(Texts)?.PlaceOf(Quote);
}

internal sealed class CommentAnchorGraph : ObjectGraphType<LocatedQuote>
{
    public CommentAnchorGraph()
    {
        Name = "CommentAnchor";
        Description = "Words of a text that a comment is about (TextQuoteSelector of the W3C), looked for in the text as it is now.";
        this.Required<LocatedQuote, AnchorFieldGraph>("field", "Which text.", one => one.Quote.Field);
        this.Required<LocatedQuote, LanguageTagScalar>(
            "language",
            "Language of the text; `und` where it says none.",
            one => one.Quote.Language
        );
        this.Optional<LocatedQuote, IdGraphType>(
            "part",
            "Which of several texts of the field: the id of an item, the key of a question; null where there is one alone.",
            one => AnchorPart.Shown(one.Quote)
        );
        this.Required<LocatedQuote, StringGraphType>("exact", "The words as they were.", one => one.Quote.Exact);
        this.Required<LocatedQuote, StringGraphType>("prefix", "What stood before them.", one => one.Quote.Prefix);
        this.Required<LocatedQuote, StringGraphType>("suffix", "What stood behind them.", one => one.Quote.Suffix);
        this.Required<LocatedQuote, BooleanGraphType>("isOrphaned", "Whether the words are gone from the text.", one => one.Place is null);
        this.Optional<LocatedQuote, IntGraphType>(
            "start",
            "Where they begin now, in UTF-16 code units; null when they are gone.",
            one => one.Place?.Start.Value
        );
        this.Optional<LocatedQuote, IntGraphType>(
            "end",
            "Where they end now, in UTF-16 code units; null when they are gone.",
            one => one.Place?.End.Value
        );
    }
}

internal sealed class CommentEventGraph : ObjectGraphType<ActivityEntry>
{
    public CommentEventGraph()
    {
        Name = "CommentEvent";
        Description = "A comment that has just been written.";
        this.Required<ActivityEntry, StringGraphType>(
            "cursor",
            "Place in the feed: give it as `after` to go on from here.",
            one => one.Position.ToString()
        );
        this.Computed<ActivityEntry, CommentGraph>(
            "comment",
            "The comment as it is now; null when it exists for the caller no more.",
            context => CommentNode.Load(context, context.Source.SubjectId ?? 0)
        );
    }
}

internal sealed class CommentReportGraph : ObjectGraphType<CommentReport>
{
    public CommentReportGraph()
    {
        Name = CommentReport.TypeName;
        Interface<NodeInterface>();
        IsTypeOf = value => value is CommentReport;
        Description = "Somebody says that a comment should not be there. Seen by who says so, and by those who decide on it.";
        this.Required<CommentReport, IdGraphType>("id", "Global id.", one => NodeId.Encode(CommentReport.TypeName, one.Id));
        this.Computed<CommentReport, CommentGraph>(
            "comment",
            "The comment; null when it exists for the caller no more.",
            context => CommentNode.Load(context, context.Source.CommentId)
        );
        this.Computed<CommentReport, UserGraph>(
            "reporter",
            "Who says so; for themselves and for curators, unless they wrote the comment, there are names that they may not know, or they work on the work that the comment is about, are named in it, review it or have a conflict of interest: a reviewer may have said so.",
            context => CommentNode.Reporter(context, context.Source)
        );
        this.Required<CommentReport, StringGraphType>("reason", "Why.", one => one.Reason);
        this.Computed<CommentReport, StringGraphType>(
            "reportedBody",
            "What the comment said when it was reported, as Markdown, even if its author has changed or deleted it since; for those who decide, until it is decided.",
            context => CommentNode.ReportedBody(context, context.Source)
        );
        this.Required<CommentReport, DateTimeScalar>("createdAt", "When it was made.", one => one.CreatedAt);
        this.Optional<CommentReport, DateTimeScalar>("decidedAt", "When it was decided.", one => one.DecidedAt);
        this.Optional<CommentReport, BooleanGraphType>(
            "isUpheld",
            "Whether the comment was hidden for it; null until it is decided.",
            one => one.IsUpheld
        );
    }
}

internal sealed class CommentReportEdgeGraph() : EdgeGraph<CommentReport, CommentReportGraph>("CommentReport", "report");

internal sealed class CommentReportConnectionGraph()
    : ConnectionGraph<CommentReport, CommentReportGraph, CommentReportEdgeGraph>("CommentReport", "reports of comments");

internal sealed class ThreadLockedErrorGraph : UserErrorGraph<ThreadLockedError>
{
    public ThreadLockedErrorGraph()
        : base(
            "ThreadLockedError",
            "THREAD_LOCKED: moderators have closed the thread to answers of others, and to changes of what they said."
        )
    {
        this.Required<ThreadLockedError, DateTimeScalar>("lockedAt", "Since when.", error => error.LockedAt);
        this.Required<ThreadLockedError, StringGraphType>("reason", "Why.", error => error.Reason);
    }
}

internal sealed class TooManyErrorGraph : UserErrorGraph<TooManyError>
{
    public TooManyErrorGraph()
        : base("TooManyError", "RATE_LIMITED: too much of it in too short a time.") =>
        this.Required<TooManyError, DateTimeScalar>("retryAt", "From when on it can be tried again.", error => error.RetryAt);
}
