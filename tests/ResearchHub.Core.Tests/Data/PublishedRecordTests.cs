using Npgsql;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Data;

/// <summary>What the database itself refuses: changes of what is published, and the same identifier twice.</summary>
public sealed class PublishedRecordTests(HubDatabaseFixture hub) : IClassFixture<HubDatabaseFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("update research_outputs set title = 'Other' where id = {0}")]
    [InlineData("update research_outputs set titles = '[{{\"language\":\"en\",\"text\":\"x\"}}]' where id = {0}")]
    [InlineData("delete from research_outputs where id = {0}")]
    [InlineData(
        "insert into contributions (output_id, position, organization_id, name_as_printed, credit_roles) select {0}, 1, id, 'x', '{{}}' from organizations limit 1"
    )]
    [InlineData("update contributions set name_as_printed = 'Other' where output_id = {0}")]
    [InlineData("delete from contributions where output_id = {0}")]
    [InlineData("insert into output_identifiers (type, value, output_id) values ('DOI', '10.1/new', {0})")]
    [InlineData("insert into output_links (output_id, position, url, kind) values ({0}, 0, 'https://example.org', 'OTHER')")]
    [InlineData("update output_versions set snapshot = '{{}}' where output_id = {0}")]
    [InlineData("delete from output_versions where output_id = {0}")]
    [InlineData("truncate output_versions")]
    public async Task A_published_version_is_never_changed(string sql)
    {
        var id = await PublishedAsync();
        var before = await StateAsync(id);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            hub.Database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, id), Cancel)
        );

        Assert.Equal("23001", refused.SqlState);
        Assert.Equal(before, await StateAsync(id));
    }

    [Fact]
    public async Task A_new_version_replaces_content_and_parts()
    {
        var id = await PublishedAsync();

        await hub.Database.ExecuteAsync(
            $"""
            update research_outputs set version = 2, state = 'ACCEPTED', title = 'Second' where id = {id};
            delete from contributions where output_id = {id};
            update research_outputs set state = 'PUBLISHED' where id = {id};
            """,
            Cancel
        );

        Assert.Equal(
            "Second 2 PUBLISHED",
            await hub.Database.ScalarAsync<string>(
                $"select title || ' ' || version || ' ' || state from research_outputs where id = {id}",
                Cancel
            )
        );
    }

    [Theory]
    [InlineData("insert into output_identifiers (type, value, output_id) values ('DOI', '10.1/same', {0}), ('DOI', '10.1/same', {0})")]
    [InlineData(
        "insert into researchers (slug, name, sort_name, name_key, orcid, sector, created_at, updated_at) values ('a', 'A', 'A', 'a', '0000-0002-1825-0097', 'UNKNOWN', now(), now()), ('b', 'B', 'B', 'b', '0000-0002-1825-0097', 'UNKNOWN', now(), now())"
    )]
    [InlineData(
        "insert into organizations (slug, name, name_key, ror, sector, created_at, updated_at) values ('a', 'A', 'ra', '03yrm5c26', 'UNKNOWN', now(), now()), ('b', 'B', 'rb', '03yrm5c26', 'UNKNOWN', now(), now())"
    )]
    [InlineData("update research_outputs set doi = '10.1/main' where source = 'draft'")]
    public async Task The_same_identifier_is_never_stored_twice(string sql)
    {
        await hub.Database.ExecuteAsync(Draft(1) + Draft(2), Cancel);
        var id = await hub.Database.ScalarAsync<long>("select id from research_outputs where source = 'draft' limit 1", Cancel);

        var refused = await Assert.ThrowsAsync<PostgresException>(() =>
            hub.Database.ExecuteAsync(string.Format(System.Globalization.CultureInfo.InvariantCulture, sql, id), Cancel)
        );

        Assert.Equal("23505", refused.SqlState);
    }

    private static string Draft(int number) =>
        $$"""
            insert into research_outputs (kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ('STUDY', 'draft-{{number}}', 'DRAFT', 1, 'D', '[{"language":"en","text":"D"}]'::jsonb, '[]', '{en}', 'OPEN', 'draft', '{{number}}', now(), now(), 'REPORT')
            on conflict do nothing;
            """;

    private async Task<long> PublishedAsync()
    {
        var name = Guid.NewGuid().ToString("N");
        var id = await hub.Database.ScalarAsync<long>(
            $$"""
            insert into research_outputs (kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at, study_type)
            values ('STUDY', '{{name}}', 'DRAFT', 1, 'T', '[{"language":"en","text":"T"}]', '[]', '{en}', 'OPEN', 'test', '{{name}}', now(), now(), 'REPORT')
            returning id
            """,
            Cancel
        );
        await hub.Database.ExecuteAsync(
            $$"""
            insert into organizations (slug, name, name_key, sector, created_at, updated_at) values ('{{name}}', 'O', '{{name}}', 'UNKNOWN', now(), now());
            insert into contributions (output_id, position, organization_id, name_as_printed, credit_roles) select {{id}}, 0, id, 'O', '{}' from organizations where slug = '{{name}}';
            update research_outputs set state = 'PUBLISHED' where id = {{id}};
            insert into output_versions (output_id, version, published_at, snapshot, sha256) values ({{id}}, 1, now(), '{}', '')
            """,
            Cancel
        );
        return id;
    }

    private Task<string?> StateAsync(long id) =>
        hub.Database.ScalarAsync<string>(
            $"""
            select concat(o, (select string_agg(c::text, '') from contributions c where c.output_id = o.id), (select string_agg(v::text, '') from output_versions v where v.output_id = o.id))
            from research_outputs o where o.id = {id}
            """,
            Cancel
        );
}
