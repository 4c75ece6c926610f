using GraphQL;
using GraphQL.DataLoader;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>Outputs as they exist for the caller.</summary>
internal sealed class OutputLoader(VisibleOutputs outputs) : OneForLoader<Caller, OutputRow>(outputs.ByIdAsync);

/// <summary>What the caller may do with outputs.</summary>
internal sealed class OutputAccessLoader(OutputRights rights) : OneForLoader<Caller, OutputAccess>(rights.AccessAsync)
{
    /// <inheritdoc />
    protected override OutputAccess Absent(Caller arguments, long key) => OutputAccess.None;
}

/// <summary>Outputs and rights on them, as loaders of the caller.</summary>
internal static class OutputLoading
{
    /// <summary>The output of this key, where it exists for the caller.</summary>
    public static IDataLoaderResult<OutputRow> Output(this IResolveFieldContext context, long key) =>
        context.Loader<OutputLoader>().LoadAsync(context.Caller(), key);

    /// <summary>What the caller may do with an output.</summary>
    public static IDataLoaderResult<OutputAccess> AccessTo(this IResolveFieldContext context, long output) =>
        context.Loader<OutputAccessLoader>().LoadAsync(context.Caller(), output);
}

internal sealed class VersionsLoader(OutputQueries queries) : ChildrenLoader<OutputRow>(queries.Versions);

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
