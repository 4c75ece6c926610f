using GraphQL;
using GraphQL.MicrosoftDI;
using GraphQL.Resolvers;
using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;

namespace ResearchHub.ToyServer;

public sealed record Book(int Id, string Title, int[] AuthorIds);

public sealed record Author(int Id, string Name);

/// <summary>Books with authors: lists, loaders, arguments, failures, mutations and subscriptions.</summary>
public sealed class ToySchema : Schema
{
    public ToySchema(IServiceProvider services)
        : base(new SelfActivatingServiceProvider(services))
    {
        Query = new ToyQuery();
        Mutation = new ToyMutation();
        Subscription = new ToySubscription();
    }
}

public sealed class AuthorGraph : ObjectGraphType<Author>
{
    public AuthorGraph()
    {
        Name = "Author";
        Field(author => author.Id);
        Field(author => author.Name);
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<BookGraph>>>>("books")
            .Argument<IntGraphType>("first")
            .Resolve(context => context.Loader<LatestBooksLoader>().LoadAsync(context.GetArgument<int?>("first") ?? 20, context.Source.Id));
    }
}

public sealed class BookGraph : ObjectGraphType<Book>
{
    public BookGraph()
    {
        Name = "Book";
        Field(book => book.Id);
        Field(book => book.Title);
        Field<NonNullGraphType<IntGraphType>>("copies")
            .Resolve(context => context.RequestServices!.GetRequiredService<ToyLibrary>().Copies(context.Source.Id));
        Field<IntGraphType>("copiesIfKnown")
            .Resolve(context => context.RequestServices!.GetRequiredService<ToyLibrary>().Copies(context.Source.Id));
        Field<IntGraphType>("shelf")
            .ResolveAsync(async context => await context.RequestServices!.GetRequiredService<ToyLibrary>().FindAsync(context.Source.Id));
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<AuthorGraph>>>>("authors")
            .Resolve(context => context.Loader<BookAuthorsLoader>().LoadAsync(context.Source.Id));
        Field<AuthorGraph>("firstAuthor").Resolve(context => context.Loader<AuthorLoader>().LoadAsync(context.Source.AuthorIds[0]));
    }
}

public sealed class ToyQuery : ObjectGraphType
{
    public ToyQuery()
    {
        Name = "Query";
        Field<NonNullGraphType<ListGraphType<NonNullGraphType<BookGraph>>>>("books")
            .Argument<IntGraphType>("first")
            .Argument<StringGraphType>("after")
            .Argument<IntGraphType>("last")
            .Argument<StringGraphType>("before")
            .Resolve(context => Library(context).Books(PagingArguments.Read(context).Size));
        Field<NonNullGraphType<StringGraphType>>("hello")
            .Argument<StringGraphType>("name")
            .Resolve(context => $"Hello {context.GetArgument<string?>("name") ?? "world"}");
        Field<FloatGraphType>("number").Argument<FloatGraphType>("value").Resolve(context => context.GetArgument<double?>("value"));
        Field<BigIntGraphType>("big").Argument<BigIntGraphType>("value").Resolve(context => context.Arguments!["value"].Value);
        Field<StringGraphType>("fails").Resolve(_ => throw new InvalidOperationException("the secret of the database"));
        Field<StringGraphType>("refuses").Resolve(_ => throw new ExecutionError("Not for you.") { Code = "FORBIDDEN" });
        Field<NonNullGraphType<StringGraphType>>("missing").Resolve(_ => null);
        Field<NonNullGraphType<IntGraphType>>("waits")
            .ResolveAsync(async context =>
            {
                await Task.Delay(Timeout.Infinite, context.CancellationToken);
                return 0;
            });
        Field<NonNullGraphType<IntGraphType>>("count").Resolve(context => Library(context).Count);
    }

    private static ToyLibrary Library(IResolveFieldContext context) => context.RequestServices!.GetRequiredService<ToyLibrary>();
}

public sealed class ToyMutation : ObjectGraphType
{
    public ToyMutation()
    {
        Name = "Mutation";
        Field<NonNullGraphType<BookGraph>>("renameAuthor")
            .Argument<NonNullGraphType<StringGraphType>>("name")
            .Resolve(context =>
            {
                var library = context.RequestServices!.GetRequiredService<ToyLibrary>();
                library.RenameFirst(context.GetArgument<string>("name"));
                return library.Books(1)[0];
            });
        Field<NonNullGraphType<IntGraphType>>("add")
            .Resolve(context => context.RequestServices!.GetRequiredService<ToyLibrary>().Increment());
    }
}

public sealed class ToySubscription : ObjectGraphType
{
    public ToySubscription()
    {
        Name = "Subscription";
        AddField(
            new FieldType
            {
                Name = "ticks",
                Type = typeof(NonNullGraphType<IntGraphType>),
                Arguments = new QueryArguments(
                    new QueryArgument<IntGraphType> { Name = "count", DefaultValue = 3 },
                    new QueryArgument<BooleanGraphType> { Name = "endless", DefaultValue = false }
                ),
                StreamResolver = new SourceStreamResolver<int>(context =>
                    context.GetArgument<bool>("endless") ? new Ticks(int.MaxValue) : new Ticks(context.GetArgument<int>("count"))
                ),
            }
        );
        AddField(
            new FieldType
            {
                Name = "bookAdded",
                Type = typeof(NonNullGraphType<BookGraph>),
                StreamResolver = new SourceStreamResolver<Book>(context => context.RequestServices!.GetRequiredService<ToyLibrary>().Added),
            }
        );
    }
}
