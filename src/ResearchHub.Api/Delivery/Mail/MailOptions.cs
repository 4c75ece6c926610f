using System.ComponentModel.DataAnnotations;

namespace ResearchHub.Api.Delivery.Mail;

/// <summary>How a line to the mail server is secured.</summary>
internal enum MailSecurity
{
    /// <summary>Plain first, then TLS; without TLS nothing is sent. Port 587.</summary>
    StartTls,

    /// <summary>TLS from the start. Port 465.</summary>
    Tls,

    /// <summary>None: for a mail server on this machine.</summary>
    None,
}

/// <summary>How mail goes out: section <c>Mail</c>. Without a host it is written to a folder.</summary>
internal sealed class MailOptions
{
    public const string Section = "Mail";

    /// <summary>Mail server (SMTP). Default: none; mail is then written to the folder <c>mail</c> in the data directory, an .eml file each.</summary>
    public string? Host { get; set; }

    /// <summary>Default 587.</summary>
    [Range(1, 65535, ErrorMessage = "Mail:Port is a number from 1 to 65535.")]
    public int Port { get; set; } = 587;

    /// <summary>Default StartTls.</summary>
    public MailSecurity Security { get; set; } = MailSecurity.StartTls;

    /// <summary>Account at the mail server; none unless given.</summary>
    public string? User { get; set; }

    /// <summary>Its password.</summary>
    public string? Password { get; set; }

    /// <summary>Sender: <c>ResearchHub &lt;hub@example.org&gt;</c>. Default <c>ResearchHub &lt;researchhub@localhost&gt;</c>.</summary>
    [Required]
    public string From { get; set; } = "ResearchHub <researchhub@localhost>";

    /// <summary>How long the mail server may take for one step (default 30 s).</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00", ErrorMessage = "Mail:Timeout is between 1 second and 5 minutes.")]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);
}
