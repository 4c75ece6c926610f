using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Inbox;
using ResearchHub.Core.Collaboration.Lists;

namespace ResearchHub.Api.GraphQL.Collaboration.Inbox;

/// <summary>What the caller keeps of a record, as fields of the record: a page of them shows it without asking for all that the caller keeps.</summary>
internal static class ViewerFields
{
    /// <summary>Adds <c>viewerFollow</c> to records of a type.</summary>
    /// <param name="key">Null where it is not said.</param>
    public static void AddFollow<TSource>(ObjectGraphType<TSource> type, Func<TSource, SubjectKey?> key) =>
        type.Computed<TSource, FollowGraph>(
            "viewerFollow",
            "That the caller follows it: an output in any version, a person by any record that was merged. Null when they do not, and for who may not know the authors.",
            context =>
                context.Caller().IsSignedIn && key(context.Source) is { } subject
                    ? context.Loader<ViewerFollowLoader>().LoadAsync(context.Caller(), subject)
                    : null
        );

    /// <summary>Adds <c>viewerFollow</c> and <c>viewerBookmark</c> to outputs.</summary>
    public static void AddTo(ObjectGraphType<OutputRow> output)
    {
        // Of what it is a version of is not for who may not know its authors: an earlier one may name them.
        AddFollow(output, row => row.IsBlind ? null : new SubjectKey(row.Kind.ToString(), row.Id));
        output.Computed<OutputRow, ReadingListItemGraph>(
            "viewerBookmark",
            "Its place on the caller's list of bookmarks, for `removeFromReadingList`; null when it is not there.",
            context =>
                context.Caller().IsSignedIn ? context.Loader<ViewerBookmarkLoader>().LoadAsync(context.Caller(), context.Source.Id) : null
        );
    }
}

internal sealed class ViewerFollowLoader(FollowQueries queries) : ArgumentLoader<Caller, SubjectKey, Follow>
{
    /// <inheritdoc />
    protected override Task<IReadOnlyDictionary<SubjectKey, Follow>> FetchAsync(
        Caller arguments,
        IReadOnlyList<SubjectKey> keys,
        CancellationToken cancellationToken
    ) => queries.OfSubjectsAsync(keys, arguments.UserId!.Value, cancellationToken);
}

internal sealed class ViewerBookmarkLoader(ReadingListQueries queries)
    : OneForLoader<Caller, ReadingListItem>(
        (keys, caller, cancellationToken) => queries.BookmarksAsync(keys, caller.UserId!.Value, cancellationToken)
    );
