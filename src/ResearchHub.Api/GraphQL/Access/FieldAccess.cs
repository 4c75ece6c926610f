using GraphQL;
using GraphQL.Builders;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.People;

namespace ResearchHub.Api.GraphQL.Access;

/// <summary>Who may read a field.</summary>
internal enum Audience
{
    Everybody,
    SignedIn,
    Curators,
    Admins,

    /// <summary>Whose record it is, and administrators.</summary>
    Owner,

    /// <summary>Those who work on the output or decide on it.</summary>
    Team,

    /// <summary>Those who may edit the output.</summary>
    Authors,

    /// <summary>Those who say who else may do what with the output.</summary>
    OutputAdmins,

    /// <summary>Who is a member of the community; each gets their own.</summary>
    Member,

    /// <summary>The person it is about, and curators.</summary>
    Person,

    /// <summary>The person it is about, and administrators.</summary>
    Self,

    /// <summary>Whom the person has chosen.</summary>
    AsProfileSays,
}

/// <summary>Rules of fields. Rule and guard come together: there is no rule that is only written down.</summary>
internal static class FieldAccess
{
    private const string Key = "audience";

    /// <summary>The rule of a field; null when none was declared.</summary>
    public static Audience? AudienceOf(FieldType field) => field.GetMetadata<Audience?>(Key, () => null);

    /// <summary>Says whom a field is for, where it is guarded already.</summary>
    public static void Declare(FieldType field, Audience audience) => field.Metadata[Key] = audience;

    /// <summary>Guards a root field: who may not read it gets an error.</summary>
    public static void Guard(FieldType field, Audience audience)
    {
        field.Metadata[Key] = audience;
        if (audience == Audience.Everybody)
        {
            return;
        }
        if (field.StreamResolver is { } stream)
        {
            field.StreamResolver = new GuardedStream(stream, audience);
        }
        else
        {
            field.Resolver = new GuardedField(field.Resolver!, context => Check(context.Caller(), audience));
        }
    }

    /// <summary>Guards a field of a record: for who may not read it, there is nothing.</summary>
    public static FieldBuilder<TSource, object> VisibleTo<TSource>(
        this FieldBuilder<TSource, object> field,
        Audience audience,
        Func<TSource, long?> owner
    )
    {
        var type = field.FieldType;
        type.Metadata[Key] = audience;
        var inner = type.Resolver!;
        type.Resolver = new FuncFieldResolver<object>(context =>
            MayRead(context.Caller(), audience, owner((TSource)context.Source!)) ? inner.ResolveAsync(context) : default
        );
        return field;
    }

    private static bool MayRead(Caller caller, Audience audience, long? owner) =>
        audience switch
        {
            Audience.Everybody => true,
            Audience.SignedIn => caller.IsSignedIn,
            Audience.Curators => caller.IsCurator,
            Audience.Admins => caller is { IsSignedIn: true, Role: Role.Admin },
            Audience.Owner => caller.IsSignedIn && (caller.Role == Role.Admin || (owner is not null && owner == caller.UserId)),
            Audience.Self => caller.IsSignedIn && (caller.Role == Role.Admin || (owner is not null && owner == caller.ResearcherId)),
            Audience.Person => owner is { } person && ProfileVisibility.IsOpenTo(caller, person),
            _ => false,
        };

    private static void Check(Caller caller, Audience audience)
    {
        if (MayRead(caller, audience, caller.UserId))
        {
            return;
        }
        throw caller.IsSignedIn
            ? new ExecutionError("Your account may not read this.") { Code = ErrorCodes.Forbidden }
            : new ExecutionError("Sign in first: send 'Authorization: Bearer <token>'.") { Code = ErrorCodes.Unauthenticated };
    }

    private sealed class GuardedField(IFieldResolver inner, Action<IResolveFieldContext> check) : IFieldResolver
    {
        public ValueTask<object?> ResolveAsync(IResolveFieldContext context)
        {
            check(context);
            return inner.ResolveAsync(context);
        }
    }

    private sealed class GuardedStream(ISourceStreamResolver inner, Audience audience) : ISourceStreamResolver
    {
        public ValueTask<IObservable<object?>> ResolveAsync(IResolveFieldContext context)
        {
            Check(context.Caller(), audience);
            return inner.ResolveAsync(context);
        }
    }
}
