using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using ResearchHub.Api.DataCite;
using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Core.Data;
using ResearchHub.Core.Delivery;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.Tests.DataCite;

/// <summary>What tests of registered identifiers do.</summary>
internal static class Registering
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Identifiers that are registered at a registry.</summary>
    /// <param name="time">Null for the system's.</param>
    public static DataCiteIds Ids(this DataCiteStub registry, string password = DataCiteStub.Password, TimeProvider? time = null) =>
        new(
            Options.Create(
                new PersistentIdOptions
                {
                    DataCite = registry.Address,
                    Prefix = "10.5072",
                    Repository = DataCiteStub.Repository,
                    Password = password,
                    RetryAfter = TimeSpan.FromMilliseconds(1),
                }
            ),
            new SiteLinks(new Uri("https://hub.example"), "https://hub.example/{kind}/{slug}"),
            time ?? TimeProvider.System,
            NullLogger<DataCiteIds>.Instance
        );

    public static Registrar RegistrarOf(this HubServerFixture hub, IPersistentIds ids) =>
        new(ids, hub.Services.GetRequiredService<PersistentIdQueries>(), hub.Services.GetRequiredService<HubTransactions>(), hub.Clock);

    /// <summary>How the identifier of a study stands, and why; null when the registry was not told.</summary>
    public static Task<string?> RegistrationAsync(this HubServerFixture hub, long id) =>
        hub.Database.ScalarAsync<string?>(
            $"select state || coalesce(' ' || problem, '') from identifier_registrations where output_id = {id}",
            Cancel
        );

    /// <summary>Writes a study with all that a registry is told of, and its event.</summary>
    public static Task<int> InsertStudyAsync(this HubServerFixture hub, long id, string state, string doi) =>
        hub.Database.ExecuteAsync(
            $$"""
            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at,
              study_type, doi, published_on, published_year, license_id, publisher)
            values ({{id}}, 'STUDY', 'pid-{{id}}', 'DRAFT', 1, 'A title', '[{"language":"en","text":"A title"}]', '[{"language":"en","text":"About."}]',
              '{en}', 'OPEN', 'pid', '{{id}}', now(), now(), 'REPORT', '{{doi}}', '2026-03-01', 2026, 'CC-BY-4.0', 'IOM');
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles, affiliation_as_printed) values
              ({{id}}, 0, 31, 'Petrović, Ana', '{}', 'Univ. Novi Sad');
            insert into contributions (output_id, position, organization_id, name_as_printed, credit_roles, contributor_type) values
              ({{id}}, 1, 22, 'University of Novi Sad', '{}', 'HOSTING_INSTITUTION');
            insert into funding_references (output_id, position, organization_id, funder_name, award_number) values ({{id}}, 0, 22, 'UNS', 'RS-7');
            insert into output_relations (source_id, type, target_id) values ({{id}}, 'CITES', 101);
            insert into output_concepts (output_id, concept_id, position) values ({{id}}, 13, 0);
            update research_outputs set state = '{{state}}' where id = {{id}};
            insert into change_events (kind, subject_kind, subject_id) values ('PUBLISHED', 'STUDY', {{id}})
            """,
            Cancel
        );
}
