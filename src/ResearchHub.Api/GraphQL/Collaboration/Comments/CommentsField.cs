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
                    return new Connection<ShownComment>(
                        new ShownComments(
                            context.Loader<ThreadsLoader>().LoadAsync(new ThreadArguments(NewestFirst: false, context.Page()), subject.Id),
                            context.Loader<StandingLoader>().LoadAsync(caller, subject),
                            subject,
                            caller.UserId
                        ),
                        context.Loader<ThreadCountLoader>().LoadAsync(subject.Id),
                        context.CancellationToken
                    );
                }
            )
            .Pages();
}
