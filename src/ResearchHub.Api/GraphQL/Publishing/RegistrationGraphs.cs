using GraphQL;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.GraphQL.Publishing;

internal sealed class RegistrationStateGraph()
    : EnumGraph<RegistrationState>(
        "RegistrationState",
        "How an identifier stands at its registry.",
        state =>
            state == RegistrationState.Registered
                ? "The registry says what the record says."
                : "The registry did not take it; it is told again."
    );

internal sealed class IdentifierRegistrationGraph : ObjectGraphType<IdentifierRegistration>
{
    public IdentifierRegistrationGraph()
    {
        Name = "IdentifierRegistration";
        Description = "How the persistent identifier of an output stands at its registry, such as DataCite. Seen by curators.";
        this.Required<IdentifierRegistration, StringGraphType>("identifier", "The identifier.", one => one.Identifier);
        this.Required<IdentifierRegistration, RegistrationStateGraph>("state", "How it stands.", one => one.State);
        this.Optional<IdentifierRegistration, StringGraphType>(
            "problem",
            "What the registry said; null when it took it.",
            one => one.Problem
        );
        this.Required<IdentifierRegistration, IntGraphType>("attempts", "Refusals, one after the other.", one => one.Attempts);
        this.Optional<IdentifierRegistration, DateTimeScalar>(
            "nextAttemptAt",
            "When it is told again, at the earliest; null when it need not be.",
            one => one.NextAttemptAt
        );
        this.Required<IdentifierRegistration, DateTimeScalar>("updatedAt", "When the registry was last told.", one => one.UpdatedAt);
        this.Computed<IdentifierRegistration, ResearchOutputInterface>(
            "output",
            "The output; null when it is not public.",
            context => context.Loader<OutputLoader>().LoadAsync(context.Caller(), context.Source.OutputId)
        );
    }
}

internal sealed class IdentifierRegistrationEdgeGraph()
    : EdgeGraph<IdentifierRegistration, IdentifierRegistrationGraph>("IdentifierRegistration", "registration");

internal sealed class IdentifierRegistrationConnectionGraph()
    : ConnectionGraph<IdentifierRegistration, IdentifierRegistrationGraph, IdentifierRegistrationEdgeGraph>(
        "IdentifierRegistration",
        "registrations"
    );

internal sealed class RegistrationLoader(RegistrationQueries queries) : OneLoader<long, IdentifierRegistration>(queries.OfOutputsAsync);

/// <summary>Where curators see what a registry refused.</summary>
internal static class RegistrationFields
{
    public static void AddTo(ObjectGraphType<OutputRow> output) =>
        output
            .Computed<OutputRow, IdentifierRegistrationGraph>(
                "registration",
                "How its persistent identifier stands at the registry; null where there is none, and for all but curators.",
                context => context.Loader<RegistrationLoader>().LoadAsync(context.Source.Id)
            )
            .VisibleTo(Audience.Curators, _ => null);

    public static void AddTo(HubQuery query) =>
        query
            .Computed<object, IdentifierRegistrationConnectionGraph>(
                "identifierRegistrations",
                "How persistent identifiers stand at their registry, those last changed first. Needs the role CURATOR.",
                context => new Connection<IdentifierRegistration>(
                    context.Service<RegistrationQueries>().List(context.GetArgument<RegistrationState?>("state")),
                    context
                )
            )
            .Takes<object, RegistrationStateGraph>("state", "Only those that stand so.")
            .Pages();
}
