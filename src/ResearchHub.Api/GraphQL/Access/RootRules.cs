using GraphQL.Types;

namespace ResearchHub.Api.GraphQL.Access;

/// <summary>Who may ask each root field of queries and subscriptions. A field that is not listed keeps the server from starting.</summary>
internal static class RootRules
{
    private static readonly Dictionary<string, Audience> Rules = new(StringComparer.Ordinal)
    {
        // What is public of a record is decided where it is read.
        ["node"] = Audience.Everybody,
        ["nodes"] = Audience.Everybody,
        ["study"] = Audience.Everybody,
        ["dataset"] = Audience.Everybody,
        ["learningResource"] = Audience.Everybody,
        ["studies"] = Audience.Everybody,
        ["datasets"] = Audience.Everybody,
        ["learningResources"] = Audience.Everybody,
        ["researcher"] = Audience.Everybody,
        ["researchers"] = Audience.Everybody,
        ["organization"] = Audience.Everybody,
        ["organizations"] = Audience.Everybody,
        ["concept"] = Audience.Everybody,
        ["concepts"] = Audience.Everybody,
        ["place"] = Audience.Everybody,
        ["places"] = Audience.Everybody,
        ["search"] = Audience.Everybody,
        ["suggest"] = Audience.Everybody,
        ["changes"] = Audience.Everybody,
        ["repository"] = Audience.Everybody,
        ["viewer"] = Audience.Everybody,
        ["outputPublished"] = Audience.Everybody,
        ["collaborationCalls"] = Audience.Everybody,
        ["community"] = Audience.Everybody,
        ["communities"] = Audience.Everybody,
        ["communityActivity"] = Audience.Everybody,
        // Exists for its parties alone.
        ["request"] = Audience.SignedIn,
        ["requestTimeline"] = Audience.SignedIn,
        ["savedSearchMatched"] = Audience.SignedIn,
        ["notificationReceived"] = Audience.SignedIn,
        // Exists for whoever sees the draft, by a secret link too.
        ["draftChanged"] = Audience.Everybody,
        // Comments exist for whoever sees the record.
        ["comments"] = Audience.Everybody,
        ["readingList"] = Audience.Everybody,
        ["readingLists"] = Audience.Everybody,
        ["commentPosted"] = Audience.Everybody,
        ["commentReports"] = Audience.Curators,
        ["user"] = Audience.Curators,
        ["identifierRegistrations"] = Audience.Curators,
        ["auditEvents"] = Audience.Admins,
    };

    /// <exception cref="InvalidOperationException">A field has no rule.</exception>
    public static void Guard(IObjectGraphType root)
    {
        foreach (var field in root.Fields)
        {
            FieldAccess.Guard(
                field,
                Rules.TryGetValue(field.Name, out var audience)
                    ? audience
                    : throw new InvalidOperationException(
                        $"{root.Name}.{field.Name} has no rule: say in {nameof(RootRules)} who may ask it."
                    )
            );
        }
    }
}
