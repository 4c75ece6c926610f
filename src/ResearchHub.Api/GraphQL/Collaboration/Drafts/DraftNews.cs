using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Collaboration.Drafts.Presence;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>What a listener to a draft hears of.</summary>
internal enum DraftEventKind
{
    Changed,
    Presence,
}

/// <summary>Something that one listener to a draft hears.</summary>
/// <param name="Cursor">Of the last change that the listener has heard of, this one included.</param>
/// <param name="Present">Who has the draft open, as far as the listener may know.</param>
internal sealed record DraftNews(
    DraftEventKind Kind,
    FeedPosition Cursor,
    long Draft,
    DateTimeOffset OccurredAt,
    IReadOnlyList<ShownPerson> Present
)
{
    /// <summary>Stands for this piece of news alone, since no other listener sees the same people; shown, it is the cursor.</summary>
    public object Key { get; } = new NewsKey(Cursor);

    private sealed class NewsKey(FeedPosition cursor)
    {
        public override string ToString() => cursor.ToString();
    }
}

internal sealed class DraftEventKindGraph()
    : EnumGraph<DraftEventKind>(
        "DraftEventKind",
        "What happened to a draft.",
        kind =>
            kind switch
            {
                DraftEventKind.Changed => "Its content, its files or its state changed.",
                DraftEventKind.Presence => "Somebody opened it or has it open no more; nothing changed.",
                _ => null,
            }
    );

internal sealed class DraftPresenceGraph : ObjectGraphType<ShownPerson>
{
    public DraftPresenceGraph()
    {
        Name = "DraftPresence";
        Description =
            "Somebody who has a draft open now, that is, listens to `draftChanged`. Names are for those who work on the draft; who came by an anonymous link, without an account, or to review without being named has none. From whom the authors are hidden sees nobody but themselves.";
        this.Required<ShownPerson, StringGraphType>(
            "name",
            "Name of the account; \"Someone\" where there is none to be told.",
            person => person.Name ?? "Someone"
        );
        this.Computed<ShownPerson, UserGraph>(
            "user",
            "The account; null where there is none to be told.",
            context => context.Source.UserId is { } user ? context.Loader<UserLoader>().LoadAsync(user) : null
        );
        this.Required<ShownPerson, OutputLevelGraph>("level", "How far their rights on the draft go.", person => person.Level);
        this.Required<ShownPerson, DateTimeScalar>("openedAt", "Since when they have it open.", person => person.OpenedAt);
        this.Required<ShownPerson, BooleanGraphType>("isViewer", "Whether it is the caller.", person => person.IsViewer);
    }
}

internal sealed class DraftEventGraph : ObjectGraphType<DraftNews>
{
    public DraftEventGraph()
    {
        Name = "DraftEvent";
        Description = "A change of a draft, of its content, its files or its state; or of who has it open.";
        this.Required<DraftNews, DraftEventKindGraph>("kind", "What happened.", news => news.Kind);
        this.Required<DraftNews, StringGraphType>(
            "cursor",
            "Place in the feed: give it as `after` to go on from here. That somebody comes or goes has no place of its own and carries the last one.",
            news => news.Cursor.ToString()
        );
        this.Required<DraftNews, DateTimeScalar>("occurredAt", "When.", news => news.OccurredAt);
        this.Many<DraftNews, DraftPresenceGraph>(
            "present",
            "Who has the draft open now, the caller included, in the order in which they came.",
            context => context.Source.Present
        );
        this.Computed<DraftNews, ResearchOutputInterface>(
            "output",
            "The draft as it is now; its `revisions` say who changed what. Null when it exists for the caller no more.",
            context => context.Output(context.Source.Draft)
        );
    }
}
