using System.Globalization;
using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>A scalar that travels as a string.</summary>
internal abstract class TextScalar<T> : ScalarGraphType
    where T : notnull
{
    /// <summary>Reads the text; null when it is not of this scalar's form.</summary>
    protected abstract T? Read(string text);

    /// <summary>What the text should look like, for the error.</summary>
    protected abstract string Form { get; }

    /// <inheritdoc />
    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLNullValue => null,
            GraphQLStringValue text => ParseValue((string)text.Value),
            _ => throw new ScalarRefusal("It is no string.", $"Expected {Form}, as a string."),
        };

    /// <summary>True of everything but lists and objects: <see cref="ParseLiteral"/> says more of what is wrong than the rule that asks here.</summary>
    public override bool CanParseLiteral(GraphQLValue value) => value is not (GraphQLListValue or GraphQLObjectValue);

    /// <inheritdoc />
    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            T already => already is string ? Parse((string)(object)already) : already,
            string text => Parse(text),
            _ => throw new ScalarRefusal("It is no string.", $"Expected {Form}, as a string."),
        };

    private object Parse(string text) =>
        Read(text) is { } parsed ? parsed : throw new ScalarRefusal($"{Quoted.Of(text)} is no {Name}.", $"Expected {Form}.");

    /// <inheritdoc />
    public override object? Serialize(object? value) =>
        value switch
        {
            null => null,
            string text => text,
            IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
            _ => value.ToString(),
        };
}

internal sealed class DateTimeScalar : TextScalar<object>
{
    public DateTimeScalar()
    {
        Name = "DateTime";
        Description = "A moment in time with its offset: `2026-05-06T19:42:11Z` (RFC 3339).";
        this.ApplyDirective("specifiedBy", "url", "https://scalars.graphql.org/andimarek/date-time");
    }

    protected override string Form => "a moment such as 2026-05-06T19:42:11Z";

    protected override object? Read(string text) =>
        text.Length is >= 17 and <= 40
        && text.Contains('T', StringComparison.OrdinalIgnoreCase)
        && DateTimeOffset.TryParse(
            text,
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal | DateTimeStyles.RoundtripKind,
            out var time
        )
            ? time
            : null;

    public override object? Serialize(object? value) =>
        value is DateTimeOffset time
            ? time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFF'Z'", CultureInfo.InvariantCulture)
            : base.Serialize(value);
}

internal sealed class DateScalar : TextScalar<object>
{
    public DateScalar()
    {
        Name = "Date";
        Description = "A calendar date: `2026-05-06` (ISO 8601).";
        this.ApplyDirective("specifiedBy", "url", "https://scalars.graphql.org/andimarek/local-date");
    }

    protected override string Form => "a date such as 2026-05-06";

    protected override object? Read(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date : null;

    public override object? Serialize(object? value) =>
        value is DateOnly date ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : base.Serialize(value);
}

internal sealed class UriScalar : TextScalar<string>
{
    public UriScalar()
    {
        Name = "URI";
        Description = "An absolute address (RFC 3986).";
        this.ApplyDirective("specifiedBy", "url", "https://www.rfc-editor.org/rfc/rfc3986");
    }

    protected override string Form => "an absolute address such as https://example.org/a";

    protected override string? Read(string text) => Uri.TryCreate(text, UriKind.Absolute, out _) ? text : null;
}

internal sealed class DoiScalar : TextScalar<string>
{
    public DoiScalar()
    {
        Name = "DOI";
        Description = "A DOI in canonical spelling, lower case: `10.5555/abc`. As input, addresses and `doi:` are understood.";
        this.ApplyDirective("specifiedBy", "url", "https://www.doi.org/the-identifier/resources/handbook");
    }

    protected override string Form => "a DOI such as 10.5555/abc or https://doi.org/10.5555/abc";

    protected override string? Read(string text) => Doi.TryParse(text, out var doi) ? doi.Value : null;
}

internal sealed class OrcidScalar : TextScalar<string>
{
    public OrcidScalar()
    {
        Name = "ORCID";
        Description = "An ORCID iD: `0000-0002-1825-0097`; its checksum is verified. As input, addresses are understood.";
        this.ApplyDirective("specifiedBy", "url", "https://support.orcid.org/hc/en-us/articles/360006897674");
    }

    protected override string Form =>
        "an ORCID iD with a right check digit, such as 0000-0002-1825-0097 or https://orcid.org/0000-0002-1825-0097";

    protected override string? Read(string text) => Orcid.TryParse(text, out var orcid) ? orcid.Value : null;
}

internal sealed class RorScalar : TextScalar<string>
{
    public RorScalar()
    {
        Name = "ROR";
        Description = "A ROR id of an organisation: `03yrm5c26`; its checksum is verified. As input, addresses are understood.";
        this.ApplyDirective("specifiedBy", "url", "https://ror.readme.io/docs/identifier");
    }

    protected override string Form => "a ROR id such as 03yrm5c26 or https://ror.org/03yrm5c26";

    protected override string? Read(string text) => RorId.TryParse(text, out var ror) ? ror.Value : null;
}

internal sealed class LanguageTagScalar : TextScalar<string>
{
    public LanguageTagScalar()
    {
        Name = "LanguageTag";
        Description = "A language (BCP 47), with the script where it has several: `en`, `sr-Cyrl`, `sr-Latn`; `und` when unknown.";
        this.ApplyDirective("specifiedBy", "url", "https://www.rfc-editor.org/rfc/rfc5646");
    }

    protected override string Form => "a BCP 47 tag such as en or sr-Latn";

    protected override string? Read(string text) => LanguageTag.Canonical(text);
}

internal sealed class LongScalar : ScalarGraphType
{
    public LongScalar()
    {
        Name = "Long";
        Description = "A whole number of up to 53 bits, so that every JSON reader keeps it exact.";
        this.ApplyDirective("specifiedBy", "url", "https://scalars.graphql.org/chillicream/long.html");
    }

    public override object? ParseLiteral(GraphQLValue value) =>
        value switch
        {
            GraphQLNullValue => null,
            GraphQLIntValue number
                when long.TryParse(number.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var parsed) => parsed,
            _ => ThrowLiteralConversionError(value, "Expected a whole number."),
        };

    public override object? ParseValue(object? value) =>
        value switch
        {
            null => null,
            int number => (long)number,
            long number => number,
            _ => ThrowValueConversionError(value),
        };
}
