using System.Net;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Options;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.DataCite;

/// <summary>
/// DOIs of DataCite: a draft DOI is made, then published with its metadata. Either step can be repeated: a DOI that is there already is only
/// updated. Withdrawn outputs are hidden; their DOI goes on resolving.
/// </summary>
internal sealed partial class DataCiteIds(
    IOptions<PersistentIdOptions> options,
    SiteLinks links,
    TimeProvider time,
    ILogger<DataCiteIds> logger
) : IPersistentIds
{
    private readonly DataCiteClient _client = new(options.Value, time);

    /// <inheritdoc />
    public Identifier Of(long output) => new(IdentifierType.Doi, $"{options.Value.Prefix}/{IdSuffix.Of(output)}");

    /// <inheritdoc />
    public bool IsOurs(IdentifierType type, string value) =>
        type == IdentifierType.Doi && value.StartsWith(options.Value.Prefix + "/", StringComparison.OrdinalIgnoreCase);

    /// <inheritdoc />
    public async Task<string?> RegisterAsync(PersistentIdRecord record, CancellationToken cancellationToken)
    {
        var doi = record.Identifier.Value;
        var problem =
            record.Output.State == PublicationState.Withdrawn
                ? await HideAsync(doi, cancellationToken)
                : await PublishAsync(record, doi, cancellationToken);
        if (problem is not null)
        {
            LogRefused(doi);
        }
        return problem;
    }

    private async Task<string?> HideAsync(string doi, CancellationToken cancellationToken)
    {
        var hidden = await UpdateAsync(doi, new JsonObject { ["event"] = "hide" }, cancellationToken);
        return hidden.IsRefusal ? hidden.Problem : null;
    }

    private async Task<string?> PublishAsync(PersistentIdRecord record, string doi, CancellationToken cancellationToken)
    {
        var made = await _client.SendAsync(HttpMethod.Post, "dois", new JsonObject { ["doi"] = doi }, cancellationToken);
        // 422 and 409 say that the DOI is there: from an earlier attempt, or an earlier event.
        var mayBeThere = made.Status is HttpStatusCode.UnprocessableEntity or HttpStatusCode.Conflict;
        if (made.IsRefusal && !mayBeThere)
        {
            return made.Problem;
        }
        var attributes = DataCiteMetadata.Attributes(record, links.Page(record.Output));
        attributes["event"] = "publish";
        var published = await UpdateAsync(doi, attributes, cancellationToken);
        return published switch
        {
            // So it was not there, and could not be made.
            { Status: HttpStatusCode.NotFound } when made.IsRefusal => made.Problem,
            { IsRefusal: true } => published.Problem,
            { State: { } state and not "findable" } => $"DataCite took the metadata, but leaves the DOI in the state '{state}'.",
            _ => null,
        };
    }

    private Task<DataCiteAnswer> UpdateAsync(string doi, JsonObject attributes, CancellationToken cancellationToken) =>
        _client.SendAsync(HttpMethod.Put, $"dois/{doi}", attributes, cancellationToken);

    [LoggerMessage(231, LogLevel.Error, "DataCite refused {Doi}; identifierRegistrations tells why. It will be told again.")]
    private partial void LogRefused(string doi);
}
