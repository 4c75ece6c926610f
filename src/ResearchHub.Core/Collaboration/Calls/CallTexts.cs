using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>Texts of calls for collaboration that comments can be anchored to.</summary>
internal static class CallTexts
{
    public static AnchoredTexts Anchored { get; } =
        new(
            [CallRow.TypeName],
            $"""
            select c.id, f.field, null::text, '{AnchoredTexts.Undetermined}', f.text from collaboration_calls c
            cross join lateral (values ('Title', c.title), ('Description', c.description), ('Outcome', c.outcome)) f(field, text)
            where c.id = any($1) and f.text is not null
            """
        );
}
