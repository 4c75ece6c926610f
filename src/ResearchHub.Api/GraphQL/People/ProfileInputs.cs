using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.People;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

internal sealed class UpdateResearcherProfileInput : InputObjectGraphType
{
    public UpdateResearcherProfileInput()
    {
        Name = "UpdateResearcherProfileInput";
        Description = "Changes of a profile: what is left out stays as it is, null clears it.";
        Field<NonNullGraphType<IdGraphType>>("id")
            .Description("The researcher; the id of a record merged into another leads to the other.");
        Field<IntGraphType>("expectedRevision")
            .Description(
                "Revision that the changes are made to. Another one now is CONFLICT; left out, they are made to whatever is there."
            );
        Field<SectorGraph>("sector").Description("Sector the person works in.");
        Field<UriScalar>("url").Description("The person's own page: an https or http address of at most 2,000 characters.");
        Field<ListGraphType<NonNullGraphType<AffiliationInput>>>("affiliations")
            .Description("All organisations the person belongs or belonged to; at most 100.");
        Field<ListGraphType<NonNullGraphType<IdGraphType>>>("expertise").Description("All concepts the person knows about; at most 100.");
        Field<ListGraphType<NonNullGraphType<LanguageTagScalar>>>("languages").Description("Languages the person works in; at most 100.");
        Field<ListGraphType<NonNullGraphType<OpennessGraph>>>("openTo").Description("What the person is open to.");
        Field<ListGraphType<NonNullGraphType<FieldVisibilityInput>>>("visibility")
            .Description("Fields to get other readers; those not named keep theirs.");
    }

    public static ProfileContent Read(IDictionary<string, object?> input) =>
        new()
        {
            Sector = input.Value<Sector?>("sector"),
            Url = input.Value<string>("url"),
            Affiliations = input.Many("affiliations", AffiliationInput.Read),
            Expertise = input.Many("expertise", one => NodeId.KeyOf(one.ToString(), "Concept") ?? 0),
            Languages = input.Many("languages", one => (string)one),
            OpenTo = input.Many("openTo", one => (Openness)one),
            Visibility = input.Many("visibility", FieldVisibilityInput.Read).Value ?? [],
        };
}

internal sealed class AffiliationInput : InputObjectGraphType
{
    public AffiliationInput()
    {
        Name = "AffiliationInput";
        Description = "A place in an organisation over a time.";
        Field<NonNullGraphType<IdGraphType>>("organization").Description("The organisation.");
        Field<StringGraphType>("role").Description("What the person does there; at most 200 characters.");
        Field<DateScalar>("startedOn").Description("First day, where known.");
        Field<DateScalar>("endedOn").Description("Last day; left out while it lasts.");
    }

    public static AffiliationContent Read(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return new AffiliationContent(
            fields.Key("organization", "Organization"),
            fields.Get<string>("role"),
            fields.Get<DateOnly?>("startedOn"),
            fields.Get<DateOnly?>("endedOn")
        );
    }
}

internal sealed class FieldVisibilityInput : InputObjectGraphType
{
    public FieldVisibilityInput()
    {
        Name = "FieldVisibilityInput";
        Description = "Who reads a field of a profile.";
        Field<NonNullGraphType<ProfileFieldGraph>>("field").Description("The field.");
        Field<NonNullGraphType<VisibilityGraph>>("visibility").Description("Its readers.");
    }

    public static (ProfileField Field, Visibility Visibility) Read(object one)
    {
        var fields = (IDictionary<string, object?>)one;
        return ((ProfileField)fields["field"]!, (Visibility)fields["visibility"]!);
    }
}

internal sealed class MergeResearchersInput : InputObjectGraphType
{
    public MergeResearchersInput()
    {
        Name = "MergeResearchersInput";
        Description = "Two records of one person.";
        Field<NonNullGraphType<IdGraphType>>("id").Description("The record that becomes an alias.");
        Field<NonNullGraphType<IdGraphType>>("into").Description("The record that is kept, and gets everything of the other.");
    }
}

internal sealed class UpdateResearcherProfilePayload()
    : CommandPayloadGraph<ResearcherRow, ResearcherGraph>(
        "UpdateResearcherProfilePayload",
        "researcher",
        "The profile afterwards.",
        person => person
    );

internal sealed class ProfileConflictErrorGraph : UserErrorGraph<ProfileConflictError>
{
    public ProfileConflictErrorGraph()
        : base(
            "ProfileConflictError",
            "CONFLICT: somebody else has changed the profile meanwhile. Nothing of yours was written; `current` is what stands."
        )
    {
        this.Required<ProfileConflictError, IntGraphType>(
            "expectedRevision",
            "Revision that you had seen.",
            error => error.ExpectedRevision
        );
        this.Required<ProfileConflictError, ResearcherGraph>("current", "The profile as it is now.", error => error.Current);
    }
}

internal sealed class TwoAccountsErrorGraph()
    : UserErrorGraph<TwoAccountsError>(
        "TwoAccountsError",
        "CONFLICT: each of the two records is the profile of an account, and a profile has one person. Nothing was merged."
    );

internal sealed class MergeResearchersPayload()
    : CommandPayloadGraph<ResearcherRow, ResearcherGraph>("MergeResearchersPayload", "researcher", "The record kept.", person => person);
