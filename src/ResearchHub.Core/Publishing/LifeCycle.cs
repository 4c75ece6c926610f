using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Catalogue.Reading;

namespace ResearchHub.Core.Publishing;

/// <summary>What can be done to an output.</summary>
public enum OutputAction
{
    Revise,
    Submit,
    StartReview,
    RequestChanges,
    Accept,
    Publish,

    /// <summary>Publish the description now and the files on a later day.</summary>
    PublishUnderEmbargo,

    /// <summary>End an embargo.</summary>
    Release,

    /// <summary>Draft a successor of what is published.</summary>
    CreateVersion,
    Withdraw,
    Retract,
    Delete,
}

/// <summary>Who stands how to an output.</summary>
public enum Standing
{
    /// <summary>Neither owner nor curator: the output's drafts do not exist for them.</summary>
    Stranger,
    Owner,
    Curator,

    /// <summary>The server itself, when the time has come.</summary>
    Server,
}

/// <summary>The life cycle of outputs: every transition there is, in one place.</summary>
public static class LifeCycle
{
    private static readonly Dictionary<(PublicationState From, OutputAction Action, Standing By), PublicationState> Transitions = Table();

    /// <summary>The state that an action leads to; null when it is not allowed.</summary>
    public static PublicationState? Next(PublicationState from, OutputAction action, Standing by) =>
        Transitions.TryGetValue((from, action, by), out var next) ? next : null;

    /// <summary>Whether anybody may do this in this state: tells a wrong state from a missing right.</summary>
    public static bool IsPossible(PublicationState from, OutputAction action) =>
        Enum.GetValues<Standing>().Any(standing => standing != Standing.Server && Next(from, action, standing) is not null);

    /// <summary>How a caller stands to an output.</summary>
    public static Standing StandingOf(Caller caller, long? owner) =>
        caller.IsCurator ? Standing.Curator
        : caller.IsSignedIn && owner == caller.UserId ? Standing.Owner
        : Standing.Stranger;

    /// <summary>Whether the record exists for a caller: what one may not see is as if it were not there.</summary>
    public static bool MaySee(Caller caller, PublicationState state, long? owner) =>
        StandingOf(caller, owner) != Standing.Stranger || IsPublic(state);

    /// <summary>Whether a caller may read the bytes of a file: anybody those of published open outputs, owner and curators always.</summary>
    public static bool MayRead(Caller caller, DataFileRow file) =>
        StandingOf(caller, file.OwnerId) != Standing.Stranger
        || (file.Access == AccessRight.Open && file.State is (PublicationState.Published or PublicationState.Retracted));

    /// <summary>States whose records everybody sees.</summary>
    public static bool IsPublic(PublicationState state) =>
        state is PublicationState.Published or PublicationState.Embargoed or PublicationState.Retracted or PublicationState.Withdrawn;

    private static Dictionary<(PublicationState, OutputAction, Standing), PublicationState> Table()
    {
        var table = new Dictionary<(PublicationState, OutputAction, Standing), PublicationState>();
        void Allow(PublicationState from, OutputAction action, PublicationState to, params ReadOnlySpan<Standing> by)
        {
            foreach (var standing in by)
            {
                table.Add((from, action, standing), to);
            }
        }

        Allow(PublicationState.Draft, OutputAction.Revise, PublicationState.Draft, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Draft, OutputAction.Submit, PublicationState.Submitted, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Draft, OutputAction.Delete, PublicationState.Draft, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.StartReview, PublicationState.InReview, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.RequestChanges, PublicationState.ChangesRequested, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.Accept, PublicationState.Accepted, Standing.Curator);
        Allow(PublicationState.InReview, OutputAction.RequestChanges, PublicationState.ChangesRequested, Standing.Curator);
        Allow(PublicationState.InReview, OutputAction.Accept, PublicationState.Accepted, Standing.Curator);
        Allow(PublicationState.ChangesRequested, OutputAction.Revise, PublicationState.ChangesRequested, Standing.Owner, Standing.Curator);
        Allow(PublicationState.ChangesRequested, OutputAction.Submit, PublicationState.Submitted, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Accepted, OutputAction.Publish, PublicationState.Published, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Accepted, OutputAction.PublishUnderEmbargo, PublicationState.Embargoed, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Embargoed, OutputAction.Release, PublicationState.Published, Standing.Server);
        foreach (var state in new[] { PublicationState.Published, PublicationState.Embargoed })
        {
            Allow(state, OutputAction.CreateVersion, state, Standing.Owner, Standing.Curator);
            Allow(state, OutputAction.Withdraw, PublicationState.Withdrawn, Standing.Curator);
            Allow(state, OutputAction.Retract, PublicationState.Retracted, Standing.Curator);
        }
        return table;
    }
}
