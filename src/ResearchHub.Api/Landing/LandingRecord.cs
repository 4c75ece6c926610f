using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.People;
using ResearchHub.Core.Publishing;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.Landing;

/// <summary>A public output with what its page shows: what anybody may read, and nothing else. Texts are in the language wanted or the nearest there is.</summary>
internal sealed record LandingRecord
{
    public required OutputRow Output { get; init; }
    public required LocalizedText Title { get; init; }
    public LocalizedText? Abstract { get; init; }

    /// <summary>Where readers find it.</summary>
    public required string Page { get; init; }

    /// <summary>The address to cite: that of its DOI, else of its page.</summary>
    public required string CiteAs { get; init; }

    /// <summary>Its persistent identifier as people write it; null when it has none.</summary>
    public string? Identifier { get; init; }
    public required IReadOnlyList<LandingPerson> Authors { get; init; }
    public required IReadOnlyList<LandingPerson> Contributors { get; init; }
    public LicenseRow? License { get; init; }

    /// <summary>Addresses of the web where it can be read.</summary>
    public required IReadOnlyList<LinkRow> Links { get; init; }

    /// <summary>Files that anybody may download.</summary>
    public required IReadOnlyList<LandingFile> Files { get; init; }

    /// <summary>Every public version with its page, newest first.</summary>
    public required IReadOnlyList<(OutputRow Output, string Page)> Versions { get; init; }

    /// <summary>The reference in the usual style.</summary>
    public required string Citation { get; init; }

    /// <summary>Address on this server that sends the record in another form.</summary>
    public required Func<LandingFormat, string> AddressOf { get; init; }

    public bool IsRetracted => Output.State == PublicationState.Retracted;

    /// <summary>Reads it with a number of statements that does not depend on the record.</summary>
    public static async Task<LandingRecord> ReadAsync(
        IServiceProvider services,
        OutputRow output,
        string? language,
        CancellationToken cancellationToken
    )
    {
        var (links, outputs) = (services.GetRequiredService<SiteLinks>(), services.GetRequiredService<OutputQueries>());
        var (parts, ids) = (services.GetRequiredService<OutputPartQueries>(), services.GetRequiredService<IPersistentIds>());
        long[] key = [output.Id];
        var contributions = (await parts.ContributionsAsync(key, cancellationToken))[output.Id].ToArray();
        var addresses = (await parts.LinksAsync(key, cancellationToken))[output.Id].ToArray();
        var identifiers = (await parts.IdentifiersAsync(key, cancellationToken))[output.Id];
        var files = (await parts.FilesAsync(key, cancellationToken))[output.Id];
        var abstracts = (await outputs.AbstractsAsync(key, cancellationToken)).GetValueOrDefault(output.Id);
        var licenses = await parts.LicensesAsync(output.LicenseId is { } license ? [license] : [], cancellationToken);
        var versions = (await outputs.Versions().PagesAsync(key, new PageRequest(PageRequest.MaximumSize), cancellationToken))[output.Id];
        var people = contributions.ToLookup(row => row.ContributorType is null, LandingPerson.Of);
        var doi = Doi.TryParse(output.Doi, out var known) ? known : (Doi?)null;
        return new LandingRecord
        {
            Output = output,
            Title = output.Titles.Best(language)!,
            Abstract = abstracts?.Best(language),
            Page = links.Page(output),
            CiteAs = doi?.Url ?? links.Page(output),
            Identifier = doi?.Value ?? identifiers.FirstOrDefault(one => ids.IsOurs(one.Type, one.Value))?.Value,
            Authors = [.. people[true]],
            Contributors = [.. people[false]],
            License = output.LicenseId is { } id ? licenses.GetValueOrDefault(id) : null,
            Links = [.. addresses.Where(link => WebTarget.Of(link.Url) is not null)],
            Files = [.. files.Where(LifeCycle.IsOpen).Select(file => new LandingFile(file, links.At(DataFileGraph.DownloadPath(file))))],
            Versions = [.. versions.Items.Select(item => (item.Value, links.Page(item.Value)))],
            Citation = CitationFormatter.Format(
                CitationSources.Of(output, contributions, addresses, language),
                CitationStyle.Apa,
                language ?? "en"
            ),
            AddressOf = format => links.At($"/{SiteLinks.KindName(output.Kind)}/{output.Slug}.{format.Extension}"),
        };
    }
}

/// <summary>Somebody who contributed.</summary>
/// <param name="Url">Their identifier as an address, else their own page where everybody may know it.</param>
/// <param name="IsIdentified">Whether the address is an identifier: ORCID iD or ROR id.</param>
internal sealed record LandingPerson(string Name, bool IsOrganization, string? Url, bool IsIdentified)
{
    public static LandingPerson Of(ContributionRow row)
    {
        var (person, organization) = (row.Researcher, row.Organization);
        var id =
            person?.Orcid is { } orcid ? new Identifier(IdentifierType.Orcid, orcid).Url
            : organization?.Ror is { } ror ? new Identifier(IdentifierType.Ror, ror).Url
            : null;
        var page =
            person is null ? organization?.Url
            : person.Visibility.MaySee(Caller.Anonymous, person.Id, ProfileField.Url) ? person.Url
            : null;
        return new LandingPerson(
            person?.Name ?? organization?.Name ?? row.NameAsPrinted,
            organization is not null,
            id ?? WebTarget.Of(page),
            id is not null
        );
    }
}

/// <summary>A file and where it is downloaded from.</summary>
internal sealed record LandingFile(DataFileRow Row, string Url);

/// <summary>Addresses that a page may lead to.</summary>
internal static class WebTarget
{
    /// <summary>An address of the web in ASCII; null for all else.</summary>
    public static string? Of(string? url) =>
        Uri.TryCreate(url, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && System.Text.Ascii.IsValid(uri.AbsoluteUri)
            ? uri.AbsoluteUri
            : null;
}
