namespace ResearchHub.Core.Data;

/// <summary>A function of SQL: BCP 47 tags in canonical case, and the languages alone that they are of.</summary>
internal static class LanguageTagsSql
{
    public const string Create = """
        create function language_tags(tags text[]) returns text[] language sql immutable strict parallel safe as
        $$ select tags || array(select distinct split_part(tag, '-', 1) from unnest(tags) tag where strpos(tag, '-') > 0) $$;
        create index ix_research_outputs_language_tags on research_outputs using gin (language_tags(languages));
        """;

    public const string Drop = """
        drop index ix_research_outputs_language_tags;
        drop function language_tags;
        """;
}
