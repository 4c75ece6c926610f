using Npgsql;
using NpgsqlTypes;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Core.Seeding;

/// <summary>Writes new records with all their parts, publishes them, keeps their first version and says so in the change feed.</summary>
internal static class OutputWriter
{
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    private static CopyTable<OutputDraft> Outputs(DateTimeOffset now) =>
        new(
            "research_outputs",
            ("id", NpgsqlDbType.Bigint, output => output.Id),
            ("kind", NpgsqlDbType.Text, output => ConstantCase.Of(output.Kind)),
            ("slug", NpgsqlDbType.Text, output => output.Slug),
            ("state", NpgsqlDbType.Text, _ => ConstantCase.Of(PublicationState.Draft)),
            ("version", NpgsqlDbType.Integer, _ => 1),
            ("title", NpgsqlDbType.Text, output => output.Titles[0].Text),
            ("titles", NpgsqlDbType.Jsonb, output => SeedDatabase.Texts(output.Titles)),
            ("abstracts", NpgsqlDbType.Jsonb, output => SeedDatabase.Texts(output.Abstracts)),
            ("languages", Texts, output => output.Languages),
            ("doi", NpgsqlDbType.Text, output => output.Doi),
            ("published_on", NpgsqlDbType.Date, output => output.PublishedOn),
            ("published_year", NpgsqlDbType.Integer, output => output.Year),
            ("container_title", NpgsqlDbType.Text, output => output.Container),
            ("volume", NpgsqlDbType.Text, output => output.Volume),
            ("issue", NpgsqlDbType.Text, output => output.Issue),
            ("pages", NpgsqlDbType.Text, output => output.Pages),
            ("publisher", NpgsqlDbType.Text, output => output.Publisher),
            ("license_id", NpgsqlDbType.Text, output => output.LicenseId),
            ("access", NpgsqlDbType.Text, output => ConstantCase.Of(output.Access)),
            ("attribution", NpgsqlDbType.Text, output => output.Attribution),
            ("source", NpgsqlDbType.Text, output => output.Source),
            ("source_id", NpgsqlDbType.Text, output => output.SourceId),
            ("created_at", NpgsqlDbType.TimestampTz, _ => now),
            ("updated_at", NpgsqlDbType.TimestampTz, _ => now),
            ("study_type", NpgsqlDbType.Text, output => output.StudyType is { } type ? ConstantCase.Of(type) : null),
            ("study_design", NpgsqlDbType.Text, output => output.Design is { } design ? ConstantCase.Of(design) : null),
            ("access_mode", NpgsqlDbType.Text, output => output.AccessMode is { } mode ? ConstantCase.Of(mode) : null),
            ("coverage_from", NpgsqlDbType.Date, output => output.CoverageFrom),
            ("coverage_to", NpgsqlDbType.Date, output => output.CoverageTo),
            ("learning_format", NpgsqlDbType.Text, output => output.Format is { } format ? ConstantCase.Of(format) : null),
            ("audience", Texts, output => output.Audience)
        );

    private static readonly CopyTable<Part<ContributorDraft>> Contributions = new(
        "contributions",
        ("output_id", NpgsqlDbType.Bigint, part => part.OutputId),
        ("position", NpgsqlDbType.Integer, part => part.Position),
        ("researcher_id", NpgsqlDbType.Bigint, part => part.Value.ResearcherId),
        ("organization_id", NpgsqlDbType.Bigint, part => part.Value.OrganizationId),
        ("name_as_printed", NpgsqlDbType.Text, part => part.Value.Printed),
        ("credit_roles", Texts, _ => Array.Empty<string>()),
        ("contributor_type", NpgsqlDbType.Text, part => part.Value.Type),
        ("affiliation_id", NpgsqlDbType.Bigint, part => part.Value.AffiliationId),
        ("affiliation_as_printed", NpgsqlDbType.Text, part => part.Value.Affiliation)
    );

    private static readonly CopyTable<Part<(IdentifierType Type, string Value)>> Identifiers = new(
        "output_identifiers",
        ("output_id", NpgsqlDbType.Bigint, part => part.OutputId),
        ("type", NpgsqlDbType.Text, part => ConstantCase.Of(part.Value.Type)),
        ("value", NpgsqlDbType.Text, part => part.Value.Value)
    );

    private static readonly CopyTable<Part<LinkDraft>> Links = new(
        "output_links",
        ("output_id", NpgsqlDbType.Bigint, part => part.OutputId),
        ("position", NpgsqlDbType.Integer, part => part.Position),
        ("url", NpgsqlDbType.Text, part => part.Value.Url),
        ("kind", NpgsqlDbType.Text, part => ConstantCase.Of(part.Value.Kind)),
        ("label", NpgsqlDbType.Text, part => part.Value.Label),
        ("media_type", NpgsqlDbType.Text, part => part.Value.MediaType),
        ("language", NpgsqlDbType.Text, part => part.Value.Language)
    );

    private static readonly CopyTable<Part<long>> Concepts = Keys("output_concepts", "concept_id");
    private static readonly CopyTable<Part<long>> Places = Keys("output_places", "place_id");

    private static readonly CopyTable<Part<(string Name, long OrganizationId)>> Funding = new(
        "funding_references",
        ("output_id", NpgsqlDbType.Bigint, part => part.OutputId),
        ("position", NpgsqlDbType.Integer, part => part.Position),
        ("organization_id", NpgsqlDbType.Bigint, part => part.Value.OrganizationId),
        ("funder_name", NpgsqlDbType.Text, part => part.Value.Name)
    );

    private static readonly CopyTable<Part<DataFileDraft>> Files = new(
        "data_files",
        ("id", NpgsqlDbType.Bigint, part => part.Value.Id),
        ("output_id", NpgsqlDbType.Bigint, part => part.OutputId),
        ("position", NpgsqlDbType.Integer, part => part.Position),
        ("name", NpgsqlDbType.Text, part => part.Value.Name),
        ("media_type", NpgsqlDbType.Text, part => part.Value.MediaType),
        ("bytes", NpgsqlDbType.Bigint, part => part.Value.Bytes),
        ("sha256", NpgsqlDbType.Text, part => part.Value.Sha256),
        ("rows", NpgsqlDbType.Bigint, part => part.Value.Rows),
        ("storage_key", NpgsqlDbType.Text, part => part.Value.StorageKey)
    );

    private static readonly CopyTable<Part<VariableDraft>> Variables = new(
        "variables",
        ("data_file_id", NpgsqlDbType.Bigint, part => part.OutputId),
        ("position", NpgsqlDbType.Integer, part => part.Position),
        ("name", NpgsqlDbType.Text, part => part.Value.Name),
        ("label", NpgsqlDbType.Text, part => part.Value.Label),
        ("type", NpgsqlDbType.Text, part => part.Value.Type),
        ("unit", NpgsqlDbType.Text, part => part.Value.Unit),
        ("minimum", NpgsqlDbType.Text, part => part.Value.Minimum),
        ("maximum", NpgsqlDbType.Text, part => part.Value.Maximum),
        ("missing_count", NpgsqlDbType.Bigint, part => part.Value.Missing),
        ("categories", NpgsqlDbType.Jsonb, part => part.Value.Categories)
    );

    /// <summary>Writes records; the caller holds the transaction.</summary>
    public static async Task WriteAsync(
        NpgsqlConnection connection,
        IReadOnlyList<OutputDraft> outputs,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        if (outputs.Count == 0)
        {
            return;
        }
        await Outputs(now).WriteAsync(connection, outputs, cancellationToken);
        await Contributions.WriteAsync(connection, Parts(outputs, output => output.Contributors), cancellationToken);
        await Identifiers.WriteAsync(connection, Parts(outputs, output => output.Identifiers), cancellationToken);
        await Links.WriteAsync(connection, Parts(outputs, output => output.Links), cancellationToken);
        await Concepts.WriteAsync(connection, Parts(outputs, output => output.ConceptIds), cancellationToken);
        await Places.WriteAsync(connection, Parts(outputs, output => output.PlaceIds), cancellationToken);
        await Funding.WriteAsync(connection, Parts(outputs, output => output.Funders), cancellationToken);
        await Files.WriteAsync(connection, Parts(outputs, output => output.Files), cancellationToken);
        var files = outputs.SelectMany(output => output.Files);
        await Variables.WriteAsync(
            connection,
            files.SelectMany(file => file.Variables.Select((variable, at) => new Part<VariableDraft>(file.Id, at, variable))),
            cancellationToken
        );
        await OutputPublisher.PublishAsync(connection, [.. outputs.Select(output => output.Id)], now, cancellationToken);
    }

    private static IEnumerable<Part<T>> Parts<T>(IReadOnlyList<OutputDraft> outputs, Func<OutputDraft, IReadOnlyList<T>> parts) =>
        outputs.SelectMany(output => parts(output).Select((value, at) => new Part<T>(output.Id, at, value)));

    private static CopyTable<Part<long>> Keys(string table, string column) =>
        new(
            table,
            ("output_id", NpgsqlDbType.Bigint, part => part.OutputId),
            (column, NpgsqlDbType.Bigint, part => part.Value),
            ("position", NpgsqlDbType.Integer, part => part.Position)
        );

    private readonly record struct Part<T>(long OutputId, int Position, T Value);
}
