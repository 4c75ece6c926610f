using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Collaboration.Calls;
using ResearchHub.Api.GraphQL.Collaboration.Comments;
using ResearchHub.Api.GraphQL.Collaboration.Communities;
using ResearchHub.Api.GraphQL.Collaboration.DataAccess;
using ResearchHub.Api.GraphQL.Collaboration.Drafts;
using ResearchHub.Api.GraphQL.Collaboration.Inbox;
using ResearchHub.Api.GraphQL.Collaboration.Lists;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Collaboration.Reviews;
using ResearchHub.Api.GraphQL.People;
using ResearchHub.Api.GraphQL.Publishing;
using ResearchHub.Api.GraphQL.SavedSearches;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Access.Auditing;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL;

internal sealed class HubMutation : ObjectGraphType<object>
{
    private readonly Dictionary<string, Role> _rules = new(StringComparer.Ordinal);

    public HubMutation()
    {
        Name = "Mutation";
        Description = "Everything that can be changed. Each mutation is one act: all of it happens, or nothing.";
        PublishingRoot.AddTo(this);
        AccessRoot.AddTo(this);
        ProfileRoot.AddTo(this);
        SavedSearchRoot.AddTo(this);
        InboxRoot.AddTo(this);
        RequestRoot.AddTo(this);
        DraftRoot.AddTo(this);
        ReviewRoot.AddTo(this);
        CommentRoot.AddTo(this);
        CommunityMutations.AddTo(this);
        ReadingListRoot.AddTo(this);
        DataAccessRoot.AddTo(this);
        CallRoot.AddTo(this);
    }

    /// <summary>The least role that each mutation asks for.</summary>
    public IReadOnlyDictionary<string, Role> Rules => _rules;

    /// <summary>Adds a mutation of an output.</summary>
    /// <inheritdoc cref="Add{TPayload, TInput, T}"/>
    public void Add<TPayload, TInput>(
        string name,
        string description,
        Role role,
        Func<IResolveFieldContext<object>, IDictionary<string, object?>, Caller, Task<PublishingResult>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType =>
        Declare<TPayload, TInput>(name, description, role, async (context, input, caller) => await run(context, input, caller));

    /// <summary>Adds a mutation. There is no other way to, so none is without a rule.</summary>
    /// <param name="role">Least role; what else must hold is decided for the record, by its service.</param>
    public void Add<TPayload, TInput, T>(
        string name,
        string description,
        Role role,
        Func<IResolveFieldContext<object>, IDictionary<string, object?>, Caller, Task<CommandResult<T>>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType
        where T : class =>
        Declare<TPayload, TInput>(name, description, role, async (context, input, caller) => await run(context, input, caller));

    private void Declare<TPayload, TInput>(
        string name,
        string description,
        Role role,
        Func<IResolveFieldContext<object>, IDictionary<string, object?>, Caller, Task<object?>> run
    )
        where TPayload : IGraphType
        where TInput : IGraphType
    {
        _rules.Add(name, role);
        this.Awaited<object, NonNullGraphType<TPayload>>(
                name,
                $"{description} Needs the role {ConstantCase.Of(role)}.",
                async context =>
                {
                    var caller = context.WriterAs(role);
                    var input = context.GetArgument<IDictionary<string, object?>>("input");
                    using var act = AuditScope.Begin(name, caller);
                    if (SubjectOf(input) is { } subject)
                    {
                        AuditScope.About(subject.Type, subject.Key);
                    }
                    return await run(context, input, caller);
                }
            )
            .Takes<object, NonNullGraphType<TInput>>("input", "What to do.");
    }

    /// <summary>The record that an input names; null when it makes a new one.</summary>
    private static (string Type, long Key)? SubjectOf(IDictionary<string, object?> input) =>
        (input.TryGetValue("id", out var id) || input.TryGetValue("user", out id))
        && NodeId.TryDecode(id as string, out var type, out var key)
            ? (type, key)
            : null;
}
