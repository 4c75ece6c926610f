using GraphQL.Types;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Api.GraphQL.Catalogue;

/// <summary>The interface, made of the shared fields.</summary>
internal sealed class ResearchOutputInterface : InterfaceGraphType<OutputRow>
{
    public ResearchOutputInterface()
    {
        Name = "ResearchOutput";
        Description = "Anything in the catalogue that can be cited.";
        Interface<NodeInterface>();
        foreach (var field in new Template().Fields)
        {
            AddField(
                new FieldType
                {
                    Name = field.Name,
                    Description = field.Description,
                    Type = field.Type,
                    Arguments = field.Arguments,
                }
            );
        }
    }

    private sealed class Template() : OutputGraph("ResearchOutput", "", kind: null);
}
