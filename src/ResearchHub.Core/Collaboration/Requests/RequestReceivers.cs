namespace ResearchHub.Core.Collaboration.Requests;

/// <summary>Whom a request can be addressed to.</summary>
public enum RequestReceiverKind
{
    /// <summary>One account.</summary>
    User,

    /// <summary>Whoever administers an output.</summary>
    Output,

    /// <summary>Whoever curates a community.</summary>
    Community,

    /// <summary>Whoever manages the members of a community.</summary>
    CommunityManagers,

    /// <summary>Whoever has the link that was sent, or signs in with the address that it was sent to.</summary>
    Invitation,

    /// <summary>The curators of the catalogue; their key is 0.</summary>
    Curators,
}

/// <summary>Whom a request is addressed to.</summary>
/// <param name="Id">Key of the account, output or community; 0 for <see cref="RequestReceiverKind.Curators"/>.</param>
public readonly record struct RequestReceiver(RequestReceiverKind Kind, long Id)
{
    /// <summary>Address that an invitation was sent to, as read; null for none.</summary>
    public string? Email { get; init; }

    public static RequestReceiver Curators { get; } = new(RequestReceiverKind.Curators, 0);
}

/// <summary>Says which accounts are the receivers of one kind. Each module registers its own.</summary>
/// <param name="Sql">Select of <c>receiver_id, user_id</c>; asked with either given.</param>
public sealed record RequestReceivers(RequestReceiverKind Kind, string Sql)
{
    /// <summary>Who administers outputs, besides the curators of the catalogue.</summary>
    internal static RequestReceivers OfOutputs { get; } =
        new(
            RequestReceiverKind.Output,
            """
            select id as receiver_id, owner_id as user_id from research_outputs where owner_id is not null
            union all
            select work_id, user_id from output_collaborators where role = 'ADMIN' and accepted_at is not null
            union all
            select o.id, c.user_id from output_collaborators c join research_outputs o on o.first_version_id = c.work_id
            where c.role = 'ADMIN' and c.accepted_at is not null
            """
        );

    internal static IEnumerable<RequestReceivers> Known { get; } =
    [
        new(RequestReceiverKind.User, "select id as receiver_id, id as user_id from users"),
        OfOutputs,
        new(RequestReceiverKind.Curators, "select 0::bigint as receiver_id, id as user_id from users where role in ('CURATOR', 'ADMIN')"),
    ];
}
