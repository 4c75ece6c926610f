using Npgsql;
using ResearchHub.Benchmarks.GraphQL;

namespace ResearchHub.Benchmarks.Collaboration;

/// <summary>What people who work together a lot leave behind: long lists, all of one account's concern.</summary>
internal static class CollaborationSeed
{
    public const int Studies = 20_000;
    public const int Notifications = 50_000;
    public const int Comments = 5_000;
    public const int ListItems = 10_000;
    public const int Events = 5_000;
    public const long Study = 2_000_001;
    public const long List = 3_000_001;
    public const long Request = 3_000_002;
    public const string Community = "bench";

    /// <summary>Fills the database in which the account <c>bench@example.org</c> is.</summary>
    public static async Task FillAsync(BenchDatabase database)
    {
        await using var connection = new NpgsqlConnection(database.ConnectionString + ";Command Timeout=600;Pooling=false");
        await connection.OpenAsync();
        foreach (var sql in new[] { Sql, "vacuum analyze" })
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }
    }

    /// <summary>
    /// Words of the title; of an abstract as long as one may be: as they are, changed a little, gone, and gone where they stood several times. The record is
    /// published, so its text changes behind the triggers' back.
    /// </summary>
    private static readonly string Anchors = $"""
        set session_replication_role = replica;
        update research_outputs set abstracts = jsonb_build_array(jsonb_build_object('language', 'en', 'text',
          (select left(string_agg(title, '. ' order by id), 50000) from research_outputs where id <= {Study} + 5000)))
        where id = {Study};
        set session_replication_role = default;
        create temporary table anchors as
        select kind, jsonb_build_object('field', case kind when 0 then 'Title' else 'Abstract' end, 'language', 'en', 'prefix', '', 'suffix', '', 'exact', exact,
          'isRepeated', kind = 4) || case when kind = 4 then jsonb_build_object('prefix', left(other, 100), 'suffix', right(other, 100)) else '{"{}"}' end as anchor
        from (select title, abstracts -> 0 ->> 'text' as text from research_outputs where id = {Study}) o,
          (select left(string_agg(title, '. ' order by id), 1000) as other from research_outputs where id > {Study} + 10000) others,
          lateral (values (0, title), (1, substr(text, 40000, 1000)), (2, replace(substr(text, 40000, 1000), 'a', 'o')), (3, other), (4, other)) a(kind, exact);
        """;

    private static readonly string Sql = $"""
        insert into users (id, email, name, role, created_at)
        select 4000000 + i, 'person-' || i || '@example.org', 'Person ' || i, 'READER', now() from generate_series(1, 500) i;

        insert into follows (user_id, subject_type, subject_id, created_at)
        select (select id from users where email = 'bench@example.org'), 'Study', 2000000 + i, now() from generate_series(1, 5000) i;

        insert into notifications (user_id, feed, feed_transaction, feed_sequence, kind, topic_type, topic_id, actor_id, is_addressed, group_type, group_id, state, occurred_at)
        select u.id, 'activities', '1', i, 'COMMENTED', 'Study', 2000001 + i % 5000, 4000001 + i % 500, i % 3 = 0, 'Study', 2000001 + i % 5000,
          case when i % 5 = 0 then 'UNREAD' when i % 7 = 0 then 'SAVED' else 'ARCHIVED' end, now() - (50000 - i) * interval '1 minute'
        from generate_series(1, {Notifications}) i, users u where u.email = 'bench@example.org' order by i;

        {Anchors}

        insert into comments (id, subject_type, subject_id, author_id, body, created_at, anchor)
        select 5000000 + i, 'Study', {Study}, 4000001 + i % 500,
          'Comment **' || i || '** on [the method](https://example.org/' || i || '):' || repeat(' the sample is small, and the period short.', 6),
          now() - ({Comments} - i) * interval '1 minute',
          case when i % 10 = 0 then (select anchor from anchors where kind = i / 10 % 5) end
        from generate_series(1, {Comments}) i;
        insert into comments (subject_type, subject_id, parent_id, author_id, body, created_at)
        select 'Study', {Study}, 5000000 + i, 4000001 + (i + n) % 500, 'I _agree_ with this.', now() from generate_series(1, {Comments}) i, generate_series(1, 3) n where i % 4 = 0;

        insert into reading_lists (id, slug, secret, owner_id, title, visibility, created_at, updated_at)
        select {List}, 'bench', 'bench-secret', id, 'All there is', 'SHARED', now(), now() from users where email = 'bench@example.org';
        insert into reading_list_items (list_id, output_id, position, note, added_by, added_at)
        select {List}, 2000000 + i, lpad(i::text, 8, '0'), 'Note ' || i, 4000001 + i % 500, now() from generate_series(1, {ListItems}) i;

        insert into requests (id, kind, status, topic_type, topic_id, creator_id, receiver_kind, receiver_id, matter, title, details, created_at, updated_at)
        select {Request}, 'CORRECTION', 'SUBMITTED', 'Study', {Study}, id, 'OUTPUT', {Study}, '', 'A long talk', '{"{\"field\":\"Title\"}"}', now(), now()
        from users where email = 'bench@example.org';
        insert into request_events (request_id, kind, actor_id, text, occurred_at)
        select {Request}, 'COMMENTED', 4000001 + i % 500, 'Word ' || i, now() - ({Events} - i) * interval '1 minute' from generate_series(1, {Events}) i;

        insert into communities (id, slug, kind, name, all_names, names, descriptions, links, visibility, policy, created_at, updated_at)
        values (3000003, '{Community}', 'RESEARCH_GROUP', 'Bench', 'bench', '{"[{\"language\":\"en\",\"text\":\"Bench\"}]"}', '[]', '[]', 'PUBLIC', 'MEMBERS', now(), now());
        insert into community_members (community_id, user_id, role, joined_at) select 3000003, 4000000 + i, 'READER', now() from generate_series(1, 500) i;
        insert into community_outputs (community_id, output_id, included_at, is_announced)
        select 3000003, 2000000 + i, now() - i * interval '1 minute', true from generate_series(1, 5000) i;
        """;
}
