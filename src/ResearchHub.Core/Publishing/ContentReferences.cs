using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Core.Publishing;

/// <summary>The records that an output's content names, found in the database.</summary>
internal sealed class ContentReferences
{
    private readonly Dictionary<long, string> _researchers = [];
    private readonly Dictionary<long, string> _organizations = [];
    private readonly Dictionary<string, long> _places = new(StringComparer.Ordinal);

    /// <summary>Displayed name of a person.</summary>
    public string Researcher(long id) => _researchers[id];

    /// <summary>Displayed name of an organisation.</summary>
    public string Organization(long id) => _organizations[id];

    /// <summary>Key of a place.</summary>
    public long Place(string code) => _places[code];

    /// <summary>Finds what is named; what is not there becomes an error at its place in the input.</summary>
    /// <param name="output">The output that is revised; null for a new one.</param>
    public static async Task<ContentReferences> FindAsync(
        HubDbContext context,
        OutputContent content,
        List<UserError> errors,
        long? output,
        IPersistentIds ids,
        OutputGate gate,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var found = new ContentReferences();
        await found.FindPeopleAsync(context, content, errors, cancellationToken);
        await FindNamesAsync(context, content, errors, output, cancellationToken);
        await found.FindVocabulariesAsync(context, content, errors, cancellationToken);
        await FindOutputsAsync(context, content, errors, output, gate, caller, cancellationToken);
        if (content.License.Value is { } license && !await context.Licenses.AnyAsync(one => one.Id == license, cancellationToken))
        {
            errors.Add(new InvalidError("Give the SPDX id of a licence, such as CC-BY-4.0.", ["input", "license"]));
        }
        await FindIdentifiersAsync(context, content, errors, output, ids, cancellationToken);
        await FindVariablesAsync(context, content, errors, output, cancellationToken);
        return found;
    }

    private async Task FindPeopleAsync(
        HubDbContext context,
        OutputContent content,
        List<UserError> errors,
        CancellationToken cancellationToken
    )
    {
        var contributors = content.Contributors.Value ?? [];
        var funding = content.Funding.Value ?? [];
        var people = contributors.Select(one => one.ResearcherId).OfType<long>().ToArray();
        var firms = contributors
            .SelectMany(one => new[] { one.OrganizationId, one.AffiliationId })
            .Concat(funding.Select(one => one.OrganizationId))
            .OfType<long>()
            .ToArray();
        foreach (
            var person in await context.Researchers.AsNoTracking().Where(one => people.Contains(one.Id)).ToListAsync(cancellationToken)
        )
        {
            _researchers[person.Id] = person.Name;
        }
        foreach (var firm in await context.Organizations.AsNoTracking().Where(one => firms.Contains(one.Id)).ToListAsync(cancellationToken))
        {
            _organizations[firm.Id] = firm.Name;
        }
        foreach (var (index, one) in contributors.Index())
        {
            if ((one.ResearcherId is { } person && !_researchers.ContainsKey(person)) || IsMissing(one.OrganizationId))
            {
                errors.Add(new InvalidError("There is no such contributor.", At("contributors", index)));
            }
            if (IsMissing(one.AffiliationId))
            {
                errors.Add(new InvalidError("There is no such organisation.", [.. At("contributors", index), "affiliation"]));
            }
        }
        foreach (var (index, one) in funding.Index())
        {
            if (IsMissing(one.OrganizationId))
            {
                errors.Add(new InvalidError("There is no such organisation.", [.. At("funding", index), "organization"]));
            }
        }
        bool IsMissing(long? firm) => firm is { } key && !_organizations.ContainsKey(key);
    }

    /// <summary>Who stands there by name alone may stay, as often as before; nobody comes so.</summary>
    private static async Task FindNamesAsync(
        HubDbContext context,
        OutputContent content,
        List<UserError> errors,
        long? output,
        CancellationToken cancellationToken
    )
    {
        var named = (content.Contributors.Value ?? [])
            .Index()
            .Where(one => one.Item is { ResearcherId: null, OrganizationId: null, NameAsPrinted: not null })
            .ToArray();
        if (named.Length == 0)
        {
            return;
        }
        var standing = await context
            .Contributions.Where(one => one.OutputId == output && one.ResearcherId == null && one.OrganizationId == null)
            .Select(one => one.NameAsPrinted)
            .ToListAsync(cancellationToken);
        foreach (var (index, one) in named)
        {
            if (!standing.Remove(one.NameAsPrinted!))
            {
                errors.Add(
                    new InvalidError(
                        "Name a researcher or an organisation; 'nameAsPrinted' alone is for who stands there so already.",
                        At("contributors", index)
                    )
                );
            }
        }
    }

    private async Task FindVocabulariesAsync(
        HubDbContext context,
        OutputContent content,
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

    private static async Task FindOutputsAsync(
        HubDbContext context,
        OutputContent content,
        List<UserError> errors,
        long? output,
        OutputGate gate,
        Caller caller,
        CancellationToken cancellationToken
    )
    {
        var relations = content.Relations.Value ?? [];
        var targets = relations.Select(one => one.TargetId).OfType<long>().ToArray();
        if (targets.Length == 0)
        {
            return;
        }
        // None of them is deleted between this look and the writing.
        await context.Database.ExecuteSqlAsync(
            $"select from research_outputs where id = any({targets}) order by id for key share",
            cancellationToken
        );
        var known = await gate.VisibleAsync(context, targets, caller, cancellationToken);
        foreach (var (index, one) in relations.Index())
        {
            // What one may not see does not exist, here too.
            if (one.TargetId is { } target && (target == output || !known.Contains(target)))
            {
                errors.Add(new InvalidError("There is no other output of this id.", [.. At("relations", index), "output"]));
            }
        }
    }

    private static async Task FindIdentifiersAsync(
        HubDbContext context,
        OutputContent content,
        List<UserError> errors,
        long? output,
        IPersistentIds ids,
        CancellationToken cancellationToken
    )
    {
        (string[] At, IdentifierType Type, string? Value)[] given =
        [
            (["input", "doi"], IdentifierType.Doi, content.Doi.Value),
            .. (content.Identifiers.Value ?? [])
                .Index()
                .Select(one => (At("identifiers", one.Index), one.Item.Type, Identifier.TryNormalize(one.Item.Type, one.Item.Value))),
        ];
        var wanted = given.Where(one => one.Value is not null).ToArray();
        // Whoever claims one of these at the same time waits here, and then sees that it is taken.
        await IdentifierLocks.TakeAsync(
            context,
            [
                .. wanted.Select(one => (Common.ConstantCase.Of(one.Type), one.Value!)),
                .. (content.Relations.Value ?? [])
                    .Select(one => one.Identifier?.Known())
                    .OfType<Identifier>()
                    .Select(one => (Common.ConstantCase.Of(one.Type), one.Value)),
            ],
            cancellationToken
        );
        var seen = new HashSet<(IdentifierType, string)>();
        foreach (var (at, type, value) in wanted)
        {
            if (ids.IsOurs(type, value!))
            {
                errors.Add(new InvalidError("Identifiers with this prefix are given with the publication; leave it out.", at));
                continue;
            }
            var name = Common.ConstantCase.Of(type);
            var isTaken =
                await context.Identifiers.AnyAsync(
                    one => one.Type == name && one.Value == value && one.OutputId != output,
                    cancellationToken
                )
                || (
                    type == IdentifierType.Doi
                    && await context.Outputs.AnyAsync(one => one.Doi == value && one.Id != output, cancellationToken)
                );
            if (isTaken || !seen.Add((type, value!)))
            {
                errors.Add(new InvalidError($"Another output has this {type.DataCiteName()} already, or it comes twice.", at));
            }
        }
    }

    private static async Task FindVariablesAsync(
        HubDbContext context,
        OutputContent content,
        List<UserError> errors,
        long? output,
        CancellationToken cancellationToken
    )
    {
        if (content.Variables.Value is not { Count: > 0 } variables)
        {
            return;
        }
        var known = await context
            .DataFiles.Where(file => file.OutputId == output)
            .Join(
                context.Variables,
                file => file.Id,
                variable => variable.DataFileId,
                (_, variable) => new { variable.DataFileId, variable.Name }
            )
            .ToListAsync(cancellationToken);
        foreach (var (index, one) in variables.Index())
        {
            if (!known.Contains(new { DataFileId = one.FileId, one.Name }))
            {
                errors.Add(new InvalidError("There is no such column in a file of this dataset.", At("variables", index)));
            }
        }
    }

    private static string[] At(string field, int index) => ["input", field, index.ToString(CultureInfo.InvariantCulture)];
}
