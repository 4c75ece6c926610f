using System.Text;
using ResearchHub.Core.Delivery.Webhooks;
using Xunit;

namespace ResearchHub.Core.Tests.Delivery;

/// <summary>Signatures of webhooks.</summary>
public sealed class WebhookSecretTests
{
    // The vector that the libraries of Standard Webhooks test themselves with.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    [Fact]
    public void A_message_is_signed_as_the_standard_has_it() => Assert.Equal(Signature, Sign(Secret));

    [Fact]
    public void While_two_keys_are_good_there_are_two_signatures() =>
        Assert.Equal($"{Sign("whsec_AAAA")} {Signature}", Sign("whsec_AAAA", Secret));

    [Fact]
    public void A_new_key_has_256_bits_and_is_another_each_time()
    {
        var keys = Enumerable.Range(0, 100).Select(_ => WebhookSecret.New()).ToArray();

        Assert.Equal(100, keys.Distinct(StringComparer.Ordinal).Count());
        Assert.All(keys, key => Assert.Equal(32, Convert.FromBase64String(key["whsec_".Length..]).Length));
    }

    private static string Sign(params string[] secrets) =>
        WebhookSecret.Sign(secrets, "msg_p5jXN8AQM9LWM0D4loKWxJek", 1614265330, Encoding.UTF8.GetBytes("""{"test": 2432232314}"""));
}
