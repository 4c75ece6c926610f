using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Texts of communities that comments can be anchored to.</summary>
internal static class CommunityTexts
{
    public static AnchoredTexts Anchored { get; } =
        new(
            [CommunityRow.TypeName],
            """
            select c.id, f.field, null::text, t->>'language', t->>'text' from communities c
            cross join lateral (values ('Name', c.names), ('Description', c.descriptions)) f(field, texts)
            cross join lateral jsonb_array_elements(f.texts) t where c.id = any($1) and (c.deleted_at is null or f.field = 'Name')
            """
        );
}
