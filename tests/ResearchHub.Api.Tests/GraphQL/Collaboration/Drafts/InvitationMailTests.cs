using ResearchHub.Core.Access;
using ResearchHub.Core.Delivery.Mail;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>Who is invited by e-mail gets the secret by mail, in their language, and it is left nowhere else.</summary>
public sealed class InvitationMailTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_invited_accepts_with_what_the_mail_says_and_the_queue_forgets_it()
    {
        var (ana, ben) = (await hub.TokenAsync("letter-ana", Role.Researcher), await hub.TokenAsync("letter-ben", Role.Researcher));
        var id = await hub.DraftAsync(ana, "Remittances <1995");

        var told = await InviteAsync(ana, id, "Ben.Yet@Ministry.example");

        var letter = await hub.LetterToAsync("ben.yet@ministry.example");
        Assert.StartsWith(
            "Remittances <1995\nletter-ana invites you to work on “Remittances <1995”. Sign in at",
            letter,
            StringComparison.Ordinal
        );
        Assert.Contains("letter-ana Vas poziva da radite na „Remittances <1995“.", letter, StringComparison.Ordinal);
        Assert.Contains("Remittances &lt;1995", letter, StringComparison.Ordinal);
        var secret = letter
            .Split('\n')
            .Select(line => line.Trim())
            .First(line => line.StartsWith("rhub-invite_", StringComparison.Ordinal));
        Assert.Equal(told, secret);
        await hub.DoneAsync(ben, "acceptCollaboration", new { secret });
        Assert.Equal("EDIT", await hub.LevelAsync(ben, id));
    }

    [Theory]
    [InlineData("cyrl", "sr-Cyrl", "letter-ana-cyrl Вас позива да радите на „A draft“.")]
    [InlineData("latn", "bs", "letter-ana-latn Vas poziva da radite na „A draft“.")]
    [InlineData("other", "fr", "letter-ana-other invites you to work on “A draft”.")]
    public async Task Who_has_an_account_is_written_to_in_their_language(string who, string language, string opening)
    {
        var ana = await hub.TokenAsync($"letter-ana-{who}", Role.Researcher);
        await hub.TokenAsync($"letter-{who}", Role.Researcher);
        await hub.Database.ExecuteAsync(
            $$"""
            with person as (
              insert into researchers (slug, name, family_name, sort_name, name_key, sector, created_at, updated_at, languages)
              values ('letter-{{who}}', 'L', 'L', 'L', 'letter {{who}}', 'ACADEMIA', now(), now(), '{{{language}}}') returning id)
            update users set researcher_id = person.id from person where email = 'letter-{{who}}@example.org'
            """,
            Cancel
        );

        await InviteAsync(ana, await hub.DraftAsync(ana), $"letter-{who}@example.org");

        var letter = await hub.LetterToAsync($"letter-{who}@example.org");
        Assert.Contains(opening, letter, StringComparison.Ordinal);
        Assert.Equal(language == "fr", letter.Contains("Sign in", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(MailOutcome.Sent, false)]
    [InlineData(MailOutcome.Refused, false)]
    [InlineData(MailOutcome.Unknown, false)]
    [InlineData(MailOutcome.Later, true)]
    public async Task A_secret_stands_in_the_queue_as_long_as_it_may_still_be_sent(MailOutcome outcome, bool stays)
    {
        await hub.Database.ExecuteAsync(
            $"""
            insert into mails (address, subject, text_body, html_body, holds_secret, state, attempts, last_attempt_at, created_at)
            values ('{outcome}@example.org', 'S', 'text', 'html', true, 'SENDING', 1, now(), now()),
              ('{outcome}@example.com', 'S', 'text', 'html', false, 'SENDING', 1, now(), now())
            """,
            Cancel
        );
        var (secret, open) = (await KeyAsync($"{outcome}@example.org"), await KeyAsync($"{outcome}@example.com"));
        var queue = hub.Services.GetRequiredService<MailQueue>();

        await queue.ReportAsync(secret, 1, outcome, null, Cancel);
        await queue.ReportAsync(open, 1, outcome, null, Cancel);

        Assert.Equal(stays ? "texthtml" : "", await BodyAsync(secret));
        Assert.Equal("texthtml", await BodyAsync(open));
    }

    [Fact]
    public async Task An_answer_that_is_no_text_is_noted_all_the_same()
    {
        await hub.Database.ExecuteAsync(
            """
            insert into mails (address, subject, text_body, html_body, state, attempts, last_attempt_at, created_at)
            values ('noisy@example.org', 'S', 'text', 'html', 'SENDING', 1, now(), now())
            """,
            Cancel
        );
        var mail = await KeyAsync("noisy@example.org");

        await hub
            .Services.GetRequiredService<MailQueue>()
            .ReportAsync(mail, 1, MailOutcome.Refused, "550 no\0" + new string('x', 9_999), Cancel);

        Assert.Equal(
            "DEAD 550 no\uFFFD 1001",
            await hub.Database.ScalarAsync<string>(
                $"select concat(state, ' ', left(last_problem, 7), ' ', length(last_problem)) from mails where id = {mail}",
                Cancel
            )
        );
    }

    private Task<long> KeyAsync(string address) =>
        hub.Database.ScalarAsync<long>($"select id from mails where address = '{address}'", Cancel);

    private Task<string?> BodyAsync(long id) =>
        hub.Database.ScalarAsync<string>($"select text_body || html_body from mails where id = {id}", Cancel);

    private async Task<string?> InviteAsync(string token, string id, string email)
    {
        var invited = await hub.DoneAsync(
            token,
            "inviteCollaborator",
            new
            {
                id,
                email,
                role = "EDIT",
            },
            "secret"
        );
        return invited.GetProperty("secret").GetString();
    }
}
