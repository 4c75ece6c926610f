using ResearchHub.Core.Catalogue;

namespace ResearchHub.Core.Publishing.PersistentIds;

/// <summary>
/// Gives outputs identifiers that never change. An identifier follows from the key of its output, so that it can be given in the
/// transaction of the publication, without asking anybody, and never twice; registering it comes after and may be repeated.
/// </summary>
public interface IPersistentIds
{
    /// <summary>The identifier that an output gets with its publication.</summary>
    Identifier Of(long output);

    /// <summary>Whether an identifier has our prefix: authors cannot claim those.</summary>
    bool IsOurs(IdentifierType type, string value);

    /// <summary>Makes the registry say what the record says. Doing so again changes nothing.</summary>
    /// <returns>Why the registry did not take it; null when it did.</returns>
    /// <exception cref="RegistryUnavailableException">It does not answer: to be tried again later.</exception>
    Task<string?> RegisterAsync(PersistentIdRecord record, CancellationToken cancellationToken);
}

/// <summary>The registry of identifiers cannot be reached now.</summary>
public sealed class RegistryUnavailableException(string message, Exception? cause = null) : Exception(message, cause);

/// <summary>Identifiers that this server alone knows, and that look so: <c>local.researchhub/2d-4</c>.</summary>
public sealed class LocalIds(string prefix) : IPersistentIds
{
    /// <summary>Prefix unless configured.</summary>
    public const string DefaultPrefix = "local.researchhub";

    /// <inheritdoc />
    public Identifier Of(long output) => new(IdentifierType.Local, $"{prefix}/{IdSuffix.Of(output)}");

    /// <inheritdoc />
    public bool IsOurs(IdentifierType type, string value) =>
        type == IdentifierType.Local && value.StartsWith(prefix + "/", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public Task<string?> RegisterAsync(PersistentIdRecord record, CancellationToken cancellationToken) => Task.FromResult<string?>(null);
}

/// <summary>Suffixes of identifiers: the key in Crockford's base 32, which has no letters that look alike, and his check symbol.</summary>
public static class IdSuffix
{
    private const string Symbols = "0123456789abcdefghjkmnpqrstvwxyz";
    private const string CheckSymbols = Symbols + "*~$=u";
    private const int Checks = 37;

    /// <summary>Suffix of a key: <c>1005</c> is <c>zd-6</c>.</summary>
    /// <remarks>Keys whose check symbol would be a punctuation mark get a letter more: marks are awkward in addresses.</remarks>
    public static string Of(long key)
    {
        Span<char> letters = stackalloc char[13];
        var start = letters.Length;
        var rest = key;
        do
        {
            letters[--start] = Symbols[(int)(rest % 32)];
            rest /= 32;
        } while (rest > 0);
        var check = CheckSymbols[(int)(key % Checks)];
        return $"{letters[start..]}-{(check is '*' or '~' or '$' or '=' ? "u" + Symbols[CheckSymbols.IndexOf(check) - Symbols.Length] : check)}";
    }
}
