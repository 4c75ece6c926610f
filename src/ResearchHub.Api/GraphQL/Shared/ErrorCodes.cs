namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>Values of <c>extensions.code</c> of errors that are not data: all there are. schema/guides/errors.md says what each means.</summary>
public static class ErrorCodes
{
    public const string Syntax = "SYNTAX";
    public const string Validation = "VALIDATION";
    public const string DepthLimit = "DEPTH_LIMIT";
    public const string CostLimit = "COST_LIMIT";
    public const string PageLimit = "PAGE_LIMIT";
    public const string SizeLimit = "SIZE_LIMIT";
    public const string Timeout = "TIMEOUT";
    public const string Unauthenticated = "UNAUTHENTICATED";
    public const string Forbidden = "FORBIDDEN";
    public const string RateLimited = "RATE_LIMITED";
    public const string NotFound = "NOT_FOUND";
    public const string Invalid = "INVALID";
    public const string Internal = "INTERNAL";
    public const string CursorInvalid = "CURSOR_INVALID";
    public const string CursorExpired = "CURSOR_EXPIRED";
    public const string IndexBehind = "INDEX_BEHIND";
    public const string SubscriptionFailed = "SUBSCRIPTION_FAILED";
    public const string SubscriptionLagged = "SUBSCRIPTION_LAGGED";
    public const string PersistedDocumentNotFound = "PERSISTED_DOCUMENT_NOT_FOUND";
}
