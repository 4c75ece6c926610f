using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Shared;

/// <summary>An input, declared in few words.</summary>
internal abstract class InputGraph : InputObjectGraphType
{
    protected InputGraph(string name, string description)
    {
        Name = name;
        Description = description;
    }

    /// <summary>A field that must be given.</summary>
    protected void Needs<TGraph>(string name, string description)
        where TGraph : IGraphType => Field<NonNullGraphType<TGraph>>(name).Description(description);

    /// <summary>A field that may be left out.</summary>
    protected void Takes<TGraph>(string name, string description)
        where TGraph : IGraphType => Field<TGraph>(name).Description(description);

    /// <summary>A list that must be given; it may be empty.</summary>
    protected void NeedsMany<TGraph>(string name, string description)
        where TGraph : IGraphType => Field<NonNullGraphType<ListGraphType<NonNullGraphType<TGraph>>>>(name).Description(description);

    /// <summary>A list that may be left out.</summary>
    protected void TakesMany<TGraph>(string name, string description)
        where TGraph : IGraphType => Field<ListGraphType<NonNullGraphType<TGraph>>>(name).Description(description);
}
