using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access.Reading;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.Access;

internal sealed class AuditEventGraph : ObjectGraphType<AuditRow>
{
    public AuditEventGraph()
    {
        Name = "AuditEvent";
        Description = "Who did what, when, from where. Entries never change and hold no secret.";
        this.Required<AuditRow, DateTimeScalar>("occurredAt", "When it was done.", row => row.OccurredAt);
        this.Required<AuditRow, StringGraphType>(
            "action",
            "Name of the mutation, of the command, or of what the server did by itself.",
            row => row.Action
        );
        this.Computed<AuditRow, UserGraph>(
            "actor",
            "Who did it; null for the command line and the server itself.",
            context => context.Source.ActorId is { } actor ? context.Loader<UserLoader>().LoadAsync(actor) : null
        );
        this.Optional<AuditRow, IdGraphType>(
            "subjectId",
            "Global id of the record that it was about, which may be gone.",
            row => row is { SubjectType: { } type, SubjectId: { } key } ? NodeId.Encode(type, key) : null
        );
        this.Optional<AuditRow, StringGraphType>(
                "address",
                "Address that it came from; seen by who did it and by administrators.",
                row => row.Address
            )
            .VisibleTo(Audience.Owner, row => row.ActorId);
        this.Optional<AuditRow, StringGraphType>(
                "credential",
                "First letters of the token, or name of the issuer; seen by who did it and by administrators.",
                row => row.Credential
            )
            .VisibleTo(Audience.Owner, row => row.ActorId);
    }
}

internal sealed class AuditEventEdgeGraph() : EdgeGraph<AuditRow, AuditEventGraph>("AuditEvent", "entry of the audit log");

internal sealed class AuditEventConnectionGraph()
    : ConnectionGraph<AuditRow, AuditEventGraph, AuditEventEdgeGraph>("AuditEvent", "entries of the audit log");

internal sealed class RecordAuditLoader(AuditQueries queries)
    : ChildPageLoader<PageRequest, AuditRow>((page, keys, cancellationToken) => queries.OfRecordsAsync(keys, page, cancellationToken));

internal sealed class RecordAuditCountLoader(AuditQueries queries)
    : ChildCountLoader<string>((_, keys, cancellationToken) => queries.CountOfRecordsAsync(keys, cancellationToken));

/// <summary>The audit log of one record.</summary>
internal static class AuditField
{
    public static void AddTo(ObjectGraphType<OutputRow> output) =>
        AddTo(
            output,
            "What was done to the output, its files, its links, its collaborators and the access to its data, latest first; null for all but its owner and administrators.",
            row => row.Id,
            Audience.Owner,
            row => row.OwnerId
        );

    public static void AddTo(ObjectGraphType<ResearcherRow> researcher) =>
        AddTo(
            researcher,
            "What was done to the profile, latest first; null for all but the person and administrators.",
            row => row.Id,
            Audience.Self,
            row => row.Id
        );

    private static void AddTo<TRow>(
        ObjectGraphType<TRow> type,
        string description,
        Func<TRow, long> key,
        Audience audience,
        Func<TRow, long?> owner
    ) =>
        type.Computed<TRow, AuditEventConnectionGraph>(
                "audit",
                description,
                context => new Connection<AuditRow>(
                    context.Loader<RecordAuditLoader>().LoadAsync(context.Page(), key(context.Source)),
                    context.Loader<RecordAuditCountLoader>().LoadAsync("", key(context.Source)),
                    context.CancellationToken
                )
            )
            .VisibleTo(audience, owner)
            .Pages();
}
