namespace ResearchHub.Api.Tests.GraphQL;

/// <summary>A small catalogue with fixed keys, so that ids and cursors in snapshots stay the same.</summary>
internal static class TestCatalogue
{
    /// <summary>The only data file.</summary>
    public const string File = "year,corridor\n2010,DE-RS\n2020,DE-RS\n";

    public const string Sql = """
        insert into places (id, code, kind, labels, parent_id, path, alpha3, m49) values
          (1, '001', 'WORLD', '[{"language":"en","text":"World"}]', null, '{001}', null, '001'),
          (2, '150', 'REGION', '[{"language":"en","text":"Europe"},{"language":"sr-Cyrl","text":"Европа"}]', 1, '{001,150}', null, '150'),
          (3, 'RS', 'COUNTRY', '[{"language":"en","text":"Serbia"},{"language":"sr-Cyrl","text":"Србија"},{"language":"sr-Latn","text":"Srbija"}]', 2, '{001,150,RS}', 'SRB', '688'),
          (4, 'DE', 'COUNTRY', '[{"language":"en","text":"Germany"}]', 2, '{001,150,DE}', 'DEU', '276');
        insert into concepts (id, scheme, notation, labels, alt_labels, definitions, broader_id, path, related_ids, exact_matches, position) values
          (11, 'GCM_OBJECTIVE', '20', '[{"language":"en","text":"Remittances"},{"language":"sr-Latn","text":"Doznake"}]', '[]', '[{"language":"en","text":"Promote faster, safer and cheaper transfer of remittances."}]', null, '{20}', '{}', '{}', 20),
          (12, 'TOPIC', 'labour', '[{"language":"en","text":"Labour"}]', '[]', '[]', null, '{labour}', '{}', '{}', 1),
          (13, 'TOPIC', 'remittances', '[{"language":"en","text":"Remittances"},{"language":"sr-Cyrl","text":"Дознаке"}]', '[{"language":"en","text":"Money transfers"}]', '[]', 12, '{labour,remittances}', '{}', '{"https://example.org/remittances"}', 2);
        insert into concept_mappings (from_id, to_id, source) values (13, 11, 'test');
        insert into licenses (id, name, url) values ('CC-BY-4.0', 'Creative Commons Attribution 4.0', 'https://creativecommons.org/licenses/by/4.0/');
        insert into organizations (id, slug, name, acronym, name_key, sector, ror, place_id, created_at, updated_at) values
          (21, 'iom', 'International Organization for Migration', 'IOM', 'iom', 'INTERNATIONAL_ORGANIZATION', null, null, '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
          (22, 'novi-sad', 'University of Novi Sad', null, 'unovisad', 'ACADEMIA', '00xa57a59', 3, '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z');
        update organizations set names = '[{"language":"en","text":"University of Novi Sad"},{"language":"sr-Cyrl","text":"Универзитет у Новом Саду"}]',
          alternative_names = '[{"language":"und","text":"UNS"}]' where id = 22;
        insert into researchers (id, slug, name, given_name, family_name, sort_name, name_key, orcid, sector, created_at, updated_at) values
          (31, 'ana-petrovic', 'Ana Petrović', 'Ana', 'Petrović', 'Petrović, Ana', 'petrovic ana', '0000-0002-1825-0097', 'ACADEMIA', '2026-01-01T00:00:00Z', '2026-01-01T00:00:00Z'),
          (32, 'guy-abel', 'Guy J. Abel', 'Guy J.', 'Abel', 'Abel, Guy J.', 'abel guy', null, 'ACADEMIA', '2026-01-02T00:00:00Z', '2026-01-02T00:00:00Z');
        insert into affiliations (id, researcher_id, organization_id, role, started_on) values (41, 31, 22, 'Professor', '2020-01-01');
        insert into researcher_expertise (researcher_id, concept_id) values (31, 13);
        insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, doi, published_on, published_year,
          container_title, volume, pages, publisher, license_id, access, source, source_id, citation_count, created_at, updated_at,
          study_type, study_design, access_mode, coverage_from, coverage_to, learning_format, audience, duration_minutes) values
          (101, 'STUDY', 'remittances-in-serbia', 'DRAFT', 1, 'Remittances in Serbia',
            '[{"language":"en","text":"Remittances in Serbia"},{"language":"sr-Cyrl","text":"Дознаке у Србији"}]',
            '[{"language":"en","text":"How money sent home changes households."},{"language":"sr-Cyrl","text":"Како дознаке мењају домаћинства."}]',
            '{en,sr-Cyrl}', '10.5555/remit', '2024-03-01', 2024, 'Stanovništvo', '62', '1-20', null, 'CC-BY-4.0', 'OPEN', 'test', '101', 0,
            '2026-02-01T00:00:00Z', '2026-02-01T00:00:00Z', 'JOURNAL_ARTICLE', 'SURVEY', null, null, null, null, null, null),
          (102, 'STUDY', 'return-and-reintegration', 'DRAFT', 1, 'Return and reintegration', '[{"language":"en","text":"Return and reintegration"}]',
            '[]', '{en}', null, null, 2023, null, null, null, 'IOM', null, 'OPEN', 'test', '102', 1,
            '2026-02-02T00:00:00Z', '2026-02-02T00:00:00Z', 'EVALUATION', null, null, null, null, null, null, null),
          (103, 'STUDY', 'diaspora', 'DRAFT', 1, 'Diaspora 100%', '[{"language":"en","text":"Diaspora 100%"}]',
            '[]', '{de}', null, null, null, null, null, null, null, null, 'METADATA_ONLY', 'test', '103', 0,
            '2026-02-03T00:00:00Z', '2026-02-03T00:00:00Z', 'REPORT', null, null, null, null, null, null, null),
          (104, 'STUDY', 'an-unseen-draft', 'DRAFT', 1, 'An unseen draft', '[{"language":"en","text":"An unseen draft"}]',
            '[]', '{en}', '10.5555/draft', null, 2025, null, null, null, null, null, 'OPEN', 'test', '104', 0,
            '2026-02-04T00:00:00Z', '2026-02-04T00:00:00Z', 'REPORT', null, null, null, null, null, null, null),
          (105, 'STUDY', 'a-withdrawn-report', 'DRAFT', 1, 'A withdrawn report', '[{"language":"en","text":"A withdrawn report"}]',
            '[]', '{en}', null, null, 2022, null, null, null, null, null, 'OPEN', 'test', '105', 0,
            '2026-02-05T00:00:00Z', '2026-02-05T00:00:00Z', 'REPORT', null, null, null, null, null, null, null),
          (201, 'DATASET', 'transfers-2010-2020', 'DRAFT', 1, 'Transfers 2010 to 2020', '[{"language":"en","text":"Transfers 2010 to 2020"}]',
            '[]', '{en}', null, null, 2021, null, null, null, 'IOM', 'CC-BY-4.0', 'OPEN', 'test', '201', 0,
            '2026-02-06T00:00:00Z', '2026-02-06T00:00:00Z', null, null, 'OPEN', '2010-01-01', '2020-12-31', null, null, null),
          (301, 'LEARNING_RESOURCE', 'migration-data-for-towns', 'DRAFT', 1, 'Migration data for towns', '[{"language":"en","text":"Migration data for towns"}]',
            '[]', '{en}', null, null, 2020, null, null, null, null, null, 'OPEN', 'test', '301', 0,
            '2026-02-07T00:00:00Z', '2026-02-07T00:00:00Z', null, null, null, null, null, 'COURSE', '{LOCAL}', 90);
        insert into contributions (output_id, position, researcher_id, organization_id, name_as_printed, credit_roles, affiliation_id, affiliation_as_printed) values
          (101, 0, 31, null, 'Petrović, A.', '{CONCEPTUALIZATION,WRITING_ORIGINAL_DRAFT}', 22, 'Univ. Novi Sad'),
          (101, 1, 32, null, 'Abel, G. J.', '{}', null, null),
          (102, 0, null, 21, 'IOM', '{}', null, null),
          (201, 0, null, 21, 'IOM', '{}', null, null);
        insert into output_identifiers (type, value, output_id) values ('DOI', '10.5555/remit', 101), ('ISSN', '0038-982X', 101), ('DOI', '10.5555/remit-preprint', 101), ('LOCAL', 'series:WP12b', 101);
        insert into output_links (output_id, position, url, kind, label, media_type, language) values (101, 0, 'https://example.org/remit.pdf', 'FULL_TEXT', 'Article', 'application/pdf', 'en');
        insert into funding_references (output_id, position, organization_id, funder_name, award_number) values (101, 0, 21, 'IOM', 'RS-7'),
          (103, 0, 22, 'UNS', null);
        insert into output_concepts (output_id, concept_id, position) values (101, 11, 0), (101, 13, 1), (201, 13, 0);
        insert into output_places (output_id, place_id, position) values (101, 3, 0), (102, 3, 0), (102, 4, 1);
        insert into output_relations (id, source_id, type, target_id) values (401, 101, 'IS_SUPPLEMENTED_BY', 201), (402, 101, 'CITES', 102);
        insert into output_relations (id, source_id, type, target_identifier_type, target_identifier, target_title) values (403, 101, 'CITES', 'DOI', '10.1000/elsewhere', 'Elsewhere');
        insert into data_files (id, output_id, position, name, media_type, bytes, sha256, rows, storage_key) values
          (501, 201, 0, 'transfers.csv', 'text/csv', 36, '80ca5b49898b579b8830b32714bca0166f7e60494ff9f73b312f96d8a520ad7a', 2, 'seed:datasets/transfers.csv');
        insert into variables (id, data_file_id, position, name, label, type, unit, minimum, maximum, missing_count, categories) values
          (601, 501, 0, 'year', 'Year', 'YEAR', null, '2010', '2020', 0, null),
          (602, 501, 1, 'corridor', null, 'CODE', null, null, null, 0, '[{"value":"DE-RS","count":2}]');
        update research_outputs set state = 'PUBLISHED' where id <> 104;
        update research_outputs set state = 'WITHDRAWN' where id = 105;
        insert into change_events (kind, subject_kind, subject_id) select 'PUBLISHED', kind, id from research_outputs where state = 'PUBLISHED';
        """;
}
