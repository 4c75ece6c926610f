namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>Records for the matrix to act on, and the state of everything.</summary>
internal sealed class MatrixRecords(HubServerFixture hub)
{
    private string? _state;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    /// <summary>Drafts of each kind, a file and a token that belong to the owner, and an account of nobody.</summary>
    public Task<int> MakeAsync(int key) =>
        hub.Database.ExecuteAsync(
            string.Join(
                '\n',
                new[] { "STUDY", "DATASET", "LEARNING_RESOURCE" }.Select(
                    (kind, n) =>
                        $$"""
                            insert into research_outputs (id, kind, slug, state, version, title, titles, abstracts, languages, access, source, source_id, created_at, updated_at,
                              owner_id, study_type, access_mode, learning_format)
                            select {{key + n}}, '{{kind}}', 'm-{{key
                                + n}}', 'DRAFT', 1, 'Mine', '[{"language":"en","text":"Mine"}]', '[]', '{en}', 'OPEN', 'matrix', '{{key
                                + n}}', now(), now(),
                              id, {{(n == 0 ? "'REPORT'" : "null")}}, {{(n == 1 ? "'OPEN'" : "null")}}, {{(
                                n == 2 ? "'GUIDE'" : "null"
                            )}} from users where email = 'matrix-owner@example.org';
                            """
                )
            )
                + $$"""
                insert into output_collaborators (id, work_id, user_id, role, is_bibliographic, invited_at, expires_at, accepted_at)
                select n, n, id, 'EDIT', true, now(), now(), now() from users, generate_series({{key}}, {{key + 2}}) n
                where email = 'matrix-co-author@example.org';
                insert into review_rounds (id, output_id, number, version, revision, opened_at) values ({{key}}, {{key}}, 1, 1, 1, now());
                insert into reviews (id, round_id, output_id, reviewer_id, method, status, invited_at, due_on)
                select {{key}}, {{key}}, {{key}}, id, 'ANONYMOUS', 'REVIEWING', now(), '2999-01-01' from users where email = 'matrix-stranger@example.org';
                insert into output_revisions (id, output_id, revision, kind, occurred_at)
                select n, n, 1, 'CREATED', now() from generate_series({{key}}, {{key + 2}}) n;
                insert into output_changes (revision_id, field, before, after)
                select n, 'volume', '"1"', '"2"' from generate_series({{key}}, {{key + 2}}) n;
                insert into share_links (id, output_id, name, level, is_anonymous, hash, created_at, expires_at)
                select n, n, 'for one', 'VIEW', false, n::text, now(), '2999-01-01' from generate_series({{key}}, {{key + 2}}) n;
                insert into data_files (id, output_id, position, name, media_type, bytes, sha256, storage_key)
                values ({{key + 3}}, {{key + 1}}, 0, 'a.csv', 'text/csv', 1, '{{key:x64}}', 'seed:none');
                insert into users (id, email, name, role, created_at) values ({{key
                    + 4}}, 'matrix-{{key}}@example.org', 'Nobody', 'READER', now());
                insert into access_tokens (id, user_id, name, prefix, hash, scopes, created_at, expires_at)
                select {{key + 5}}, id, 'mine', 'rhub_mine', decode(md5('{{key}}'), 'hex'), '{READ}', now(), now() + interval '1 day'
                from users where email = 'matrix-owner@example.org';
                insert into researchers (id, slug, name, family_name, sort_name, name_key, sector, url, created_at, updated_at, languages, open_to, restricted)
                select n, 'r-' || n, 'Owner', 'Owner', 'Owner', 'owner ' || n, 'ACADEMIA', 'https://example.org/', now(), now(), '{sr}', '{REVIEW}',
                  '{"SECTOR":"PRIVATE","AFFILIATIONS":"PRIVATE","EXPERTISE":"PRIVATE","LANGUAGES":"PRIVATE","OPEN_TO":"PRIVATE","URL":"PRIVATE"}'
                from (values ({{key + 6}}), ({{key + 8}})) v(n);
                insert into affiliations (id, researcher_id, organization_id) values ({{key + 9}}, {{key + 6}}, 22);
                insert into researcher_expertise (researcher_id, concept_id) values ({{key + 6}}, 13);
                update users set researcher_id = {{key + 6}} where email = 'matrix-owner@example.org';
                insert into requests (id, kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, details, created_at, updated_at)
                values ({{key}}, 'CORRECTION', 'SUBMITTED', 'Study', {{key}}, {{key
                    + 4}}, 'OUTPUT', {{key}}, '', 'Mine', '{"field":"Title"}', now(), now());
                insert into data_access_grants (id, output_id, user_id, granted_at, expires_at) values ({{key}}, {{key + 1}}, {{key + 4}}, now(), now() + interval '1 day');
                insert into collaboration_calls (id, title, description, seeks, deadline, languages, sectors, opened_by, opened_at, updated_at)
                select {{key}}, 'Mine', 'Mine', 'REVIEW', '2030-01-01', '{}', '{}', id, now(), now() from users where email = 'matrix-owner@example.org';
                insert into communities (id, slug, kind, name, all_names, names, descriptions, links, visibility, policy, created_at, updated_at)
                values ({{key}}, 'm-{{key}}', 'NETWORK', 'Mine', 'Mine', '[{"language":"en","text":"Mine"}]', '[]', '[]', 'PUBLIC', 'CLOSED', now(), now());
                insert into community_members (community_id, user_id, role, joined_at)
                select {{key}}, id, 'OWNER', now() from users where email = 'matrix-owner@example.org';
                insert into community_members (community_id, user_id, role, joined_at) values ({{key}}, {{key + 4}}, 'READER', now());
                insert into community_outputs (community_id, output_id, included_at, is_announced) values ({{key}}, {{key + 1}}, now(), false);
                insert into identifier_registrations (output_id, identifier, state, attempts, updated_at)
                select n, '10.5555/' || n, 'REGISTERED', 0, now() from generate_series({{key}}, {{key + 2}}) n;
                insert into saved_searches (id, user_id, name, query, secret, created_at, updated_at)
                select {{key + 6}}, id, 'mine', 'mine', 'secret-{{key}}', now(), now() from users where email = 'matrix-owner@example.org';
                insert into webhooks (saved_search_id, url, secret, created_at, disabled_at, disabled_reason)
                values ({{key + 6}}, 'https://example.org/', 'whsec_AAAA', now(), now(), 'GONE');
                insert into webhook_deliveries (id, saved_search_id, transaction, sequence, kind, subject_kind, output_id, occurred_at, title, state, created_at)
                values ({{key + 5}}, {{key + 6}}, '1', {{key}}, 'PUBLISHED', 'STUDY', 101, now(), 'Mine', 'DEAD', now());
                insert into reading_lists (id, slug, secret, owner_id, title, visibility, created_at, updated_at)
                select {{key + 30_000_000}}, 'l-{{key}}', 's-{{key}}', id, 'Mine', 'SHARED', now(), now() from users where email = 'matrix-owner@example.org';
                insert into reading_list_members (list_id, user_id, level, created_at) values ({{key + 30_000_000}}, {{key + 4}}, 'VIEW', now());
                insert into reading_list_items (id, list_id, output_id, position, added_at) values ({{key + 40_000_000}}, {{key + 30_000_000}}, 102, '8', now());
                insert into former_parts (id, user_id, topic_type, topic_id, title, ended_at)
                select {{key + 60_000_000}}, id, 'Study', 101, 'Mine', now() from users where email = 'matrix-owner@example.org';
                insert into comments (id, subject_type, subject_id, author_id, body, created_at)
                select {{key + 10_000_000}}, 'Study', 101, id, 'Mine.', now() from users where email = 'matrix-owner@example.org';
                insert into comment_reports (id, comment_id, reporter_id, reason, created_at)
                values ({{key + 20_000_000}}, {{key + 10_000_000}}, {{key + 4}}, 'Rude.', now());
                insert into notifications (id, user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, is_addressed, group_type, group_id, state, occurred_at)
                select {{key + 50_000_000}}, id, 'matrix', '1', {{key}}, 'COMMENTED', 'Study', 101, false, 'Study', 101, 'SAVED', now()
                from users where email = 'matrix-owner@example.org';
                insert into follows (user_id, subject_type, subject_id, created_at)
                select id, 'Study', {{key}}, now() from users where email = 'matrix-owner@example.org';
                """,
            Cancel
        );

    /// <summary>All that a mutation could change: every table, but for what the server writes by itself and when a token was last used.</summary>
    public async Task<string?> StateAsync() => await hub.Database.ScalarAsync<string>(_state ??= await StateSqlAsync(), Cancel);

    private async Task<string> StateSqlAsync()
    {
        string[] ours = ["feed_positions", "saved_search_matches", "notifications", "seed_loads"];
        var tables = await hub.Database.ScalarAsync<string[]>(
            "select array_agg(tablename::text order by tablename) from pg_tables where schemaname = 'public'",
            Cancel
        );
        var rows = tables!
            .Except(ours, StringComparer.Ordinal)
            .Select(table => (table, row: table == "access_tokens" ? "(to_jsonb(t) - 'last_used_at')::text" : "t::text"))
            .Select(one => $"(select string_agg({one.row}, '|' order by {one.row} collate \"C\") from \"{one.table}\" t)")
            // The server writes what is unread, and when it is due by mail.
            .Append("(select string_agg(t.id || t.state, '|' order by t.id) from notifications t where t.state <> 'UNREAD')");
        return $"select md5(concat({string.Join(", ", rows)}))";
    }
}
