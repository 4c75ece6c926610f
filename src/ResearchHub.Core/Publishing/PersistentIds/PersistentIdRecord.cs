using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Publishing.PersistentIds;

/// <summary>A relation whose other end has an identifier.</summary>
public sealed record RelatedIdentifier(RelationType Type, Identifier Identifier);

/// <summary>What a registry of identifiers is told of an output.</summary>
public sealed record PersistentIdRecord(
    Identifier Identifier,
    OutputRow Output,
    LocalizedTexts Abstracts,
    IReadOnlyList<ContributionRow> Contributors,
    IReadOnlyList<FundingRow> Funding,
    IReadOnlyList<ConceptRow> Concepts,
    IReadOnlyList<RelatedIdentifier> Relations,
    IReadOnlyList<DataFileRow> Files,
    LicenseRow? License
);

/// <summary>Reads outputs as registries of identifiers want them.</summary>
public sealed class PersistentIdQueries(OutputQueries outputs, OutputPartQueries parts, VocabularyQueries vocabularies)
{
    private const int MostRelations = 100;

    /// <summary>The record; null when it is not public.</summary>
    public async Task<PersistentIdRecord?> FindAsync(long id, Identifier identifier, CancellationToken cancellationToken)
    {
        long[] key = [id];
        if (!(await outputs.ByIdAsync(key, cancellationToken)).TryGetValue(id, out var output))
        {
            return null;
        }
        var license = output.LicenseId is { } spdx ? await parts.LicensesAsync([spdx], cancellationToken) : null;
        return new PersistentIdRecord(
            identifier,
            output,
            (await outputs.AbstractsAsync(key, cancellationToken))[id],
            [.. (await parts.ContributionsAsync(key, cancellationToken))[id]],
            [.. (await parts.FundingAsync(key, cancellationToken))[id]],
            [.. (await vocabularies.OfOutputsAsync(key, cancellationToken))[id]],
            await RelationsAsync(id, cancellationToken),
            [.. (await parts.FilesAsync(key, cancellationToken))[id]],
            license?.Values.FirstOrDefault()
        );
    }

    private async Task<IReadOnlyList<RelatedIdentifier>> RelationsAsync(long id, CancellationToken cancellationToken)
    {
        var page = (await parts.RelationsAsync([id], null, new PageRequest(MostRelations), cancellationToken))[id];
        var rows = page.Items.Select(item => item.Value).ToArray();
        var others = await outputs.ByIdAsync([.. rows.Select(row => row.OtherId).OfType<long>()], cancellationToken);
        return
        [
            .. rows.Select(row =>
                    row.OtherId is { } other
                        ? others.TryGetValue(other, out var output) && output.Doi is { } doi
                            ? new RelatedIdentifier(row.Type, new Identifier(IdentifierType.Doi, doi))
                            : null
                        : new RelatedIdentifier(row.Type, new Identifier(row.TargetIdentifierType!.Value, row.TargetIdentifier!))
                )
                .OfType<RelatedIdentifier>(),
        ];
    }
}
