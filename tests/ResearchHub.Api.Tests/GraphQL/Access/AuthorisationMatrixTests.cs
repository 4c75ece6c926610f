using System.Text;
using System.Text.Json;
using GraphQL.Types;
using ResearchHub.Api.GraphQL;
using ResearchHub.Api.GraphQL.Access;
using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Tests.GraphQL.Access;

/// <summary>
/// Everybody against every mutation and every private field. What there is comes from the schema: a new mutation is met with the strictest
/// expectation, a new private field without a probe fails.
/// </summary>
public sealed class AuthorisationMatrixTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static readonly string[] Everybody =
    [
        "anonymous",
        "reader",
        "member",
        "read-only admin",
        "stranger",
        "co-author",
        "owner",
        "curator",
        "admin",
    ];

    private string? _state;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_mutation_does_what_its_rule_says_and_a_refusal_changes_nothing()
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var rules = ((HubMutation)schema.Mutation!).Rules;
        var tokens = await TokensAsync();
        var key = 50_000;
        var wrong = new List<string>();

        Assert.Equal(
            schema.Mutation!.Fields.Select(field => field.Name).Order(StringComparer.Ordinal),
            rules.Keys.Order(StringComparer.Ordinal)
        );
        foreach (var field in schema.Mutation!.Fields)
        {
            var refused = Everybody.Where(actor => !MayCall(actor, field, rules[field.Name])).ToArray();
            // What readers of the feeds write meanwhile is theirs; a refusal that changes something does so each time.
            var changes = false;
            await RecordsAsync(key += 10);
            for (var turn = 0; turn < 3 && (turn == 0 || changes); turn++)
            {
                var before = await StateAsync();
                foreach (var actor in refused)
                {
                    var code = await RunAsync(tokens[actor], field, key);
                    if (!IsRefusal(code) || (actor == "anonymous" && code != "UNAUTHENTICATED"))
                    {
                        wrong.Add($"{field.Name} by {actor}: {code}");
                    }
                }
                changes = before != await StateAsync();
            }
            if (changes)
            {
                wrong.Add($"{field.Name} by one of {string.Join(", ", refused)} was refused and changed something");
            }
            foreach (var actor in Everybody.Except(refused, StringComparer.Ordinal))
            {
                await RecordsAsync(key += 10);
                var code = await RunAsync(tokens[actor], field, key);
                if (IsRefusal(code))
                {
                    wrong.Add($"{field.Name} by {actor}: {code}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public async Task Each_private_field_is_seen_by_those_it_is_for_alone()
    {
        var schema = hub.Services.GetRequiredService<ISchema>();
        var tokens = await TokensAsync();
        const int Key = 60_000;
        await RecordsAsync(Key);
        await hub.Database.ExecuteAsync($"update research_outputs set state = 'PUBLISHED' where id between {Key} and {Key + 9}", Cancel);
        await hub.Database.ExecuteAsync(
            $"""
            insert into audit_events (occurred_at, actor_id, action, subject_type, subject_id, address, credential)
            select now(), {Key + 4}, 'sample', 'Study', {Key}, '192.0.2.9', 'rhub_sample'
            """,
            Cancel
        );
        var wrong = new List<string>();

        var fields = schema
            .AllTypes.OfType<IComplexGraphType>()
            .SelectMany(type =>
                // Streams end with their first error: what they refuse is tested where they are (SavedSearchTests).
                type.Fields.Where(field =>
                        field.StreamResolver is null && FieldAccess.AudienceOf(field) is not (null or Audience.Everybody)
                    )
                    .Select(field => $"{type.Name}.{field.Name}")
            )
            .Order(StringComparer.Ordinal)
            .ToArray();
        foreach (var field in fields)
        {
            var (query, seenBy) = Probe(field, Key);
            foreach (var actor in Everybody)
            {
                var answer = await hub.SendAsync(tokens[actor], query);
                var isSeen =
                    answer.TryGetProperty("data", out var data)
                    && Leaf(data) is { } leaf
                    && leaf.ValueKind != JsonValueKind.Null
                    && leaf.ToString() != "UNKNOWN";
                if (isSeen != seenBy.Contains(actor, StringComparer.Ordinal))
                {
                    wrong.Add($"{field} by {actor}: {answer.GetRawText()}");
                }
            }
        }

        Assert.Equal(35, fields.Length);
        Assert.Empty(wrong);
    }

    /// <summary>A field of a profile keeps its readers, whichever way leads to the person.</summary>
    [Theory]
    [InlineData(70_000, "PRIVATE", new[] { "read-only admin", "owner", "curator", "admin" })]
    [InlineData(80_000, "MEMBERS", null)]
    public async Task Each_field_of_a_profile_is_seen_by_its_readers_also_through_other_records(int key, string readers, string[]? seenBy)
    {
        var tokens = await TokensAsync();
        await RecordsAsync(key);
        await hub.Database.ExecuteAsync(
            $$"""
            update researchers set restricted = replace(restricted::text, 'PRIVATE', '{{readers}}')::jsonb where id = {{key + 6}};
            insert into contributions (output_id, position, researcher_id, name_as_printed, credit_roles) values ({{key}}, 0, {{key
                + 6}}, 'Owner', '{}');
            update research_outputs set state = 'PUBLISHED' where id = {{key}}
            """,
            Cancel
        );
        var schema = hub.Services.GetRequiredService<ISchema>();
        var wrong = new List<string>();
        var person = (IComplexGraphType)schema.AllTypes["Researcher"]!;
        foreach (var field in person.Fields.Where(field => FieldAccess.AudienceOf(field) == Audience.AsProfileSays))
        {
            var leaf = field.Name switch
            {
                "affiliations" => "affiliations { organization { name } }",
                "expertise" => "expertise { notation }",
                var plain => plain,
            };
            var direct = $"researcher(by: {{ id: \"{NodeId.Encode("Researcher", key + 6)}\" }}) {{ {leaf} }}";
            var nested = $"node(id: \"{NodeId.Encode("Study", key)}\") {{ ... on Study {{ contributors {{ researcher {{ {leaf} }} }} }} }}";
            foreach (var (actor, way) in Everybody.SelectMany(actor => new[] { (actor, direct), (actor, nested) }))
            {
                var answer = await hub.SendAsync(tokens[actor], $"{{ {way} }}");
                var isSeen =
                    Leaf(answer.GetProperty("data")) is { ValueKind: not JsonValueKind.Null } value && value.ToString() != "UNKNOWN";
                if (isSeen != (seenBy?.Contains(actor, StringComparer.Ordinal) ?? actor != "anonymous"))
                {
                    wrong.Add($"{way} by {actor}: {answer.GetRawText()}");
                }
            }
        }

        Assert.Empty(wrong);
    }

    [Fact]
    public void A_root_field_without_a_rule_keeps_the_server_from_starting()
    {
        var root = new ObjectGraphType { Name = "Query" };
        root.Field<StringGraphType>("newField").Resolve(_ => "");

        Assert.Contains(
            "newField",
            Assert.Throws<InvalidOperationException>(() => RootRules.Guard(root)).Message,
            StringComparison.Ordinal
        );
    }

    private static bool IsRefusal(string? code) => code is "UNAUTHENTICATED" or "FORBIDDEN" or "NOT_FOUND";

    /// <summary>Who may call a mutation on a record of the owner, in a state in which it can be done or not.</summary>
    private static bool MayCall(string actor, FieldType mutation, Role least)
    {
        var (role, mayWrite) = actor switch
        {
            "anonymous" or "read-only admin" or "reader" => (Role.Reader, false),
            "member" => (Role.Reader, true),
            "stranger" or "co-author" or "owner" => (Role.Researcher, true),
            "curator" => (Role.Curator, true),
            _ => (Role.Admin, true),
        };
        return mayWrite
            && role >= least
            && mutation.Name switch
            {
                "revokeToken" => actor is "owner" or "admin",
                "updateSavedSearch"
                or "deleteSavedSearch"
                or "renewSavedSearchFeed"
                or "renewWebhookSecret"
                or "resendWebhookDelivery"
                or "unfollow" => actor is "owner",
                "setUserRole"
                or "linkUserToResearcher"
                or "claimAuthorship"
                or "reportComment"
                or "requestCorrection"
                or "requestDeletion"
                or "requestMembership"
                or "requestDataAccess"
                or "answerCollaborationCall" => true,
                "closeCollaborationCall" => actor is "owner" or "admin",
                "updateCommunity" or "setCommunityRole" or "removeCommunityMember" or "inviteToCommunity" => actor is "owner" or "admin",
                "leaveCommunity" or "transferOwnership" => actor is "owner",
                // The sample is nobody's secret.
                "acceptInvitation" => false,
                // Nobody's request to the owner: who is asked does not take it back.
                "cancelRequest" => actor is "admin",
                // The stranger is the reviewer; who decides is a curator.
                "declareInterests" or "submitReview" => actor is "stranger",
                // What is not possible in this state is told to whoever may see the draft.
                "publishOutput" or "createVersion" or "removeCollaborator" or "follow" or "postComment" => actor
                    is not ("stranger" or "member"),
                "bookmarkOutput" => true,
                _ when mutation.Name.Contains("ReadingList", StringComparison.Ordinal) && mutation.Name != "createReadingList" => actor
                    is "owner",
                "hideComment" or "unhideComment" or "decideCommentReport" => actor is "curator" or "admin",
                _ when !SampleInput.NamesRecord(mutation.Arguments!.Single().ResolvedType!) => true,
                _ => actor is not ("stranger" or "member" or "co-author") || (actor is "co-author" && IsForAuthors(mutation.Name)),
            };
    }

    private static bool IsForAuthors(string mutation) =>
        mutation.StartsWith("revise", StringComparison.Ordinal) || mutation is "uploadFile" or "removeFile" or "restoreRevision";

    /// <summary>How to ask for a private field, and who gets it.</summary>
    private static (string Query, string[] SeenBy) Probe(string field, int key)
    {
        string[] curators = ["read-only admin", "curator", "admin"];
        string[] admins = ["read-only admin", "admin"];
        string[] owner = ["read-only admin", "owner", "admin"];
        string[] person = ["read-only admin", "owner", "curator", "admin"];
        string Person(string selection) => $"{{ researcher(by: {{ id: \"{NodeId.Encode("Researcher", key + 6)}\" }}) {{ {selection} }} }}";
        var user = $"user(by: {{ id: \"{NodeId.Encode("User", key + 4)}\" }})";
        var log = $"node(id: \"{NodeId.Encode("Study", key)}\") {{ ... on Study {{ audit(first: 1) {{ nodes {{ ";
        return field switch
        {
            "Query.user" => ($"{{ {user} {{ id }} }}", curators),
            "Query.request" => ($"{{ request(id: \"{NodeId.Encode("Request", key)}\") {{ title }} }}", person),
            "CollaborationCall.answers" => (
                $"{{ node(id: \"{NodeId.Encode("CollaborationCall", key)}\") {{ ... on CollaborationCall {{ answers {{ totalCount }} }} }} }}",
                owner
            ),
            "Query.auditEvents" => ("{ auditEvents(first: 1) { pageInfo { hasNextPage } } }", admins),
            "User.email" => ($"{{ {user} {{ email }} }}", admins),
            "User.role" => ($"{{ {user} {{ role }} }}", curators),
            "Query.commentReports" => ("{ commentReports(first: 1) { totalCount } }", curators),
            "Query.identifierRegistrations" => ("{ identifierRegistrations(first: 1) { totalCount } }", curators),
            "ResearchOutput.registration" or "Study.registration" => (Registration("Study", key), curators),
            "Dataset.registration" => (Registration("Dataset", key + 1), curators),
            "LearningResource.registration" => (Registration("LearningResource", key + 2), curators),
            "Researcher.affiliations" => (Person("affiliations { organization { name } }"), person),
            "Researcher.expertise" => (Person("expertise { notation }"), person),
            "Researcher.visibility" => (Person("visibility { field }"), person),
            "Researcher.sector" or "Researcher.url" or "Researcher.languages" or "Researcher.openTo" => (
                Person(field.Split('.')[1]),
                person
            ),
            "AuditEvent.address" => ($"{{ {log} address }} }} }} }} }}", admins),
            "AuditEvent.credential" => ($"{{ {log} credential }} }} }} }} }}", admins),
            _ when field.EndsWith(".collaborators", StringComparison.Ordinal) => (
                OfOutput(field, key, "collaborators { id }"),
                ["read-only admin", "co-author", "owner", "curator", "admin"]
            ),
            _ when field.EndsWith(".revisions", StringComparison.Ordinal) => (
                OfOutput(field, key, "revisions { totalCount }"),
                ["read-only admin", "co-author", "owner", "curator", "admin"]
            ),
            _ when field.EndsWith(".compare", StringComparison.Ordinal) => (
                OfOutput(field, key, "compare(from: 0, to: 9) { field }"),
                ["read-only admin", "co-author", "owner", "curator", "admin"]
            ),
            _ when field.EndsWith(".shareLinks", StringComparison.Ordinal) => (
                OfOutput(field, key, "shareLinks { id }"),
                ["read-only admin", "owner", "curator", "admin"]
            ),
            "ResearchOutput.audit" or "Study.audit" => (Audit("Study", key), owner),
            "Dataset.audit" => (Audit("Dataset", key + 1), owner),
            "LearningResource.audit" => (Audit("LearningResource", key + 2), owner),
            _ => throw new NotSupportedException($"{field} is private: say here who may see it."),
        };
    }

    private static string OfOutput(string field, int key, string selection)
    {
        var type = field.Split('.')[0] is "ResearchOutput" ? "Study" : field.Split('.')[0];
        var id = NodeId.Encode(type, key + Array.IndexOf(["Study", "Dataset", "LearningResource"], type));
        return $"{{ node(id: \"{id}\") {{ ... on {type} {{ {selection} }} }} }}";
    }

    private static string Registration(string type, int key) =>
        $"{{ node(id: \"{NodeId.Encode(type, key)}\") {{ ... on {type} {{ registration {{ identifier }} }} }} }}";

    private static string Audit(string type, int key) =>
        $"{{ node(id: \"{NodeId.Encode(type, key)}\") {{ ... on {type} {{ audit(first: 1) {{ totalCount }} }} }} }}";

    /// <summary>The only value that a probe asks for.</summary>
    private static JsonElement? Leaf(JsonElement value) =>
        value.ValueKind switch
        {
            JsonValueKind.Object => Leaf(value.EnumerateObject().Single().Value),
            JsonValueKind.Array => value.GetArrayLength() == 0 ? null : Leaf(value[0]),
            _ => value,
        };

    private async Task<string> RunAsync(string? token, FieldType field, int key)
    {
        var input = field.Arguments!.Single().ResolvedType!;
        var type = ((NonNullGraphType)input).ResolvedType!.Name;
        var query = $"mutation ($i: {type}!) {{ {field.Name}(input: $i) {{ errors {{ code }} }} }}";
        var variables = new { i = SampleInput.Of(input, name => IdOf(field.Name, name, key)) };
        var answer = SampleInput.FileField(input) is { } file
            ? await hub.SendAsync(token, Multipart(query, variables, file))
            : await hub.SendAsync(token, query, variables);
        if (answer.TryGetProperty("errors", out var errors))
        {
            return errors[0].GetProperty("extensions").GetProperty("code").GetString()!;
        }
        var refusals = answer.GetProperty("data").GetProperty(field.Name).GetProperty("errors");
        return refusals.GetArrayLength() == 0 ? "" : refusals[0].GetProperty("code").GetString()!;
    }

    private static string IdOf(string mutation, string field, int key) =>
        (mutation, field) switch
        {
            ("requestDataAccess", "dataset") => NodeId.Encode("Dataset", 201),
            (_, "dataset") => NodeId.Encode("Dataset", key + 1),
            ("revokeDataAccess", _) => NodeId.Encode("DataAccessGrant", key),
            ("answerCollaborationCall" or "closeCollaborationCall", _) => NodeId.Encode("CollaborationCall", key),
            (_, "community") => NodeId.Encode("Community", key),
            ("requestInclusion", "output") => NodeId.Encode("Study", key),
            ("removeFromCommunity", "output") => NodeId.Encode("Dataset", key + 1),
            ("setCommunityRole" or "removeCommunityMember" or "inviteToCommunity", "user") => NodeId.Encode("User", key + 4),
            (_, "user") or ("transferOwnership", "to") => NodeId.Encode("User", key + 4),
            (_, "researcher") => NodeId.Encode("Researcher", 31),
            (_, "into") => NodeId.Encode("Researcher", key + 8),
            (_, "output") => NodeId.Encode("Study", 101),
            ("updateResearcherProfile" or "mergeResearchers", _) => NodeId.Encode("Researcher", key + 6),
            ("revokeToken", _) => NodeId.Encode("AccessToken", key + 5),
            (_, "person") => NodeId.Encode("User", key + 4),
            ("updateReadingListItem" or "moveReadingListItem" or "removeFromReadingList", _) => NodeId.Encode(
                "ReadingListItem",
                key + 40_000_000
            ),
            (_, "id") when mutation.EndsWith("ReadingList", StringComparison.Ordinal) => NodeId.Encode("ReadingList", key + 30_000_000),
            ("decideCommentReport", _) => NodeId.Encode("CommentReport", key + 20_000_000),
            (_, "id") when mutation.EndsWith("Comment", StringComparison.Ordinal) => NodeId.Encode("Comment", key + 10_000_000),
            ("unfollow", _) => NodeId.Encode("Study", key),
            ("assignRequestReviewers", "") => NodeId.Encode("User", key + 4),
            (
                "submitRequest"
                    or "acceptRequest"
                    or "declineRequest"
                    or "cancelRequest"
                    or "commentOnRequest"
                    or "askForMoreInformation"
                    or "assignRequestReviewers",
                _
            ) => NodeId.Encode("Request", key),
            ("resendWebhookDelivery", _) => NodeId.Encode("WebhookDelivery", key + 5),
            ("renewWebhookSecret", _) => NodeId.Encode("SavedSearch", key + 6),
            _ when mutation.EndsWith("SavedSearch", StringComparison.Ordinal) || mutation == "renewSavedSearchFeed" => NodeId.Encode(
                "SavedSearch",
                key + 6
            ),
            ("changeCollaborator" or "removeCollaborator", _) => NodeId.Encode("Collaborator", key),
            ("declareInterests" or "submitReview" or "cancelReview" or "publishReview", _) => NodeId.Encode("Review", key),
            ("revokeShareLink", _) => NodeId.Encode("ShareLink", key),
            ("removeFile", _) => NodeId.Encode("DataFile", key + 3),
            _ when mutation.Contains("Dataset", StringComparison.Ordinal) => NodeId.Encode("Dataset", key + 1),
            _ when mutation.Contains("LearningResource", StringComparison.Ordinal) => NodeId.Encode("LearningResource", key + 2),
            _ => NodeId.Encode("Study", key),
        };

    private static MultipartFormDataContent Multipart(string query, object variables, string file) =>
        new()
        {
            { new StringContent(JsonSerializer.Serialize(new { query, variables })), "operations" },
            { new StringContent($$"""{"0":["variables.i.{{file}}"]}"""), "map" },
            { new ByteArrayContent(Encoding.UTF8.GetBytes("a,b\n1,2\n")), "0", "table.csv" },
        };

    private async Task<Dictionary<string, string?>> TokensAsync() =>
        new(StringComparer.Ordinal)
        {
            ["anonymous"] = null,
            ["reader"] = await hub.TokenAsync("matrix-reader", Role.Reader),
            ["member"] = await hub.TokenAsync("matrix-member", Role.Reader, TokenScope.Read, TokenScope.Write),
            ["stranger"] = await hub.TokenAsync("matrix-stranger", Role.Researcher),
            ["co-author"] = await hub.TokenAsync("matrix-co-author", Role.Researcher),
            ["owner"] = await hub.TokenAsync("matrix-owner", Role.Researcher),
            ["curator"] = await hub.TokenAsync("matrix-curator", Role.Curator),
            ["read-only admin"] = await hub.TokenAsync("matrix-read-only", Role.Admin, TokenScope.Read),
            ["admin"] = await hub.TokenAsync("matrix-admin", Role.Admin),
        };

    /// <summary>Drafts of each kind, a file and a token that belong to the owner, and an account of nobody.</summary>
    private Task<int> RecordsAsync(int key) =>
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
                insert into collaboration_calls (id, title, description, seeks, deadline, languages, sectors, opened_by, opened_at)
                select {{key}}, 'Mine', 'Mine', 'REVIEW', '2030-01-01', '{}', '{}', id, now() from users where email = 'matrix-owner@example.org';
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
                insert into comments (id, subject_type, subject_id, author_id, body, created_at)
                select {{key + 10_000_000}}, 'Study', 101, id, 'Mine.', now() from users where email = 'matrix-owner@example.org';
                insert into comment_reports (id, comment_id, reporter_id, reason, created_at)
                values ({{key + 20_000_000}}, {{key + 10_000_000}}, {{key + 4}}, 'Rude.', now());
                insert into follows (user_id, subject_type, subject_id, created_at)
                select id, 'Study', {{key}}, now() from users where email = 'matrix-owner@example.org';
                """,
            Cancel
        );

    /// <summary>All that a mutation could change: every table, but for what the server writes by itself and when a token was last used.</summary>
    private async Task<string?> StateAsync() => await hub.Database.ScalarAsync<string>(_state ??= await StateSqlAsync(), Cancel);

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
            .Select(one => $"(select string_agg({one.row}, '|' order by {one.row}) from \"{one.table}\" t)");
        return $"select md5(concat({string.Join(", ", rows)}))";
    }
}
