using GraphQL;
using GraphQL.Builders;
using GraphQL.DataLoader;
using GraphQL.Resolvers;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Catalogue;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Publishing;

namespace ResearchHub.Api.GraphQL.Collaboration.Drafts;

/// <summary>Fields of outputs for those who have rights on the very output; for others there is nothing.</summary>
internal static class OutputAudience
{
    public static FieldBuilder<OutputRow, object> VisibleTo(this FieldBuilder<OutputRow, object> field, Audience audience)
    {
        var type = field.FieldType;
        FieldAccess.Declare(type, audience);
        var inner = type.Resolver!;
        type.Resolver = new FuncFieldResolver<object>(context => new Guarded(
            context.AccessTo(((OutputRow)context.Source!).Id),
            access => May(access, audience),
            () => inner.ResolveAsync(context)
        ));
        return field;
    }

    private static bool May(OutputAccess access, Audience audience) =>
        audience switch
        {
            Audience.Team => access is { IsTeam: true, IsBlind: false },
            Audience.Authors => access is { Level: >= OutputLevel.Edit, IsBlind: false },
            Audience.OutputAdmins => access is { Level: OutputLevel.Admin, IsBlind: false },
            _ => throw new ArgumentOutOfRangeException(nameof(audience), audience, "Not an audience of an output."),
        };

    private sealed class Guarded(IDataLoaderResult<OutputAccess> access, Func<OutputAccess, bool> may, Func<ValueTask<object?>> inner)
        : IDataLoaderResult
    {
        public async Task<object?> GetResultAsync(CancellationToken cancellationToken = default) =>
            may(await access.GetResultAsync(cancellationToken)) ? await inner() : null;
    }
}
