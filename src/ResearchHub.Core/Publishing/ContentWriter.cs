using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Npgsql;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>Writes an output's content, checked before: the fields of the row, and the lists, of what was given.</summary>
internal static class ContentWriter
{
    private const string DoiType = "DOI";

    public static async Task WriteAsync(
        HubDbContext context,
        long id,
        OutputContent content,
        ContentReferences references,
        CancellationToken cancellationToken
    )
    {
        var output = await context.Outputs.SingleAsync(one => one.Id == id, cancellationToken);
        var values = context.Entry(output).CurrentValues;
        WriteRow(values, content);
        WriteKind(values, content);
        WriteAccess(values, content, output);
        await context.SaveChangesAsync(cancellationToken);
        await WriteIdentifiersAsync(context, id, content, cancellationToken);
        await ReplaceAsync(context, context.Contributions.Where(one => one.OutputId == id), content.Contributors, Contribution);
        await ReplaceAsync(context, context.OutputConcepts.Where(one => one.OutputId == id), content.Concepts, Concept);
        await ReplaceAsync(context, context.OutputPlaces.Where(one => one.OutputId == id), content.Places, Place);
        await ReplaceAsync(context, context.Links.Where(one => one.OutputId == id), content.Links, Link);
        await ReplaceAsync(context, context.Funding.Where(one => one.OutputId == id), content.Funding, Funding);
        await ReplaceAsync(
            context,
            context.Relations.Where(one => one.SourceId == id && one.Type != VersionRelation),
            content.Relations,
            Relation
        );
        foreach (var variable in content.Variables.Value ?? [])
        {
            await DescribeAsync(context, variable, cancellationToken);
        }
        await context.SaveChangesAsync(cancellationToken);
        if (content.Relations.IsGiven)
        {
            await RelationTargets.FindAsync((NpgsqlConnection)context.Database.GetDbConnection(), [id], cancellationToken);
        }

        async Task ReplaceAsync<TRow, TContent>(
            HubDbContext db,
            IQueryable<TRow> rows,
            Given<IReadOnlyList<TContent>> given,
            Func<TContent, int, TRow> row
        )
            where TRow : class
        {
            if (given.IsGiven)
            {
                await rows.ExecuteDeleteAsync(cancellationToken);
                db.AddRange((given.Value ?? []).Distinct().Select(row));
            }
        }
        Contribution Contribution(ContributionContent one, int position) =>
            new()
            {
                OutputId = id,
                Position = position,
                ResearcherId = one.ResearcherId,
                OrganizationId = one.OrganizationId,
                NameAsPrinted =
                    one.NameAsPrinted
                    ?? (
                        one.ResearcherId is { } person ? references.Researcher(person) : references.Organization(one.OrganizationId!.Value)
                    ),
                CreditRoles = [.. one.CreditRoles.Distinct().Select(ConstantCase.Of)],
                ContributorType = one.Type is { } type ? ConstantCase.Of(type) : null,
                AffiliationId = one.AffiliationId,
                AffiliationAsPrinted = one.AffiliationAsPrinted ?? (one.AffiliationId is { } firm ? references.Organization(firm) : null),
            };
        OutputConcept Concept(long one, int position) =>
            new()
            {
                OutputId = id,
                ConceptId = one,
                Position = position,
            };
        OutputPlace Place(string one, int position) =>
            new()
            {
                OutputId = id,
                PlaceId = references.Place(one),
                Position = position,
            };
        OutputLink Link(LinkContent one, int position) =>
            new()
            {
                OutputId = id,
                Position = position,
                Url = one.Url,
                Kind = one.Kind,
                Label = one.Label,
                MediaType = one.MediaType,
                Language = one.Language,
            };
        FundingReference Funding(FundingContent one, int position) =>
            new()
            {
                OutputId = id,
                Position = position,
                OrganizationId = one.OrganizationId,
                FunderName = one.FunderName ?? references.Organization(one.OrganizationId!.Value),
                AwardNumber = one.AwardNumber,
                AwardTitle = one.AwardTitle,
                AwardUri = one.AwardUri,
            };
        OutputRelation Relation(RelationContent one, int position)
        {
            var known = one.Identifier?.Known();
            return new()
            {
                SourceId = id,
                Type = ConstantCase.Of(one.Type),
                TargetId = one.TargetId,
                TargetIdentifierType = known is null ? null : ConstantCase.Of(known.Type),
                TargetIdentifier = known?.Value,
                TargetTitle = one.Title,
            };
        }
    }

    /// <summary>The relation that ties versions together; no author writes it.</summary>
    internal static string VersionRelation { get; } = ConstantCase.Of(RelationType.IsNewVersionOf);

    private static void WriteRow(PropertyValues values, OutputContent content)
    {
        if (content.Titles.IsGiven)
        {
            values[nameof(ResearchOutput.Titles)] = content.Titles.Value!;
            values[nameof(ResearchOutput.Title)] = content.Titles.Value![0].Text;
        }
        Set(values, nameof(ResearchOutput.Abstracts), content.Abstracts, texts => texts ?? []);
        Set(values, nameof(ResearchOutput.Languages), content.Languages, tags => (tags ?? []).Distinct(StringComparer.Ordinal).ToArray());
        Set(values, nameof(ResearchOutput.Doi), content.Doi);
        Set(values, nameof(ResearchOutput.PublishedOn), content.PublishedOn);
        Set(values, nameof(ResearchOutput.PublishedYear), content.PublishedYear);
        if (content.PublishedOn is { IsGiven: true, Value: { } day })
        {
            values[nameof(ResearchOutput.PublishedYear)] = day.Year;
        }
        Set(values, nameof(ResearchOutput.ContainerTitle), content.ContainerTitle);
        Set(values, nameof(ResearchOutput.Volume), content.Volume);
        Set(values, nameof(ResearchOutput.Issue), content.Issue);
        Set(values, nameof(ResearchOutput.Pages), content.Pages);
        Set(values, nameof(ResearchOutput.Publisher), content.Publisher);
        Set(values, nameof(ResearchOutput.LicenseId), content.License);
        Set(values, nameof(ResearchOutput.Attribution), content.Attribution);
    }

    private static void WriteKind(PropertyValues values, OutputContent content)
    {
        Set(values, nameof(Study.Type), content.StudyType, type => type!.Value);
        Set(values, nameof(Study.Design), content.Design);
        Set(values, nameof(Dataset.AccessMode), content.AccessMode, mode => mode!.Value);
        if (content.TemporalCoverage.IsGiven)
        {
            values[nameof(Dataset.CoverageFrom)] = content.TemporalCoverage.Value?.From;
            values[nameof(Dataset.CoverageTo)] = content.TemporalCoverage.Value?.To;
        }
        Set(values, nameof(LearningResource.Format), content.Format, format => format!.Value);
        Set(
            values,
            nameof(LearningResource.Audience),
            content.Audience,
            levels => (levels ?? []).Distinct().Select(ConstantCase.Of).ToArray()
        );
        Set(values, nameof(LearningResource.DurationMinutes), content.DurationMinutes);
    }

    private static void WriteAccess(PropertyValues values, OutputContent content, ResearchOutput output) =>
        Set(
            values,
            nameof(ResearchOutput.Access),
            content.Access,
            access =>
                access ?? DataAccessRules.UsualRight(output is Dataset ? values.GetValue<DataAccessMode>(nameof(Dataset.AccessMode)) : null)
        );

    private static void Set<T>(PropertyValues values, string property, Given<T> given, Func<T?, object>? stored = null)
    {
        if (given.IsGiven)
        {
            values[property] = stored is null ? given.Value : stored(given.Value);
        }
    }

    private static async Task DescribeAsync(HubDbContext context, VariableContent one, CancellationToken cancellationToken)
    {
        var column = await context.Variables.SingleAsync(
            variable => variable.DataFileId == one.FileId && variable.Name == one.Name,
            cancellationToken
        );
        var values = context.Entry(column).CurrentValues;
        Set(values, nameof(Variable.Label), one.Label);
        Set(values, nameof(Variable.Unit), one.Unit);
    }

    private static async Task WriteIdentifiersAsync(
        HubDbContext context,
        long id,
        OutputContent content,
        CancellationToken cancellationToken
    )
    {
        var old = context.Identifiers.Where(one => one.OutputId == id);
        if (content.Identifiers.IsGiven)
        {
            await old.Where(one => one.Type != DoiType).ExecuteDeleteAsync(cancellationToken);
            context.AddRange(
                (content.Identifiers.Value ?? []).Select(one => Identified(one.Type, Identifier.Normalize(one.Type, one.Value)))
            );
        }
        if (content.Doi.IsGiven)
        {
            await old.Where(one => one.Type == DoiType).ExecuteDeleteAsync(cancellationToken);
            if (content.Doi.Value is { } doi)
            {
                context.Add(Identified(IdentifierType.Doi, doi));
            }
        }
        OutputIdentifier Identified(IdentifierType type, string value) =>
            new()
            {
                OutputId = id,
                Type = ConstantCase.Of(type),
                Value = value,
            };
    }
}
