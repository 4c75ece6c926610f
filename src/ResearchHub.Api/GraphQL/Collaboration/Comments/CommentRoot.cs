using GraphQL;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Comments;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;

namespace ResearchHub.Api.GraphQL.Collaboration.Comments;

/// <summary>Root fields of comments.</summary>
internal static class CommentRoot
{
    public static void AddTo(HubQuery query)
    {
        query
            .Awaited<object, CommentConnectionGraph>(
                "comments",
                "Threads of comments on a record, oldest first. Null when there is no such record that the caller may see.",
                ThreadsAsync
            )
            .Takes<object, NonNullGraphType<IdGraphType>>("subjectId", "The record.")
            .Takes<object, BooleanGraphType>("newestFirst", "Whether the latest comes first.")
            .Takes<object, BooleanGraphType>(
                "allVersions",
                "For an output: whether comments on its other versions are there too. Their anchors are looked for in this version."
            )
            .Pages();
        query
            .Computed<object, CommentReportConnectionGraph>(
                "commentReports",
                "Reports of comments, those that have waited longest first. Needs the role CURATOR.",
                context => new Connection<CommentReport>(
                    context.Service<CommentReports>().List(context.GetArgument<bool?>("isOpen") ?? true),
                    context
                )
            )
            .Takes<object, BooleanGraphType>("isOpen", "Whether they wait for a decision; true unless said.")
            .Pages();
    }

    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<PostCommentPayload, PostCommentInput, ShownComment>(
            "postComment",
            $"Writes a comment on a record that the caller sees, or answers one; at most {CommentRules.MostInWindow} in {CommentRules.RateWindow.TotalMinutes:0} minutes. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED, THREAD_LOCKED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CommentService>()
                    .PostAsync(PostCommentInput.Read(input), SubjectNodes.KeyOf, caller, context.CancellationToken)
        );
        mutation.Add<EditCommentPayload, EditCommentInput, ShownComment>(
            "editComment",
            $"Changes what a comment says: its author may, for {CommentRules.EditWindow.TotalMinutes:0} minutes, as long as they might write it, and nobody else. Counts as a comment in the limit of `postComment`. Codes: INVALID, NOT_FOUND, FORBIDDEN, RATE_LIMITED, THREAD_LOCKED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CommentService>()
                    .EditAsync(KeyOf(input), input.Text("body"), SubjectNodes.KeyOf, caller, context.CancellationToken)
        );
        Add<DeleteCommentPayload, DeleteCommentInput>(
            mutation,
            "deleteComment",
            "Takes a comment away; its place stays, and its answers. Its author may, and moderators. As long as a report of it waits, who decides on it still reads what it said. Codes: NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) => service.DeleteAsync(KeyOf(input), caller, cancellationToken)
        );
        Add<ResolveCommentPayload, ResolveCommentInput>(
            mutation,
            "resolveComment",
            "Says that a thread is settled. Who began it may, and moderators. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) => service.ResolveAsync(KeyOf(input), true, caller, cancellationToken)
        );
        Add<ReopenCommentPayload, ReopenCommentInput>(
            mutation,
            "reopenComment",
            "Says that a thread is not settled after all. Who began it may, and moderators. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) => service.ResolveAsync(KeyOf(input), false, caller, cancellationToken)
        );
        Add<HideCommentPayload, HideCommentInput>(
            mutation,
            "hideComment",
            "Hides a comment from everybody but its author and moderators: curators, whoever administers the record, and owners and managers of communities that have it. Open reports of it are decided with that. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) =>
                service.HideAsync(KeyOf(input), true, input.Text("reason"), caller, cancellationToken)
        );
        Add<UnhideCommentPayload, UnhideCommentInput>(
            mutation,
            "unhideComment",
            "Shows a hidden comment again. Moderators may who did not write it. Codes: NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) => service.HideAsync(KeyOf(input), false, null, caller, cancellationToken)
        );
        Add<LockCommentPayload, LockCommentInput>(
            mutation,
            "lockComment",
            "Closes a thread: from then on only moderators answer it, those who may hide it. What stands in it stays as it is, or is deleted. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) =>
                service.LockAsync(KeyOf(input), true, input.Text("reason"), caller, cancellationToken)
        );
        Add<UnlockCommentPayload, UnlockCommentInput>(
            mutation,
            "unlockComment",
            "Opens a locked thread to answers again. Moderators may. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            (service, input, caller, cancellationToken) => service.LockAsync(KeyOf(input), false, null, caller, cancellationToken)
        );
        mutation.Add<ReportCommentPayload, ReportCommentInput, CommentReport>(
            "reportComment",
            "Tells moderators that a comment should not be there, once an account; what they decide is told in the inbox. Codes: INVALID, NOT_FOUND.",
            Role.Reader,
            (context, input, caller) =>
                context.Service<CommentReports>().ReportAsync(KeyOf(input), input.Text("reason"), caller, context.CancellationToken)
        );
        mutation.Add<DecideCommentReportPayload, DecideCommentReportInput, CommentReport>(
            "decideCommentReport",
            "Hides the comment that a report is about, or leaves it; all its open reports are decided. Who may hide the comment and did not write it may. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<CommentReports>()
                    .DecideAsync(input.Key("id", CommentReport.TypeName), (bool)input["uphold"]!, caller, context.CancellationToken)
        );
    }

    public static void AddTo(HubSubscription subscription) =>
        subscription.Announce<CommentEventGraph, ActivityEntry>(
            "commentPosted",
            "Announces each comment on a record, answers too.",
            PostedAsync,
            Announcing.Id("subjectId", "The record.")
        );

    private static void Add<TPayload, TInput>(
        HubMutation mutation,
        string name,
        string description,
        Func<CommentModeration, IDictionary<string, object?>, Caller, CancellationToken, Task<CommandResult<ShownComment>>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType =>
        mutation.Add<TPayload, TInput, ShownComment>(
            name,
            description,
            Role.Reader,
            (context, input, caller) => run(context.Service<CommentModeration>(), input, caller, context.CancellationToken)
        );

    private static async Task<object?> ThreadsAsync(IResolveFieldContext<object> context)
    {
        var (subject, caller, cancellationToken) = (
            SubjectNodes.KeyOf(context.GetArgument<string>("subjectId")),
            context.Caller(),
            context.CancellationToken
        );
        var (gate, queries) = (context.Service<CommentGate>(), context.Service<CommentQueries>());
        if (await gate.OneAsync(subject, caller, cancellationToken) is not { } standing)
        {
            return null;
        }
        IReadOnlyDictionary<SubjectKey, CommentStanding> standings = new Dictionary<SubjectKey, CommentStanding> { [subject] = standing };
        if (context.GetArgument<bool?>("allVersions") == true)
        {
            var versions = await queries.VersionsAsync(subject, cancellationToken);
            // A version whose names they may not know is not shown as one whose names they may.
            standings = (await gate.StandingAsync([.. versions], caller, cancellationToken))
                .Where(one => one.Value.IsBlind == standing.IsBlind)
                .ToDictionary();
        }
        var list = queries.List([.. standings.Keys.Select(one => one.Id)], context.GetArgument<bool?>("newestFirst") == true);
        var page = context.Page();
        return new Connection<ShownComment>(
            async () => (await list.PageAsync(page, cancellationToken)).Shown(row => standings[row.Subject], subject, caller.UserId),
            () => list.CountAsync(cancellationToken)
        );
    }

    private static async ValueTask<IObservable<ActivityEntry?>> PostedAsync(IResolveFieldContext context)
    {
        var (subject, listener, gate) = (
            SubjectNodes.KeyOf(context.GetArgument<string>("subjectId")),
            context.Listener(),
            context.Service<CommentGate>()
        );
        var start = await context.StartAsync<ActivityEntry>();
        if (await gate.OneAsync(subject, context.Caller(), context.CancellationToken) is null)
        {
            throw new ExecutionError("There is no record of this id that you may see.") { Code = ErrorCodes.NotFound };
        }
        return new FeedListening<ActivityEntry>(
            context.Service<FeedTail<ActivityEntry>>(),
            async entry =>
                entry.Kind == ActivityKind.Commented
                && entry.TopicId == subject.Id
                && entry.TopicType == subject.Type
                && await listener.HearsAsync(async now => await gate.OneAsync(subject, now, CancellationToken.None) is not null),
            start,
            context.Flow()
        );
    }

    private static long KeyOf(IDictionary<string, object?> input) => input.Key("id", CommentGraph.TypeName);
}
