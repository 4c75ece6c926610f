using GraphQL;
using GraphQL.DataLoader;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Api.GraphQL.Collaboration.Requests;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Collaboration.DataAccess;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.DataAccess;

internal sealed class AccessTermsGraph : ObjectGraphType<AccessTermsRow>
{
    public AccessTermsGraph()
    {
        Name = AccessTermsRow.TypeName;
        Description = "Terms on which a dataset is given.";
        this.Required<AccessTermsRow, IdGraphType>(
            "id",
            "Global id; opaque, stable.",
            row => NodeId.Encode(AccessTermsRow.TypeName, row.Id)
        );
        this.Required<AccessTermsRow, IntGraphType>(
            "version",
            "Number to accept, counted from 1 over all versions of the dataset. What a number stands for never changes.",
            row => row.Version
        );
        this.Required<AccessTermsRow, StringGraphType>("text", "What one agrees to; plain text.", row => row.Text);
        this.Required<AccessTermsRow, IntGraphType>(
            "grantDays",
            "Days for which access is given unless said otherwise.",
            row => row.GrantDays
        );
        this.Required<AccessTermsRow, BooleanGraphType>(
            "needsEthicsApproval",
            "Whether a request has to say who has approved the research.",
            row => row.NeedsEthicsApproval
        );
        this.Required<AccessTermsRow, DateTimeScalar>("createdAt", "Since when they are in force.", row => row.CreatedAt);
    }
}

internal sealed class DataAccessGrantGraph : ObjectGraphType<AccessGrantRow>
{
    public DataAccessGrantGraph()
    {
        Name = AccessGrantRow.TypeName;
        Description =
            "Access to the files of a dataset, for a time. Seen by who has it, by who administers the dataset, and by whom the request for it exists for.";
        this.Required<AccessGrantRow, IdGraphType>(
            "id",
            "Global id; opaque, stable.",
            row => NodeId.Encode(AccessGrantRow.TypeName, row.Id)
        );
        this.User("user", "Who has it.", row => row.UserId);
        this.Computed<AccessGrantRow, RequestGraph>(
            "request",
            "The request that it was given for.",
            context => context.Source.RequestId is { } key ? context.Loader<RequestLoader>().LoadAsync(context.Caller(), key) : null
        );
        this.Optional<AccessGrantRow, IntGraphType>(
            "termsVersion",
            "Version of the terms that was accepted; null when there were none.",
            row => row.TermsVersion
        );
        this.Required<AccessGrantRow, DateTimeScalar>("grantedAt", "When it was given.", row => row.GrantedAt);
        this.Required<AccessGrantRow, DateTimeScalar>("expiresAt", "When it ends.", row => row.ExpiresAt);
        this.Optional<AccessGrantRow, DateTimeScalar>("revokedAt", "When it was taken back.", row => row.RevokedAt);
        this.Optional<AccessGrantRow, StringGraphType>(
            "revocationReason",
            "Why it was taken back; plain text. Seen by who had it and by who administers the dataset, not by whose opinion was wanted on the request.",
            row => row.RevocationReason
        );
    }
}

internal sealed class FileDownloadGraph : ObjectGraphType<DownloadRow>
{
    public FileDownloadGraph()
    {
        Name = "FileDownload";
        Description = "A file that somebody read who had signed in.";
        this.Required<DownloadRow, FileReadingGraph>("kind", "How.", row => row.Kind);
        this.Required<DownloadRow, StringGraphType>("fileName", "Name of the file.", row => row.FileName);
        this.User("user", "Who; null when the account is gone.", row => row.UserId);
        this.Required<DownloadRow, DateTimeScalar>("occurredAt", "When.", row => row.OccurredAt);
    }
}

internal sealed class FileReadingGraph()
    : EnumGraph<FileReading>(
        "FileReading",
        "How somebody read a file.",
        kind =>
            kind switch
            {
                FileReading.Download => "Downloaded it.",
                FileReading.Preview =>
                    "Saw its first rows in `preview`, while it was not open to everybody; once a person, file and day (UTC).",
                _ => null,
            }
    );

internal sealed class DataAccessDecisionGraph()
    : EnumGraph<DataAccessDecision>(
        "DataAccessDecision",
        "Where a request for data stands.",
        decision =>
            decision switch
            {
                DataAccessDecision.Pending => "Waits; the request is CREATED or SUBMITTED.",
                DataAccessDecision.Approved => "Given; the request is ACCEPTED.",
                DataAccessDecision.Denied => "Not given; the request is DECLINED or EXPIRED.",
                DataAccessDecision.MoreInfo => "The requester is asked for more; the request is SUBMITTED and awaits its creator.",
                DataAccessDecision.Cancelled => "Taken back; the request is CANCELLED.",
                _ => null,
            }
    );

/// <summary>The details of a request for data, with where it stands.</summary>
/// <param name="Request">The request; null where it is not to be known whose it is.</param>
internal sealed record DataAccessAnswer(DataAccessDetails Details, DataAccessDecision Decision, RequestRow? Request)
{
    /// <summary>Details as they are shown.</summary>
    public static object? Of(RequestRow request) =>
        request.Details is DataAccessDetails details
            ? new DataAccessAnswer(details, DataAccessDetails.DecisionOf(request), request.IsBlind ? null : request)
            : request.Details;
}

internal sealed class DataAccessDetailsGraph : ObjectGraphType<DataAccessAnswer>
{
    public DataAccessDetailsGraph()
    {
        Name = "DataAccessDetails";
        Description = "What a request for data says.";
        IsTypeOf = value => value is DataAccessAnswer;
        this.Required<DataAccessAnswer, StringGraphType>("purpose", "What the data are wanted for.", one => one.Details.Purpose);
        this.Optional<DataAccessAnswer, StringGraphType>(
            "ethicsApproval",
            "Board, number and date of the approval of the research.",
            one => one.Details.EthicsApproval
        );
        this.Optional<DataAccessAnswer, IntGraphType>(
            "termsVersion",
            "Version of the terms that the requester accepts; null when there are none.",
            one => one.Details.TermsVersion
        );
        this.Required<DataAccessAnswer, DataAccessDecisionGraph>("decision", "Where it stands.", one => one.Decision);
        this.Computed<DataAccessAnswer, DataAccessGrantGraph>(
            "grant",
            "What was given for it: until when, and whether and why it was taken back since. Null while nothing was.",
            context =>
                context.Source.Request is { } request
                    ? new Mapped<AccessGrantRow, AccessGrantRow?>(
                        context.Loader<RequestedGrantLoader>().LoadAsync(request.Id),
                        grant => DataAccessDetails.ReadsWhyRevoked(request) ? grant : grant?.WithoutReason()
                    )
                    : null
        );
    }
}

internal sealed class DataAccessGrantEdgeGraph() : EdgeGraph<AccessGrantRow, DataAccessGrantGraph>("DataAccessGrant", "grant");

internal sealed class DataAccessGrantConnectionGraph()
    : ConnectionGraph<AccessGrantRow, DataAccessGrantGraph, DataAccessGrantEdgeGraph>("DataAccessGrant", "grants");

internal sealed class FileDownloadEdgeGraph() : EdgeGraph<DownloadRow, FileDownloadGraph>("FileDownload", "download");

internal sealed class FileDownloadConnectionGraph()
    : ConnectionGraph<DownloadRow, FileDownloadGraph, FileDownloadEdgeGraph>("FileDownload", "downloads");

internal sealed class AccessTermsLoader(DataAccessQueries queries) : OneLoader<long, AccessTermsRow>(queries.TermsAsync);

internal sealed class AccessGrantsLoader(DataAccessQueries queries) : ChildrenLoader<AccessGrantRow>(queries.GrantsOfOutputs);

internal sealed class RequestedGrantLoader(DataAccessQueries queries) : OneLoader<long, AccessGrantRow>(queries.GrantsOfRequestsAsync);

internal sealed class DownloadsLoader(DataAccessQueries queries) : ChildrenLoader<DownloadRow>(queries.DownloadsOfOutputs);

internal sealed class OwnAccessLoader(DataAccessQueries queries, TimeProvider time)
    : OneForLoader<Caller, AccessGrantRow>(
        (keys, caller, cancellationToken) => queries.OwnAsync(keys, caller, time.GetUtcNow(), cancellationToken)
    );

/// <summary>What a dataset says of how it is given, and to its administrators of to whom it was.</summary>
internal static class DataAccessFields
{
    public static void AddTo(ObjectGraphType<OutputRow> dataset)
    {
        dataset.Computed<OutputRow, AccessTermsGraph>(
            "accessTerms",
            "Terms in force for files that are not open: its own, else those of the version before it that has any. Null when there are none.",
            context => context.Loader<AccessTermsLoader>().LoadAsync(context.Source.Id)
        );
        dataset.Computed<OutputRow, DataAccessGrantGraph>(
            "viewerAccess",
            "Access that the caller was given and that is not over: of this version, or of an earlier one with the same access mode, on the terms in force. Null for none, and under an embargo.",
            context => context.Loader<OwnAccessLoader>().LoadAsync(context.Caller(), context.Source.Id)
        );
        dataset
            .Computed<OutputRow, DataAccessGrantConnectionGraph>(
                "accessGrants",
                "Access that was ever given of it and of earlier versions, latest first; null for all but who administers the dataset.",
                context => ForAdministrators(context, () => context.Loader<AccessGrantsLoader>().Of(context, context.Source.Id))
            )
            .Pages();
        dataset
            .Computed<OutputRow, FileDownloadConnectionGraph>(
                "downloads",
                "Who downloaded what, and who saw first rows of files that were not open, latest first. Without those whom authors may not know: who reviews any version of it without being named, and who came by an anonymous link. Null for all but who administers the dataset.",
                context => ForAdministrators(context, () => context.Loader<DownloadsLoader>().Of(context, context.Source.Id))
            )
            .Pages();
    }

    private static IDataLoaderResult ForAdministrators(IResolveFieldContext<OutputRow> context, Func<object> list) =>
        new Derived<OutputAccess>(context.AccessTo(context.Source.Id), access => access is { Level: OutputLevel.Admin } ? list() : null);
}
