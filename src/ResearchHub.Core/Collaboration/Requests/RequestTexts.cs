using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Texts of requests that comments can be anchored to.</summary>
internal static class RequestTexts
{
    public static AnchoredTexts Anchored { get; } =
        new(
            [RequestRow.TypeName],
            $"""
            select r.id, f.field, null::text, '{AnchoredTexts.Undetermined}', f.text from requests r
            cross join lateral (values
              ('Title', r.title), ('Message', r.message), ('Outcome', r.outcome), ('Proposed', r.details->>'proposed')) f(field, text)
            where r.id = any($1) and f.text is not null
            """
        );
}
