using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;

namespace ResearchHub.Api.GraphQL.Catalogue;

internal sealed class OutputLoader(OutputQueries queries) : OneLoader<long, OutputRow>(queries.ByIdAsync);

internal sealed class VersionsLoader(OutputQueries queries) : ManyLoader<OutputRow>(queries.VersionsAsync);

internal sealed class AbstractsLoader(OutputQueries queries) : OneLoader<long, LocalizedTexts>(queries.AbstractsAsync);

internal sealed class LicenseLoader(OutputPartQueries queries) : OneLoader<string, LicenseRow>(queries.LicensesAsync);

internal sealed class ContributionsLoader(OutputPartQueries queries) : ManyLoader<ContributionRow>(queries.ContributionsAsync);

internal sealed class IdentifiersLoader(OutputPartQueries queries) : ManyLoader<IdentifierRow>(queries.IdentifiersAsync);

internal sealed class LinksLoader(OutputPartQueries queries) : ManyLoader<LinkRow>(queries.LinksAsync);

internal sealed class FundingLoader(OutputPartQueries queries) : ManyLoader<FundingRow>(queries.FundingAsync);

internal sealed class FilesLoader(OutputPartQueries queries) : ManyLoader<DataFileRow>(queries.FilesAsync);

internal sealed class VariablesLoader(OutputPartQueries queries) : ManyLoader<VariableRow>(queries.VariablesAsync);

/// <summary>Types joined by commas, so that equal lists are equal; null for all.</summary>
internal sealed record RelationArguments(string? Types, PageRequest Page)
{
    public static RelationArguments Of(IEnumerable<RelationType>? types, PageRequest page) =>
        new(types is null ? null : string.Join(',', types.Distinct().Order()), page);

    public IReadOnlyList<RelationType>? TypeList =>
        Types?.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Enum.Parse<RelationType>).ToArray();
}

internal sealed class RelationsLoader(OutputPartQueries queries)
    : ChildPageLoader<RelationArguments, RelationRow>(
        (arguments, keys, cancellationToken) => queries.RelationsAsync(keys, arguments.TypeList, arguments.Page, cancellationToken)
    );

internal sealed class RelationCountLoader(OutputPartQueries queries)
    : ChildCountLoader<RelationArguments>(
        (arguments, keys, cancellationToken) => queries.CountRelationsAsync(keys, arguments.TypeList, cancellationToken)
    );

internal sealed record RelatedArguments(RecordKind Kind, PageRequest Page);

internal sealed class RelatedLoader(OutputPartQueries queries)
    : ChildPageLoader<RelatedArguments, OutputRow>(
        (arguments, keys, cancellationToken) => queries.RelatedAsync(keys, arguments.Kind, arguments.Page, cancellationToken)
    );

internal sealed class RelatedCountLoader(OutputPartQueries queries)
    : ChildCountLoader<RelatedArguments>(
        (arguments, keys, cancellationToken) => queries.CountRelatedAsync(keys, arguments.Kind, cancellationToken)
    );
