using System.Reflection;
using GraphQL;
using GraphQL.Types;
using Microsoft.Extensions.Options;
using ResearchHub.Api.Access;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Publishing;
using ResearchHub.Core.Search;

namespace ResearchHub.Api.GraphQL.Repository;

/// <summary>Root fields about the server and the caller.</summary>
internal static class RepositoryRoot
{
    public static void AddTo(HubQuery query)
    {
        query.Computed<object, ViewerGraph>(
            "viewer",
            "The caller; null when anonymous.",
            context => context.Caller() is { IsSignedIn: true } caller ? caller : null
        );
        query.Computed<object, NonNullGraphType<RepositoryGraph>>("repository", "This server and what it holds.", _ => new object());
    }
}

internal sealed class RepositoryGraph : ObjectGraphType<object>
{
    public RepositoryGraph()
    {
        Name = "Repository";
        Description = "This server and what it holds.";
        this.Required<object, StringGraphType>("name", "Name of the repository.", _ => "ResearchHub");
        this.Required<object, StringGraphType>(
            "version",
            "Version of the server.",
            _ =>
                typeof(RepositoryGraph)
                    .Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!
                    .InformationalVersion.Split('+')[0]
        );
        this.Awaited<object, NonNullGraphType<RepositoryCountsGraph>>(
            "counts",
            "Numbers of public records.",
            async context => await context.Service<RepositoryQueries>().CountsAsync(context.CancellationToken)
        );
        this.Computed<object, NonNullGraphType<SearchIndexGraph>>(
            "index",
            "State of the text index.",
            context => context.Service<ISearchIndex>().Status
        );
        this.Computed<object, NonNullGraphType<LimitsGraph>>(
            "limits",
            "What one request may ask for.",
            context => context.Service<GraphQLLimits>()
        );
    }
}

internal sealed class RepositoryCountsGraph : ObjectGraphType<RepositoryCounts>
{
    public RepositoryCountsGraph()
    {
        Name = "RepositoryCounts";
        Description = "Numbers of public records.";
        this.Required<RepositoryCounts, IntGraphType>("studies", "Studies.", counts => counts.Studies);
        this.Required<RepositoryCounts, IntGraphType>("datasets", "Datasets.", counts => counts.Datasets);
        this.Required<RepositoryCounts, IntGraphType>("learningResources", "Learning resources.", counts => counts.LearningResources);
        this.Required<RepositoryCounts, IntGraphType>("researchers", "Researchers.", counts => counts.Researchers);
        this.Required<RepositoryCounts, IntGraphType>("organizations", "Organisations.", counts => counts.Organizations);
        this.Required<RepositoryCounts, IntGraphType>("concepts", "Concepts of all vocabularies.", counts => counts.Concepts);
        this.Required<RepositoryCounts, IntGraphType>("places", "Places.", counts => counts.Places);
    }
}

internal sealed class SearchIndexGraph : ObjectGraphType<SearchIndexStatus>
{
    public SearchIndexGraph()
    {
        Name = "SearchIndex";
        Description = "State of the text index, which follows the database.";
        this.Required<SearchIndexStatus, StringGraphType>(
            "sequence",
            "Position of the change feed that it has reached; `search(minSequence:)` waits for one.",
            status => status.Sequence.ToString()
        );
        this.Required<SearchIndexStatus, IntGraphType>("documents", "Records in it.", status => status.Documents);
        this.Required<SearchIndexStatus, StringGraphType>("generation", "Names its format and analysis.", status => status.Generation);
    }
}

internal sealed class RateLimitGraph : ObjectGraphType<(string Policy, RateLimit Limit)>
{
    public RateLimitGraph()
    {
        Name = "RateLimit";
        Description = "So many operations in a window. Going over it is RATE_LIMITED, with `retryAfter` in seconds.";
        this.Required<(string Policy, RateLimit Limit), StringGraphType>(
            "policy",
            "For whom: `signed-in` (a token), `account` (all tokens of an account), `anonymous` (an address), `failed-sign-ins` (an address), `introspection` (an address whose budget is used up).",
            one => one.Policy
        );
        this.Required<(string Policy, RateLimit Limit), IntGraphType>("operations", "Operations in a window.", one => one.Limit.Permits);
        this.Required<(string Policy, RateLimit Limit), FloatGraphType>(
            "windowSeconds",
            "Length of the window.",
            one => one.Limit.Window.TotalSeconds
        );
    }
}

internal sealed class LimitsGraph : ObjectGraphType<GraphQLLimits>
{
    public LimitsGraph()
    {
        Name = "Limits";
        Description = "What one request may ask for. Going over a limit is an error that names it.";
        this.Required<GraphQLLimits, IntGraphType>("maxBodyBytes", "Bytes of a request.", limits => limits.MaxBodyBytes);
        this.Required<GraphQLLimits, LongScalar>("maxFileBytes", "Bytes of a file.", limits => limits.MaxFileBytes);
        this.Required<GraphQLLimits, IntGraphType>("maxFilesPerRequest", "Files of a request.", limits => limits.MaxFilesPerRequest);
        this.Required<GraphQLLimits, IntGraphType>("maxFilesPerOutput", "Files of an output.", _ => FileService.MaximumFiles);
        this.Required<GraphQLLimits, IntGraphType>("maxDocumentLength", "Characters of a document.", limits => limits.MaxDocumentLength);
        this.Required<GraphQLLimits, IntGraphType>("maxTokens", "Tokens of a document.", limits => limits.MaxTokens);
        this.Required<GraphQLLimits, IntGraphType>("maxNesting", "Brackets open at once in a document.", limits => limits.MaxNesting);
        this.Required<GraphQLLimits, IntGraphType>("maxDepth", "Levels of fields; introspection is exempt.", limits => limits.MaxDepth);
        this.Required<GraphQLLimits, IntGraphType>("maxFields", "Fields of an operation.", limits => limits.MaxFields);
        this.Required<GraphQLLimits, IntGraphType>("maxAliases", "Aliased fields of an operation.", limits => limits.MaxAliases);
        this.Required<GraphQLLimits, IntGraphType>("maxDirectives", "Directives of an operation.", limits => limits.MaxDirectives);
        this.Required<GraphQLLimits, IntGraphType>("maxVariables", "Variables of an operation.", limits => limits.MaxVariables);
        this.Required<GraphQLLimits, IntGraphType>("maxCost", "Objects an operation may make, as estimated.", limits => limits.MaxCost);
        this.Required<GraphQLLimits, IntGraphType>("defaultPageSize", "Entries of a page unless said.", limits => limits.DefaultPageSize);
        this.Required<GraphQLLimits, IntGraphType>("maxPageSize", "Most entries of a page.", limits => limits.MaxPageSize);
        this.Required<GraphQLLimits, FloatGraphType>(
            "executionTimeoutSeconds",
            "Time that an operation may take.",
            limits => limits.ExecutionTimeout.TotalSeconds
        );
        this.Many<GraphQLLimits, RateLimitGraph>(
            "rates",
            "How many operations a caller may send; what is left stands in the header RateLimit of each answer.",
            context => context.Service<IOptions<RateLimitOptions>>().Value.All
        );
    }
}
