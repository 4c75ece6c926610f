using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Publishing;

/// <summary>The records that a study's content names, found in the database; and the writing of it.</summary>
internal sealed class StudyParts
{
    private readonly Dictionary<long, string> _researchers = [];
    private readonly Dictionary<long, string> _organizations = [];
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);

    /// <summary>Finds what is named; what is not there becomes an error at its place in the input.</summary>
    /// <param name="output">The study that is revised; null for a new one.</param>
    public static async Task<StudyParts> ResolveAsync(
        HubDbContext context,
        StudyContent content,
        List<UserError> errors,
        long? output,
        CancellationToken cancellationToken
    )
    {
        var parts = new StudyParts();
        var contributors = content.Contributors.Value ?? [];
        var people = contributors.Select(one => one.ResearcherId).OfType<long>().ToArray();
        var firms = contributors.Select(one => one.OrganizationId).OfType<long>().ToArray();
        foreach (
            var person in await context.Researchers.AsNoTracking().Where(one => people.Contains(one.Id)).ToListAsync(cancellationToken)
        )
        {
            parts._researchers[person.Id] = person.Name;
        }
        foreach (var firm in await context.Organizations.AsNoTracking().Where(one => firms.Contains(one.Id)).ToListAsync(cancellationToken))
        {
            parts._organizations[firm.Id] = firm.Name;
        }
        foreach (var (index, one) in contributors.Index())
        {
            if (
                (one.ResearcherId is { } person && !parts._researchers.ContainsKey(person))
                || (one.OrganizationId is { } firm && !parts._organizations.ContainsKey(firm))
            )
            {
                errors.Add(new InvalidError("There is no such contributor.", At("contributors", index)));
            }
        }
        await parts.ResolveVocabulariesAsync(context, content, errors, cancellationToken);
        if (content.License.Value is { } license && !await context.Licenses.AnyAsync(one => one.Id == license, cancellationToken))
        {
            errors.Add(new InvalidError("Give the SPDX id of a licence, such as CC-BY-4.0.", ["input", "license"]));
        }
        if (
            content.Doi.Value is { } doi
            && await context.Identifiers.AnyAsync(one => one.Type == "DOI" && one.Value == doi && one.OutputId != output, cancellationToken)
        )
        {
            errors.Add(new InvalidError("Another output has this DOI already.", ["input", "doi"]));
        }
        return parts;
    }

    /// <summary>Writes the fields of the row that were given.</summary>
    public async Task WriteRowAsync(HubDbContext context, long id, StudyContent content, CancellationToken cancellationToken)
    {
        var study = await context.Studies.SingleAsync(one => one.Id == id, cancellationToken);
        var values = context.Entry(study).CurrentValues;
        if (content.Titles.IsGiven)
        {
            values[nameof(Study.Titles)] = content.Titles.Value!;
            values[nameof(Study.Title)] = content.Titles.Value![0].Text;
        }
        Set(nameof(Study.Abstracts), content.Abstracts.IsGiven, content.Abstracts.Value ?? []);
        Set(nameof(Study.Type), content.Type.IsGiven, content.Type.Value);
        Set(nameof(Study.Design), content.Design.IsGiven, content.Design.Value);
        Set(nameof(Study.Languages), content.Languages.IsGiven, (content.Languages.Value ?? []).ToArray());
        Set(nameof(Study.Doi), content.Doi.IsGiven, content.Doi.Value);
        Set(nameof(Study.PublishedOn), content.PublishedOn.IsGiven, content.PublishedOn.Value);
        Set(nameof(Study.PublishedYear), content.PublishedYear.IsGiven, content.PublishedYear.Value);
        if (content.PublishedOn is { IsGiven: true, Value: { } day })
        {
            values[nameof(Study.PublishedYear)] = day.Year;
        }
        Set(nameof(Study.ContainerTitle), content.ContainerTitle.IsGiven, content.ContainerTitle.Value);
        Set(nameof(Study.Publisher), content.Publisher.IsGiven, content.Publisher.Value);
        Set(nameof(Study.LicenseId), content.License.IsGiven, content.License.Value);
        Set(nameof(Study.Access), content.Access.IsGiven, content.Access.Value ?? AccessRight.Open);
        await context.SaveChangesAsync(cancellationToken);

        void Set(string property, bool isGiven, object? value)
        {
            if (isGiven)
            {
                values[property] = value;
            }
        }
    }

    /// <summary>Replaces the lists that were given.</summary>
    public async Task WritePartsAsync(HubDbContext context, long id, StudyContent content, CancellationToken cancellationToken)
    {
        if (content.Doi.IsGiven)
        {
            await context.Identifiers.Where(one => one.OutputId == id && one.Type == "DOI").ExecuteDeleteAsync(cancellationToken);
            if (content.Doi.Value is { } doi)
            {
                context.Add(
                    new OutputIdentifier
                    {
                        OutputId = id,
                        Type = "DOI",
                        Value = doi,
                    }
                );
            }
        }
        if (content.Contributors.IsGiven)
        {
            await context.Contributions.Where(one => one.OutputId == id).ExecuteDeleteAsync(cancellationToken);
            context.AddRange((content.Contributors.Value ?? []).Index().Select(one => Contribution(id, one.Index, one.Item)));
        }
        if (content.Concepts.IsGiven)
        {
            await context.OutputConcepts.Where(one => one.OutputId == id).ExecuteDeleteAsync(cancellationToken);
            context.AddRange(
                (content.Concepts.Value ?? [])
                    .Distinct()
                    .Index()
                    .Select(one => new OutputConcept
                    {
                        OutputId = id,
                        ConceptId = one.Item,
                        Position = one.Index,
                    })
            );
        }
        if (content.Places.IsGiven)
        {
            await context.OutputPlaces.Where(one => one.OutputId == id).ExecuteDeleteAsync(cancellationToken);
            context.AddRange(
                (content.Places.Value ?? [])
                    .Distinct(StringComparer.Ordinal)
                    .Index()
                    .Select(one => new OutputPlace
                    {
                        OutputId = id,
                        PlaceId = _places[one.Item],
                        Position = one.Index,
                    })
            );
        }
        if (content.Links.IsGiven)
        {
            await context.Links.Where(one => one.OutputId == id).ExecuteDeleteAsync(cancellationToken);
            context.AddRange(
                (content.Links.Value ?? [])
                    .Index()
                    .Select(one => new OutputLink
                    {
                        OutputId = id,
                        Position = one.Index,
                        Url = one.Item.Url,
                        Kind = one.Item.Kind,
                        Label = one.Item.Label,
                    })
            );
        }
        await context.SaveChangesAsync(cancellationToken);
    }

    private async Task ResolveVocabulariesAsync(
        HubDbContext context,
        StudyContent content,
        List<UserError> errors,
        CancellationToken cancellationToken
    )
    {
        var concepts = content.Concepts.Value ?? [];
        var known = await context.Concepts.Where(one => concepts.Contains(one.Id)).Select(one => one.Id).ToListAsync(cancellationToken);
        foreach (var (index, concept) in concepts.Index())
        {
            if (!known.Contains(concept))
            {
                errors.Add(new InvalidError("There is no such concept.", At("concepts", index)));
            }
        }
        var codes = content.Places.Value ?? [];
        foreach (var place in await context.Places.AsNoTracking().Where(one => codes.Contains(one.Code)).ToListAsync(cancellationToken))
        {
            _places[place.Code] = place.Id;
        }
        foreach (var (index, code) in codes.Index())
        {
            if (!_places.ContainsKey(code))
            {
                errors.Add(new InvalidError("There is no place of this code.", At("places", index)));
            }
        }
    }

    private Contribution Contribution(long id, int position, ContributionContent one) =>
        new()
        {
            OutputId = id,
            Position = position,
            ResearcherId = one.ResearcherId,
            OrganizationId = one.OrganizationId,
            NameAsPrinted =
                one.NameAsPrinted ?? (one.ResearcherId is { } person ? _researchers[person] : _organizations[one.OrganizationId!.Value]),
            CreditRoles = [.. one.CreditRoles.Select(ConstantCase.Of)],
        };

    private static string[] At(string field, int index) =>
        ["input", field, index.ToString(System.Globalization.CultureInfo.InvariantCulture)];
}
