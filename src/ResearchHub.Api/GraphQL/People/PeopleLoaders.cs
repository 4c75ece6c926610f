using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.People.Reading;

namespace ResearchHub.Api.GraphQL.People;

internal sealed class ResearcherLoader(PeopleQueries queries) : OneLoader<long, ResearcherRow>(queries.ResearchersByIdAsync);

internal sealed class OrganizationLoader(PeopleQueries queries) : OneLoader<long, OrganizationRow>(queries.OrganizationsByIdAsync);

internal sealed class AffiliationsLoader(PeopleQueries queries) : ManyLoader<AffiliationRow>(queries.AffiliationsAsync);

/// <param name="Field">The field's place in the document: its parents share the filter object.</param>
internal sealed record OutputsArguments(object Field, FilterCondition? Where, PageRequest Page)
{
    public bool Equals(OutputsArguments? other) => other is not null && ReferenceEquals(Field, other.Field) && Page == other.Page;

    public override int GetHashCode() => HashCode.Combine(System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(Field), Page);
}

internal sealed class ResearcherOutputsLoader(PeopleQueries queries)
    : ChildPageLoader<OutputsArguments, OutputRow>(
        (arguments, keys, cancellationToken) => queries.OutputsAsync(keys, arguments.Where, arguments.Page, cancellationToken)
    );

internal sealed class ResearcherOutputCountLoader(PeopleQueries queries)
    : ChildCountLoader<OutputsArguments>(
        (arguments, keys, cancellationToken) => queries.CountOutputsAsync(keys, arguments.Where, cancellationToken)
    );

internal sealed class CoauthorsLoader(PeopleQueries queries)
    : ChildPageLoader<PageRequest, CoauthorRow>((page, keys, cancellationToken) => queries.CoauthorsAsync(keys, page, cancellationToken));

internal sealed class CoauthorCountLoader(PeopleQueries queries)
    : ChildCountLoader<string>((_, keys, cancellationToken) => queries.CountCoauthorsAsync(keys, cancellationToken));
