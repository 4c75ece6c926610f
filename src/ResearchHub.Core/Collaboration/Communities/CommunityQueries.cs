using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue.Reading;
using ResearchHub.Core.Common;
using ResearchHub.Core.Common.Filtering;
using ResearchHub.Core.Common.Paging;
using ResearchHub.Core.Data;
using ResearchHub.Core.Vocabularies.Reading;

namespace ResearchHub.Core.Collaboration.Communities;

/// <summary>Reads of communities, as far as they exist for the caller. Each method is one SQL statement whose first value is the caller's account.</summary>
public sealed class CommunityQueries(ReadDatabase database)
{
    private static readonly PageSql<CommunityMemberRow> Members = new(
        CommunityMemberRow.Columns,
        CommunityMemberRow.ColumnCount,
        "from community_members m",
        "m",
        CommunityMemberRow.Read
    );

    private static readonly PageSql<OutputRow> Outputs = new(
        OutputRow.Columns,
        OutputRow.ColumnCount,
        "from research_outputs o join community_outputs i on i.output_id = o.id",
        "o",
        OutputRow.Read
    );

    private static readonly OrderTerm[] LatestIncluded =
    [
        new(new OrderField("includedAt", "When it came in.", "i.included_at", OrderKeyType.Timestamp), Descending: true),
    ];

    /// <summary>Communities that exist for a caller; those that were deleted are reached by look-up alone.</summary>
    public ListQuery<CommunityRow> List(Caller caller, FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, For(caller), sql => [Begin(sql, caller), "c.deleted_at is null", Visible(caller)], where, order);

    /// <summary>Communities of which a caller is a member.</summary>
    public ListQuery<CommunityRow> Joined(Caller caller, IReadOnlyList<OrderTerm> order) =>
        new(
            database,
            For(caller),
            sql => [Begin(sql, caller), "c.id in (select m.community_id from community_members m where m.user_id = $1)"],
            null,
            order
        );

    /// <summary>Communities by key, in no order; those that do not exist for the caller are left out.</summary>
    public async Task<IReadOnlyDictionary<long, CommunityRow>> ByIdAsync(long[] ids, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {CommunityRow.Columns} from communities c where c.id = any($2) and {Visible(caller)}",
                [caller.UserId ?? 0, ids],
                CommunityRow.ReadFor(caller),
                cancellationToken
            )
        ).ToDictionary(row => row.Id);

    /// <summary>The community with this slug; null when there is none.</summary>
    public async Task<CommunityRow?> BySlugAsync(string slug, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"select {CommunityRow.Columns} from communities c where c.slug = $2 and {Visible(caller)}",
                [caller.UserId ?? 0, slug],
                CommunityRow.ReadFor(caller),
                cancellationToken
            )
        ).FirstOrDefault();

    /// <summary>The community that a member reads by the feed with this secret; null when nobody does.</summary>
    public async Task<CommunityRow?> ByFeedSecretAsync(string secret, CancellationToken cancellationToken) =>
        SecretText.IsOne(secret)
            ? (
                await database.ListAsync(
                    $"select {CommunityRow.Columns} from community_members f join communities c on c.id = f.community_id where f.feed_secret = $2",
                    [0L, secret],
                    CommunityRow.ReadFor(Caller.Anonymous),
                    cancellationToken
                )
            ).FirstOrDefault()
            : null;

    /// <summary>Secrets of the caller's own feeds by community; communities of which they are no member are left out.</summary>
    public async Task<IReadOnlyDictionary<long, string>> FeedSecretsAsync(long[] ids, Caller caller, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select community_id, feed_secret from community_members where user_id = $1 and community_id = any($2)",
                [caller.UserId ?? 0, ids],
                reader => (Id: reader.GetInt64(0), Secret: reader.GetString(1)),
                cancellationToken
            )
        ).ToDictionary(row => row.Id, row => row.Secret);

    /// <summary>Members of communities; that the caller may see them has been checked.</summary>
    public ChildrenQuery<CommunityMemberRow> MembersOf(FilterCondition? where, IReadOnlyList<OrderTerm> order) =>
        new(database, Members, _ => ["m.community_id = p.id"], where, order);

    /// <summary>Numbers of members by community.</summary>
    public async Task<IReadOnlyDictionary<long, int>> CountMembersAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                "select community_id, count(*)::int from community_members where community_id = any($1) group by community_id",
                [ids],
                reader => (Id: reader.GetInt64(0), Count: reader.GetInt32(1)),
                cancellationToken
            )
        ).ToDictionary(row => row.Id, row => row.Count);

    /// <summary>The same page of the public outputs of many communities, those that came in last first; that they may be seen has been checked.</summary>
    public Task<IReadOnlyDictionary<long, Page<OutputRow>>> OutputsAsync(
        long[] communities,
        FilterCondition? where,
        PageRequest page,
        CancellationToken cancellationToken
    ) => Outputs.ChildrenAsync(database, new SqlText(), communities, OfParent, where, LatestIncluded, page, cancellationToken);

    /// <summary>Numbers of public outputs of many communities.</summary>
    public Task<IReadOnlyDictionary<long, int>> CountOutputsAsync(
        long[] communities,
        FilterCondition? where,
        CancellationToken cancellationToken
    ) => Outputs.ChildCountsAsync(database, new SqlText(), communities, OfParent, where, cancellationToken);

    /// <summary>The public outputs that came last into a community, and when; that they may be seen has been checked.</summary>
    public Task<List<(OutputRow Output, DateTimeOffset IncludedAt)>> LatestAsync(
        long community,
        int maximum,
        CancellationToken cancellationToken
    ) =>
        database.ListAsync(
            $"""
            select {OutputRow.Columns}, i.included_at from research_outputs o join community_outputs i on i.output_id = o.id
            where i.community_id = $1 and {OutputRow.Listed} order by i.included_at desc, o.id desc limit $2
            """,
            [community, maximum],
            reader => (OutputRow.Read(reader), reader.GetTime(OutputRow.ColumnCount)),
            cancellationToken
        );

    /// <summary>Communities that outputs are in, as far as the caller may see that they are, by name.</summary>
    public ChildrenQuery<CommunityRow> OfOutputs(Caller caller) =>
        new(
            database,
            For(caller) with
            {
                From = "from community_outputs i join communities c on c.id = i.community_id",
            },
            sql => [Begin(sql, caller), "i.output_id = p.id", VisibleInside(caller)],
            null,
            CommunityFilters.Default
        );

    /// <summary>Concepts by community.</summary>
    public async Task<ILookup<long, ConceptRow>> ConceptsAsync(long[] ids, CancellationToken cancellationToken) =>
        (
            await database.ListAsync(
                $"""
                select {ConceptRow.Columns}, i.community_id from community_concepts i join concepts k on k.id = i.concept_id
                where i.community_id = any($1) order by i.community_id, i.position
                """,
                [ids],
                reader => (Community: reader.GetInt64(ConceptRow.ColumnCount), Concept: ConceptRow.Read(reader)),
                cancellationToken
            )
        ).ToLookup(row => row.Community, row => row.Concept);

    internal static string Visible(Caller caller) =>
        IsAdmin(caller) ? "true" : $"(c.visibility <> '{ConstantCase.Of(CommunityVisibility.Hidden)}' or {IsMember})";

    private static string VisibleInside(Caller caller) =>
        IsAdmin(caller) ? "true" : $"(c.visibility = '{ConstantCase.Of(CommunityVisibility.Public)}' or {IsMember})";

    private const string IsMember = "exists (select from community_members m where m.community_id = c.id and m.user_id = $1)";

    private static readonly string[] OfParent = ["i.community_id = p.id", OutputRow.Listed];

    private static bool IsAdmin(Caller caller) => caller is { IsSignedIn: true, Role: Role.Admin };

    /// <summary>Places the caller's account as the first value.</summary>
    private static string Begin(SqlText sql, Caller caller)
    {
        sql.Place(caller.UserId ?? 0);
        return "true";
    }

    private static PageSql<CommunityRow> For(Caller caller) =>
        new(CommunityRow.Columns, CommunityRow.ColumnCount, "from communities c", "c", CommunityRow.ReadFor(caller));
}
