using Npgsql;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Data;

namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>
/// The SQL of requests: how they are read, and who stands how to them. Their alias is <c>r</c>; the first value of every statement is the key
/// of the caller's account.
/// </summary>
public sealed class RequestSql
{
    private const string Me = "$1";

    /// <summary>The output that the request <c>r</c> is about; null for none.</summary>
    private const string Topic = $"(case when r.topic_type in ({OutputTopic.Types}) then r.topic_id end)";
    private readonly Dictionary<RequestKind, IRequestKind> _kinds;
    private readonly string[] _forCurators;
    private readonly string _receivers;
    private readonly string _isOverseer;

    public RequestSql(IEnumerable<IRequestKind> kinds, IEnumerable<RequestReceivers> receivers)
    {
        _kinds = kinds.ToDictionary(kind => kind.Kind);
        _forCurators = [.. _kinds.Values.Where(kind => kind.IsForCurators).Select(kind => ConstantCase.Of(kind.Kind))];
        _receivers =
            $"({string.Join(" union all ", RequestReceivers.Known.Concat(receivers).Select(one => $"select '{ConstantCase.Of(one.Kind)}' as receiver_kind, receiver_id, user_id from ({one.Sql}) {ConstantCase.Of(one.Kind).ToLowerInvariant()}_receivers"))})";
        _isOverseer =
            $"({string.Join(" or ", _kinds.Values.Where(kind => kind.IsOverseer is not null).Select(kind => $"(r.kind = '{ConstantCase.Of(kind.Kind)}' and {kind.IsOverseer})").DefaultIfEmpty("false"))})";
    }

    /// <summary>What requests of a kind mean.</summary>
    public IRequestKind KindOf(RequestKind kind) => _kinds[kind];

    /// <summary>
    /// Whether a request <c>r</c> was ever sent. One that was kept back and taken back, or was over before, stays its creator's own.
    /// </summary>
    private const string IsSent = "(r.submitted_at is not null or r.status in ('SUBMITTED', 'ACCEPTED', 'DECLINED'))";

    /// <summary>Keys of waiting requests that nobody can accept any more at the time $1.</summary>
    internal string Over =>
        string.Join(
            " union all ",
            _kinds
                .Values.Where(kind => kind.IsOver is not null)
                .Select(kind =>
                    $"select r.id from requests r where r.kind = '{ConstantCase.Of(kind.Kind)}' and r.status in ('CREATED', 'SUBMITTED') and ({kind.IsOver})"
                )
                .Prepend("select r.id from requests r where r.status in ('CREATED', 'SUBMITTED') and r.expires_at <= $1")
        );

    /// <summary>Accounts that the request <c>r</c> is addressed to.</summary>
    internal string Receivers =>
        $"(select v.user_id from {_receivers} v where v.receiver_kind = r.receiver_kind and v.receiver_id = r.receiver_id limit 200)";

    /// <summary>Accounts whom the request $1 concerns: its creator, and, once it is sent, who is asked and whose opinion is wanted.</summary>
    internal string Parties =>
        $"""
            select p.user_id from requests r
            cross join lateral (
              select r.creator_id as user_id where r.creator_id is not null
              union select v.user_id from {Receivers} v where {IsSent}
              union select w.user_id from request_reviewers w where w.request_id = r.id and w.removed_at is null and {IsSent}) p
            where r.id = $1
            """;

    /// <summary>Begins a statement for a caller.</summary>
    internal static SqlText Begin(Caller caller, SqlText? sql = null)
    {
        sql ??= new SqlText();
        sql.Value(caller.UserId ?? 0);
        return sql;
    }

    /// <summary>How pages of long lists of requests are read to be shown to a caller: what the caller is to each is asked of the page alone.</summary>
    internal PageSql<RequestRow> ListedTo(Caller caller) =>
        For(
            caller,
            row => row.Shown,
            $"{IsReceiver}, {IsReviewer}, {UndecidedReviews.Part(Topic, Me)}, {IsOfOwnReview}, {_isOverseer}",
            "from requests r"
        );

    /// <summary>How a few requests are read to be shown to a caller, with <see cref="Visible"/> among the conditions.</summary>
    internal PageSql<RequestRow> ShownTo(Caller caller) => Few(caller, row => row.Shown);

    /// <summary>How requests are read to act on them for a caller, with all that is known.</summary>
    internal PageSql<RequestRow> For(Caller caller) => Few(caller, row => row);

    /// <summary>
    /// What the caller is to a request is asked once, for columns and conditions: it is most of the statement, and planning it twice takes longer than running it.
    /// </summary>
    private PageSql<RequestRow> Few(Caller caller, Func<RequestRow, RequestRow> see) =>
        For(
            caller,
            see,
            "s.is_receiver, s.is_reviewer, s.own, s.is_of_own_review, s.is_overseer",
            $"""
            from requests r cross join lateral (
              select {IsReceiver} as is_receiver, {IsReviewer} as is_reviewer, {UndecidedReviews.Part(Topic, Me)} as own,
                {IsOfOwnReview} as is_of_own_review, {_isOverseer} as is_overseer offset 0) s
            """
        );

    private PageSql<RequestRow> For(Caller caller, Func<RequestRow, RequestRow> see, string parts, string from) =>
        new(
            $"""
            r.id, r.kind, r.status, r.topic_type, r.topic_id, r.creator_id, r.receiver_kind, r.receiver_id, r.title, r.message, r.details,
            r.outcome, r.awaits_creator, r.due_on, r.expires_at, r.created_at, r.submitted_at, r.decided_by, r.decided_at, r.updated_at, r.revision,
            {parts},
            (select i.email from invitation_links i where r.receiver_kind = 'INVITATION' and i.id = r.receiver_id),
            {(caller.IsCurator ? IsOfOwnWork(caller) : "false")}, coalesce(r.creator_id in {SamePerson.Of(Me)}, false)
            """,
            29,
            from,
            "r",
            reader => see(Read(reader, caller))
        );

    /// <summary>Holds for requests that exist for a caller, read as by <see cref="ShownTo"/> or <see cref="For(Caller)"/>.</summary>
    internal string Visible(Caller caller, SqlText sql)
    {
        var others =
            caller is { IsSignedIn: true, Role: Role.Admin } ? "(s.is_receiver or not s.is_of_own_review)"
            : caller.IsCurator ? $"(s.is_receiver or s.is_reviewer or s.is_overseer or r.kind = any({sql.Value(_forCurators)}))"
            : "(s.is_receiver or s.is_reviewer or s.is_overseer)";
        return $"(r.creator_id = {Me} or ({IsSent} and {others}))";
    }

    /// <summary>Holds for requests that concern a caller, found by their indexes.</summary>
    /// <param name="part">Only those in which the caller has this part; null for any.</param>
    internal string Concerning(Caller caller, RequestPart? part, SqlText sql)
    {
        var ways = new List<(RequestPart Part, string Sql)>
        {
            (RequestPart.Creator, $"select q.id from requests q where q.creator_id = {Me}"),
            (
                RequestPart.Receiver,
                $"select q.id from requests q join {_receivers} v on v.receiver_kind = q.receiver_kind and v.receiver_id = q.receiver_id where v.user_id = {Me}"
            ),
            (
                RequestPart.Reviewer,
                $"select q.id from requests q join request_reviewers v on v.request_id = q.id where v.user_id = {Me} and v.removed_at is null"
            ),
        };
        if (caller.IsCurator)
        {
            ways.Add((RequestPart.Receiver, $"select q.id from requests q where q.kind = any({sql.Value(_forCurators)})"));
        }
        var found = string.Join(" union all ", ways.Where(way => part is null || way.Part == part).Select(way => way.Sql));
        return $"r.id in ({found}) and (r.creator_id = {Me} or {IsSent})";
    }

    /// <summary>Whether the caller may not know who made what a request is about.</summary>
    internal static string IsBlind { get; } = UndecidedReviews.Blind(Topic, Me);

    /// <summary>Whether a request is for a review of what the caller works on, is named in, reviews, or has a conflict of interest in: others' are not for them, whatever their role.</summary>
    private static string IsOfOwnReview { get; } =
        $"""
            (r.topic_type = '{Review.TypeName}' and exists (
              select from reviews x join research_outputs o on o.id = x.output_id
              where x.id = r.topic_id and ({ReviewStanding.EverHadPart(Me)} or {UndecidedReviews.OnlyReads(
                "o.id",
                Me
            )})))
            """;

    /// <summary>Whether a request is about a work on which the caller, a curator, does not decide as one, because they have a part in it.</summary>
    private static string IsOfOwnWork(Caller caller) =>
        $"exists (select from research_outputs o where o.id = {Topic} and {ReviewStanding.IsOwn(Me, caller.Role == Role.Admin ? "true" : "false")})";

    private static string IsReviewer =>
        $"exists (select from request_reviewers v where v.request_id = r.id and v.user_id = {Me} and v.removed_at is null)";

    private string IsReceiver =>
        $"exists (select from {_receivers} v where v.receiver_kind = r.receiver_kind and v.receiver_id = r.receiver_id and v.user_id = {Me})";

    private RequestRow Read(NpgsqlDataReader reader, Caller caller)
    {
        var kind = _kinds[reader.GetEnum<RequestKind>(1)];
        var creator = reader.GetLongOrNull(5);
        var receiver = new RequestReceiver(reader.GetEnum<RequestReceiverKind>(6), reader.GetInt64(7))
        {
            Email = reader.GetStringOrNull(26),
        };
        var own = ReviewerPart.Read(reader, 23);
        var isPartial = own.OnlyReads || reader.GetBoolean(24);
        return new RequestRow(
            reader.GetInt64(0),
            kind.Kind,
            reader.GetEnum<RequestStatus>(2),
            reader.GetString(3),
            reader.GetInt64(4),
            creator,
            receiver,
            reader.GetString(8),
            reader.GetStringOrNull(9),
            kind.Details is { } type && !reader.IsDBNull(10) ? RequestDetails.Read(reader.GetString(10), type) : null,
            reader.GetStringOrNull(11),
            reader.GetBoolean(12),
            reader.GetDateOrNull(13),
            reader.GetTimeOrNull(14),
            reader.GetTime(15),
            reader.GetTimeOrNull(16),
            reader.GetLongOrNull(17),
            reader.GetTimeOrNull(18),
            reader.GetTime(19),
            reader.GetInt32(20),
            Standings(
                kind,
                receiver.Kind,
                caller,
                creator,
                reader.GetBoolean(21),
                reader.GetBoolean(22),
                isPartial,
                own.HasConflict,
                reader.GetBoolean(25),
                reader.GetBoolean(27),
                reader.GetBoolean(28)
            )
        )
        {
            IsBlind = own.IsBlind,
            IsPartial = isPartial,
            IsOfOwnWork = reader.GetBoolean(27),
        };
    }

    /// <summary>
    /// Who asks does not decide, with whatever account of theirs, unless as administrator. A curator with a part in what it is about is not asked as one. Who reviews what it is about decides for themselves and for their community, but not for the catalogue; who has
    /// a conflict of interest for themselves alone, or as one of its authors.
    /// </summary>
    private static List<RequestStanding> Standings(
        IRequestKind kind,
        RequestReceiverKind receiver,
        Caller caller,
        long? creator,
        bool isReceiver,
        bool isReviewer,
        bool isPartial,
        bool hasConflict,
        bool isOverseer,
        bool isOfOwnWork,
        bool isOfOwnPerson
    )
    {
        var standings = new List<RequestStanding>();
        if (!caller.IsSignedIn)
        {
            return standings;
        }
        var (isCreator, isAdmin) = (creator == caller.UserId, caller.Role == Role.Admin);
        var isForCurators = (kind.IsForCurators && caller.IsCurator) || (isReceiver && receiver == RequestReceiverKind.Curators);
        var isTheirs =
            isReceiver
            && (kind.IsPersonal || receiver == RequestReceiverKind.Output || (!hasConflict && receiver != RequestReceiverKind.Curators));
        // To come in, or to take over, is for each account to say.
        var isAsking = kind.IsPersonal ? isCreator : isOfOwnPerson;
        void Add(RequestStanding standing, bool stands)
        {
            if (stands)
            {
                standings.Add(standing);
            }
        }
        Add(RequestStanding.Creator, isCreator && !(isPartial && kind.IsOfEditor));
        Add(RequestStanding.Receiver, !isAsking && (isTheirs || (isForCurators && !isPartial && !isOfOwnWork)));
        Add(RequestStanding.Reviewer, isReviewer);
        Add(RequestStanding.Overseer, isOverseer && !isCreator);
        Add(kind.IsPersonal ? RequestStanding.Overseer : RequestStanding.Admin, isAdmin && !isPartial && !(isOfOwnWork && isForCurators));
        Add(
            RequestStanding.Onlooker,
            (isPartial && (isCreator || isReceiver || isForCurators || (isAdmin && !kind.IsOfEditor)))
                || (isOfOwnWork && isForCurators)
                || (isAsking && (isReceiver || isForCurators))
        );
        return standings;
    }
}

/// <summary>The part that somebody has in a request.</summary>
public enum RequestPart
{
    Creator,
    Receiver,
    Reviewer,
}
