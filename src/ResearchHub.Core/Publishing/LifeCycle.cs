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

    /// <summary>Say that it will not be published here.</summary>
    Decline,
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
    /// <summary>Nobody in particular: the output's drafts do not exist for them.</summary>
    Stranger,

    /// <summary>May look at it, and do no more.</summary>
    Reader,

    /// <summary>Writes it with the owner.</summary>
    CoAuthor,

    /// <summary>Writes it with the owner, and speaks for it as the owner does.</summary>
    LeadAuthor,
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

    /// <summary>Whether anybody may read the bytes of a file.</summary>
    public static bool IsOpen(DataFileRow file) =>
        DataAccessRules.IsOpen(file.Access, file.AccessMode) && file.State is (PublicationState.Published or PublicationState.Retracted);

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

        Standing[] authors = [Standing.CoAuthor, Standing.LeadAuthor, Standing.Owner, Standing.Curator];
        Standing[] leads = [Standing.LeadAuthor, Standing.Owner, Standing.Curator];
        Allow(PublicationState.Draft, OutputAction.Revise, PublicationState.Draft, authors);
        Allow(PublicationState.Draft, OutputAction.Submit, PublicationState.Submitted, leads);
        Allow(PublicationState.Draft, OutputAction.Delete, PublicationState.Draft, Standing.Owner, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.StartReview, PublicationState.InReview, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.RequestChanges, PublicationState.ChangesRequested, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.Accept, PublicationState.Accepted, Standing.Curator);
        Allow(PublicationState.InReview, OutputAction.RequestChanges, PublicationState.ChangesRequested, Standing.Curator);
        Allow(PublicationState.InReview, OutputAction.Accept, PublicationState.Accepted, Standing.Curator);
        Allow(PublicationState.Submitted, OutputAction.Decline, PublicationState.Declined, Standing.Curator);
        Allow(PublicationState.InReview, OutputAction.Decline, PublicationState.Declined, Standing.Curator);
        // Authors do not bring back what was declined; an editor who thinks again does.
        Allow(PublicationState.Declined, OutputAction.StartReview, PublicationState.InReview, Standing.Curator);
        Allow(PublicationState.ChangesRequested, OutputAction.Revise, PublicationState.ChangesRequested, authors);
        Allow(PublicationState.ChangesRequested, OutputAction.Submit, PublicationState.Submitted, leads);
        Allow(PublicationState.Accepted, OutputAction.Publish, PublicationState.Published, leads);
        Allow(PublicationState.Accepted, OutputAction.PublishUnderEmbargo, PublicationState.Embargoed, leads);
        Allow(PublicationState.Embargoed, OutputAction.Release, PublicationState.Published, Standing.Server);
        // Files of what is retracted stay open for who looks into it, so they open on the day as well.
        Allow(PublicationState.Retracted, OutputAction.Release, PublicationState.Retracted, Standing.Server);
        foreach (var state in new[] { PublicationState.Published, PublicationState.Embargoed })
        {
            Allow(state, OutputAction.CreateVersion, state, leads);
            Allow(state, OutputAction.Withdraw, PublicationState.Withdrawn, Standing.Curator);
            Allow(state, OutputAction.Retract, PublicationState.Retracted, Standing.Curator);
        }
        return table;
    }
}
