namespace ResearchHub.Core.Delivery.Mail;

/// <summary>A mail as it goes out.</summary>
/// <param name="Id">The same for each attempt, so that a mailbox can tell a repetition.</param>
/// <param name="Unsubscribe">Where the person can stop mail of this kind, with one click or with a page; null where that makes no sense.</param>
public sealed record OutgoingMail(long Id, string Address, string Name, string Subject, string Text, string Html, string? Unsubscribe);

/// <summary>What became of an attempt to send.</summary>
public enum MailOutcome
{
    Sent,

    /// <summary>Not sent; it may work later.</summary>
    Later,

    /// <summary>Not sent, and never will be.</summary>
    Refused,

    /// <summary>The line broke while the server was taking it: it may have been sent, and is not sent again.</summary>
    Unknown,
}

/// <summary>Takes mail out of the house.</summary>
public interface IMailer
{
    /// <returns>What became of it and, where it was not sent, why.</returns>
    Task<(MailOutcome Outcome, string? Problem)> SendAsync(OutgoingMail mail, CancellationToken cancellationToken);
}
