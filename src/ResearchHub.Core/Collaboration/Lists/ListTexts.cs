using ResearchHub.Core.Collaboration.Comments;

namespace ResearchHub.Core.Collaboration.Lists;

/// <summary>Texts of reading lists that comments can be anchored to; the part of a note is the key of its item.</summary>
internal static class ListTexts
{
    public static AnchoredTexts Anchored { get; } =
        new(
            [nameof(ReadingList)],
            $$"""
            select l.id, f.field, null::text, '{{AnchoredTexts.Undetermined}}', f.text from reading_lists l
            cross join lateral (values ('Title', l.title), ('Description', l.description)) f(field, text)
            where l.id = any($1) and f.text is not null
            union all
            select i.list_id, 'Note', i.id::text, '{{AnchoredTexts.Undetermined}}', i.note from reading_list_items i
            where i.list_id = any($1) and i.id = any(array(select p::bigint from unnest($2) p where p ~ '^[0-9]{1,18}$')) and i.note is not null
            """
        );
}
