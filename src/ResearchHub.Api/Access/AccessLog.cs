namespace ResearchHub.Api.Access;

internal static partial class AccessLog
{
    [LoggerMessage(3001, LogLevel.Warning, "The OpenID Connect issuer {Authority} does not answer as one")]
    public static partial void IssuerUnreachable(this ILogger logger, Exception problem, string authority);

    [LoggerMessage(3002, LogLevel.Error, "The OpenID Connect issuer at {Authority} calls itself {Issuer}; its tokens are refused")]
    public static partial void IssuerHasAnotherName(this ILogger logger, string authority, string? issuer);
}
