namespace ResearchHub.Core.Data;

/// <summary>
/// The function <c>output_content(key)</c>: what an output says, as JSON by the names that inputs have. Entries of lists hold their columns, by which they can be
/// written again, and <c>shown</c>, by which people read them.
/// </summary>
internal static class OutputContentSql
{
    /// <summary>What the history calls an output that not everybody may see.</summary>
    public const string Unseen = "an output that is not public";

    public const string Create = $$"""
        create or replace function output_content(key bigint) returns jsonb language sql stable as $$
          select jsonb_build_object(
            'titles', o.titles, 'abstracts', o.abstracts, 'languages', to_jsonb(o.languages), 'doi', o.doi, 'publishedOn', o.published_on,
            'publishedYear', o.published_year, 'containerTitle', o.container_title, 'volume', o.volume, 'issue', o.issue, 'pages', o.pages,
            'publisher', o.publisher, 'license', o.license_id, 'access', o.access, 'attribution', o.attribution, 'type', o.study_type,
            'design', o.study_design, 'accessMode', o.access_mode, 'coverageFrom', o.coverage_from, 'coverageTo', o.coverage_to,
            'format', o.learning_format, 'audience', to_jsonb(o.audience), 'durationMinutes', o.duration_minutes, 'state', o.state,
            'identifiers', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' || jsonb_build_object('shown', p.type || ' ' || p.value) order by p.type, p.value), '[]')
              from output_identifiers p where p.output_id = o.id and p.type <> 'DOI'),
            'contributors', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' || jsonb_build_object('shown', p.name_as_printed) order by p.position), '[]')
              from contributions p where p.output_id = o.id),
            'concepts', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' || jsonb_build_object('shown', c.scheme || ':' || c.notation) order by p.position), '[]')
              from output_concepts p join concepts c on c.id = p.concept_id where p.output_id = o.id),
            'places', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' || jsonb_build_object('shown', c.code) order by p.position), '[]')
              from output_places p join places c on c.id = p.place_id where p.output_id = o.id),
            'links', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' || jsonb_build_object('shown', p.url) order by p.position), '[]')
              from output_links p where p.output_id = o.id),
            'funding', (select coalesce(jsonb_agg(to_jsonb(p) - 'output_id' || jsonb_build_object('shown', concat_ws(' ', p.funder_name, p.award_number)) order by p.position), '[]')
              from funding_references p where p.output_id = o.id),
            'relations', (select coalesce(jsonb_agg(to_jsonb(p) - '{id,source_id}'::text[]
                || jsonb_build_object('shown', concat_ws(' ', p.type, coalesce(p.target_title, p.target_identifier, case when is_public_state(t.state) then t.title else '{{Unseen}}' end))) order by p.id), '[]')
              from output_relations p left join research_outputs t on t.id = p.target_id where p.source_id = o.id and p.type <> 'IS_NEW_VERSION_OF'),
            'files', (select coalesce(jsonb_agg(jsonb_build_object('sha256', p.sha256, 'shown', p.name) order by p.position), '[]')
              from data_files p where p.output_id = o.id),
            'variables', (select coalesce(jsonb_agg(jsonb_build_object('shown', concat_ws(' ', f.name, v.name, v.label, v.unit)) order by f.position, v.position), '[]')
              from variables v join data_files f on f.id = v.data_file_id where f.output_id = o.id))
          from research_outputs o where o.id = key
        $$;
        """;
}
