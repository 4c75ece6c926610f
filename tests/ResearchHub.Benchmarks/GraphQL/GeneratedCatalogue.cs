using System.Globalization;

namespace ResearchHub.Benchmarks.GraphQL;

/// <summary>Records made in SQL from hashes of their numbers, so that every run reads the same ones.</summary>
internal static class GeneratedCatalogue
{
    /// <summary>One statement list that empties the catalogue and fills it again.</summary>
    public static string Sql(int studies)
    {
        var people = Math.Max(studies / 5, 1);
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            set session_replication_role = replica;
            truncate research_outputs, researchers, contributions cascade;
            create function pg_temp.pick(seed bigint, salt int, n int) returns int language sql immutable as
            $$ select ((hashint8extended(seed, salt) & 9223372036854775807) % n)::int $$;
            create function pg_temp.words(seed bigint, salt int, n int) returns text language sql immutable as
            $$ select string_agg((array[{Words}])[1 + pg_temp.pick(seed * 1000 + i, salt, {WordCount})], ' ' order by i)
               from generate_series(1, n) i $$;

            insert into researchers (id, slug, name, given_name, family_name, sort_name, name_key, sector, created_at, updated_at)
            select 1000000 + i, 'person-' || i, given || ' ' || family, given, family, family || ', ' || given, 'person ' || i,
              'ACADEMIA', timestamptz '2026-01-01', timestamptz '2026-01-01'
            from generate_series(1, {people}) i,
              lateral (select initcap(pg_temp.words(i, 1, 1)) as given, initcap(pg_temp.words(i, 2, 1)) || i as family) names;

            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, published_on, published_year,
              container_title, publisher, access, source, source_id, citation_count, created_at, updated_at, study_type, doi)
            select 2000000 + i, 'STUDY', 'study-' || i, 'PUBLISHED', 1, title,
              jsonb_build_array(jsonb_build_object('language', 'en', 'text', title)),
              jsonb_build_array(jsonb_build_object('language', 'en', 'text', repeat(title || '. ', 6))),
              array['en'], published, extract(year from published)::int, 'Journal ' || pg_temp.pick(i, 5, 500), 'Publisher ' || pg_temp.pick(i, 6, 200),
              'OPEN', 'BENCH', i::text, pg_temp.pick(i, 7, 50), timestamptz '2026-01-01', timestamptz '2026-01-01', 'JOURNAL_ARTICLE',
              '10.5555/bench.' || i
            from generate_series(1, {studies}) i,
              lateral (select initcap(pg_temp.words(i, 3, 8)) as title, date '1990-01-01' + pg_temp.pick(i, 8, 13000) as published) facts;

            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles)
            select 2000000 + i, place, r.id, r.family_name || ', ' || left(r.given_name, 1) || '.', array[]::text[]
            from generate_series(1, {studies}) i
            cross join lateral generate_series(0, pg_temp.pick(i, 9, 5)) place
            join researchers r on r.id = 1000001 + pg_temp.pick(i * 10 + place, 10, {people});

            -- What a user of PostGraphile writes so that people have their outputs, newest first.
            create or replace function researchers_latest(person researchers) returns setof research_outputs language sql stable as
            $$ select o.* from research_outputs o
               where exists (select 1 from contributions c where c.output_id = o.id and c.researcher_id = person.id)
                 and o.state = 'PUBLISHED'
               order by o.published_sort desc, o.id desc $$;
            comment on table research_outputs is '@unique slug';
            set session_replication_role = origin;
            """
        );
    }

    private const int WordCount = 40;

    private const string Words = """
        'migration','labour','return','asylum','border','remittances','integration','displacement','policy','households','evidence',
        'belgrade','serbia','western','balkans','young','women','workers','schools','health','housing','language','wages','networks',
        'diaspora','transit','reception','protection','children','climate','mobility','regions','survey','panel','effects','between',
        'under','rural','urban','change'
        """;
}
