using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

/// <summary>The field <c>comments</c> of outputs.</summary>
internal static class CommentsField
{
    public static void AddTo(ObjectGraphType<OutputRow> type) =>
        type.Computed<OutputRow, NonNullGraphType<CommentConnectionGraph>>(
                "comments",
                "Threads of comments on this version, oldest first.",
                context =>
                {
                    var (subject, caller) = (new SubjectKey(context.Source.Kind.ToString(), context.Source.Id), context.Caller());
                    var standing = context.Loader<StandingLoader>().LoadAsync(caller, subject);
                    return new Connection<ShownComment>(
                        new ShownComments(
                            context.Loader<ThreadsLoader>().LoadAsync(new ThreadArguments(NewestFirst: false, context.Page()), subject.Id),
                            standing,
                            subject,
                            caller.UserId
                        ),
                        new ShownCount(context.Loader<ThreadCountLoader>().LoadAsync(subject.Id), standing),
                        context.CancellationToken
                    );
                }
            )
            .Pages();
}
