using GraphQL.Types;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.DataAccess;
using ResearchHub.Core.Collaboration.Requests;

namespace ResearchHub.Api.GraphQL.Collaboration.DataAccess;

/// <summary>Mutations of access to data.</summary>
internal static class DataAccessRoot
{
    public static void AddTo(HubMutation mutation)
    {
        mutation.Add<SetAccessTermsPayload, SetAccessTermsInput, AccessTermsRow>(
            "setAccessTerms",
            "Makes new terms of access for a dataset, and for its later versions that have none of their own: who administers it. Requests accept the version in force. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<DataAccessService>()
                    .SetTermsAsync(
                        input.Key("dataset", "Dataset"),
                        input.Text("text"),
                        input.Get<int?>("grantDays") ?? 365,
                        input.Get<bool?>("needsEthicsApproval") ?? false,
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RequestDataAccessPayload, RequestDataAccessInput, RequestRow>(
            "requestDataAccess",
            "Asks for the files of a public dataset that are not open. With the access modes DIRECT and PUBLIC access is given at once, with LICENSED and DATA_ENCLAVE who administers the dataset decides. Under an embargo nobody is given anything before it ends, nor once the dataset is withdrawn. Codes: INVALID, NOT_FOUND, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<DataAccessService>()
                    .RequestAsync(
                        input.Key("dataset", "Dataset"),
                        new DataAccessDetails(
                            input.Text("purpose").Trim(),
                            input.Get<string>("ethicsApproval")?.Trim(),
                            input.Get<int?>("acceptedTermsVersion")
                        ),
                        input.Get<bool?>("isDraft") ?? false,
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<AcceptAccessTermsPayload, AcceptAccessTermsInput, RequestRow>(
            "acceptAccessTerms",
            "Accepts the terms that came into force while a request for data waits: who made it. Until then it cannot be accepted. Accepting the same again does nothing; else it counts as a comment in the limit of `postComment`. Codes: INVALID, NOT_FOUND, FORBIDDEN, STATE, RATE_LIMITED.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<DataAccessService>()
                    .AcceptTermsAsync(
                        input.Key("id", RequestRow.TypeName),
                        input.Get<int>("acceptedTermsVersion"),
                        input.Get<string>("ethicsApproval")?.Trim(),
                        caller,
                        context.CancellationToken
                    )
        );
        mutation.Add<RevokeDataAccessPayload, RevokeDataAccessInput, AccessGrantRow>(
            "revokeDataAccess",
            "Takes access back, with all that the same person was given of the dataset in any version: who administers it. Codes: INVALID, NOT_FOUND, FORBIDDEN.",
            Role.Reader,
            (context, input, caller) =>
                context
                    .Service<DataAccessService>()
                    .RevokeAsync(input.Key("id", AccessGrantRow.TypeName), input.Text("reason"), caller, context.CancellationToken)
        );
    }
}

internal sealed class SetAccessTermsInput : InputGraph
{
    public SetAccessTermsInput()
        : base("SetAccessTermsInput", "New terms of access.")
    {
        Needs<IdGraphType>("dataset", "The dataset.");
        Needs<StringGraphType>("text", "What one agrees to; plain text, 1 to 50,000 characters.");
        Takes<IntGraphType>("grantDays", "Days for which access is given unless said otherwise, at most 1,825; 365 unless said.");
        Takes<BooleanGraphType>("needsEthicsApproval", "Whether a request has to say who has approved the research.");
    }
}

internal sealed class RequestDataAccessInput : InputGraph
{
    public RequestDataAccessInput()
        : base("RequestDataAccessInput", "Data that somebody wants.")
    {
        Needs<IdGraphType>("dataset", "The dataset.");
        Needs<StringGraphType>("purpose", "What the data are wanted for; 1 to 5,000 characters.");
        Takes<StringGraphType>("ethicsApproval", "Board, number and date of the approval of the research; 1 to 5,000 characters.");
        Takes<IntGraphType>("acceptedTermsVersion", "Version of the terms that you accept; needed where there are terms.");
        Takes<BooleanGraphType>("isDraft", "Whether to keep it back for now.");
    }
}

internal sealed class AcceptAccessTermsInput : RequestInputGraph
{
    public AcceptAccessTermsInput()
        : base("AcceptAccessTermsInput", "Terms that the caller accepts for a request of theirs.")
    {
        Needs<IntGraphType>("acceptedTermsVersion", "Version of the terms that is in force.");
        Takes<StringGraphType>(
            "ethicsApproval",
            "Board, number and date of the approval of the research, where these terms need it and the request does not say it; 1 to 5,000 characters."
        );
    }
}

internal sealed class RevokeDataAccessInput : InputGraph
{
    public RevokeDataAccessInput()
        : base("RevokeDataAccessInput", "Access to take back.")
    {
        Needs<IdGraphType>("id", "The grant.");
        Needs<StringGraphType>("reason", "Why, for who had it; 1 to 5,000 characters.");
    }
}

internal sealed class SetAccessTermsPayload()
    : CommandPayloadGraph<AccessTermsRow, AccessTermsGraph>("SetAccessTermsPayload", "terms", "The terms in force.", terms => terms);

internal sealed class RequestDataAccessPayload() : RequestPayloadGraph("RequestDataAccessPayload");

internal sealed class AcceptAccessTermsPayload() : RequestPayloadGraph("AcceptAccessTermsPayload");

internal sealed class TermsChangedErrorGraph : UserErrorGraph<TermsChangedError>
{
    public TermsChangedErrorGraph()
        : base(
            "TermsChangedError",
            "STATE: the request accepts other terms than those in force. Whoever made it accepts them with `acceptAccessTerms`; ask them by `askForMoreInformation`."
        ) => this.Optional<TermsChangedError, IntGraphType>("version", "Version of the terms in force.", error => error.Version);
}

internal sealed class RevokeDataAccessPayload()
    : CommandPayloadGraph<AccessGrantRow, DataAccessGrantGraph>(
        "RevokeDataAccessPayload",
        "grant",
        "The grant afterwards.",
        grant => grant
    );
