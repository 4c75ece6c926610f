using ResearchHub.Core.Access;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Reviews;
using ResearchHub.Core.Common;
using ResearchHub.Core.Publishing;
using Xunit;

namespace ResearchHub.Core.Tests.Publishing;

/// <summary>The table of transitions, state by action by standing: everything that is not listed is refused.</summary>
public sealed class LifeCycleTests
{
    private const string Allowed = """
        DRAFT Revise Owner DRAFT
        DRAFT Revise LeadAuthor DRAFT
        DRAFT Revise CoAuthor DRAFT
        DRAFT Revise Curator DRAFT
        DRAFT Submit Owner SUBMITTED
        DRAFT Submit LeadAuthor SUBMITTED
        DRAFT Submit Curator SUBMITTED
        DRAFT Delete Owner DRAFT
        DRAFT Delete Curator DRAFT
        SUBMITTED StartReview Curator IN_REVIEW
        SUBMITTED RequestChanges Curator CHANGES_REQUESTED
        SUBMITTED Accept Curator ACCEPTED
        SUBMITTED Decline Curator DECLINED
        DECLINED StartReview Curator IN_REVIEW
        IN_REVIEW RequestChanges Curator CHANGES_REQUESTED
        IN_REVIEW Accept Curator ACCEPTED
        IN_REVIEW Decline Curator DECLINED
        CHANGES_REQUESTED Revise Owner CHANGES_REQUESTED
        CHANGES_REQUESTED Revise LeadAuthor CHANGES_REQUESTED
        CHANGES_REQUESTED Revise CoAuthor CHANGES_REQUESTED
        CHANGES_REQUESTED Revise Curator CHANGES_REQUESTED
        CHANGES_REQUESTED Submit Owner SUBMITTED
        CHANGES_REQUESTED Submit LeadAuthor SUBMITTED
        CHANGES_REQUESTED Submit Curator SUBMITTED
        ACCEPTED Publish Owner PUBLISHED
        ACCEPTED Publish LeadAuthor PUBLISHED
        ACCEPTED Publish Curator PUBLISHED
        ACCEPTED PublishUnderEmbargo Owner EMBARGOED
        ACCEPTED PublishUnderEmbargo LeadAuthor EMBARGOED
        ACCEPTED PublishUnderEmbargo Curator EMBARGOED
        EMBARGOED Release Server PUBLISHED
        RETRACTED Release Server RETRACTED
        PUBLISHED CreateVersion Owner PUBLISHED
        PUBLISHED CreateVersion LeadAuthor PUBLISHED
        PUBLISHED CreateVersion Curator PUBLISHED
        PUBLISHED Withdraw Curator WITHDRAWN
        PUBLISHED Retract Curator RETRACTED
        EMBARGOED CreateVersion Owner EMBARGOED
        EMBARGOED CreateVersion LeadAuthor EMBARGOED
        EMBARGOED CreateVersion Curator EMBARGOED
        EMBARGOED Withdraw Curator WITHDRAWN
        EMBARGOED Retract Curator RETRACTED
        """;

    [Fact]
    public void Every_state_action_and_standing_leads_where_the_table_says()
    {
        var found =
            from state in Enum.GetValues<PublicationState>()
            from action in Enum.GetValues<OutputAction>()
            from standing in Enum.GetValues<Standing>()
            let next = LifeCycle.Next(state, action, standing)
            where next is not null
            select $"{ConstantCase.Of(state)} {action} {standing} {ConstantCase.Of(next.Value)}";

        Assert.Equal(
            Allowed.Split('\n', StringSplitOptions.TrimEntries).Order(StringComparer.Ordinal),
            found.Order(StringComparer.Ordinal)
        );
    }

    [Theory]
    [InlineData(Role.Researcher, 1, 1, Standing.Owner)]
    [InlineData(Role.Researcher, 1, 2, Standing.Stranger)]
    [InlineData(Role.Researcher, 1, null, Standing.Stranger)]
    [InlineData(Role.Curator, 1, 2, Standing.Curator)]
    [InlineData(Role.Admin, 1, null, Standing.Curator)]
    [InlineData(Role.Reader, null, null, Standing.Stranger)]
    [InlineData(Role.Admin, null, 1, Standing.Stranger)]
    public void Standing_is_decided_for_the_record(Role role, int? user, int? owner, Standing standing)
    {
        var caller = new Caller(user, "", "", role, [TokenScope.Write]);

        Assert.Equal(standing, Grants(owner).For(caller).Standing);
    }

    [Theory]
    [InlineData(Role.Curator, 2, null, OutputLevel.View, Standing.Reader)]
    [InlineData(Role.Admin, 2, null, OutputLevel.View, Standing.Reader)]
    [InlineData(Role.Curator, 1, null, OutputLevel.Admin, Standing.Owner)]
    [InlineData(Role.Curator, 2, CollaboratorRole.Edit, OutputLevel.Edit, Standing.CoAuthor)]
    [InlineData(Role.Researcher, 2, null, OutputLevel.None, Standing.Stranger)]
    public void With_a_conflict_of_interest_a_curator_stands_as_another_part_lets_them(
        Role role,
        int owner,
        CollaboratorRole? part,
        OutputLevel level,
        Standing standing
    )
    {
        var caller = new Caller(1, "", "", role, [TokenScope.Write]);

        var access = (Grants(owner) with { Role = part, Own = default(ReviewerPart) with { HasConflict = true } }).For(caller);

        Assert.Equal((level, standing), (access.Level, access.Standing));
    }

    [Theory]
    [InlineData(1, false, Standing.Curator)]
    [InlineData(1, true, Standing.Owner)]
    [InlineData(2, true, Standing.LeadAuthor)]
    public void A_curator_administers_all_works_and_decides_on_none_of_their_own(int owner, bool isOwn, Standing standing)
    {
        var access = (Grants(owner) with { IsOwnWork = isOwn }).For(new Caller(1, "", "", Role.Curator, [TokenScope.Write]));

        Assert.Equal((OutputLevel.Admin, standing), (access.Level, access.Standing));
    }

    [Theory]
    [InlineData(false, false, OutputLevel.Edit)]
    [InlineData(true, false, OutputLevel.View)]
    [InlineData(false, true, OutputLevel.View)]
    public void A_link_to_edit_lets_reviewers_and_people_with_a_conflict_of_interest_look(bool reviews, bool conflict, OutputLevel level)
    {
        var grants = Grants(2) with
        {
            Link = LinkLevel.Edit,
            Own = default(ReviewerPart) with { Reviews = reviews, HasConflict = conflict },
        };

        Assert.Equal(level, grants.For(new Caller(1, "", "", Role.Researcher, [TokenScope.Write])).Level);
    }

    [Theory]
    [InlineData(true, Role.Curator, OutputLevel.Comment, Standing.Reader)]
    [InlineData(false, Role.Curator, OutputLevel.View, Standing.Reader)]
    [InlineData(true, Role.Researcher, OutputLevel.Comment, Standing.Stranger)]
    public void Who_reviews_another_version_reads_and_says_what_everybody_may(
        bool isPublic,
        Role role,
        OutputLevel level,
        Standing standing
    )
    {
        var caller = new Caller(1, "", "", role, [TokenScope.Write]);

        var access = (Grants(2) with { IsPublic = isPublic, Own = default(ReviewerPart) with { Reviews = true } }).For(caller);

        Assert.Equal((level, standing, false), (access.Level, access.Standing, access.IsTeam));
    }

    private static OutputGrants Grants(long? owner) =>
        new(
            1,
            owner,
            IsPublic: false,
            Role: null,
            IsAsked: false,
            HasData: false,
            Link: null,
            LinkIsAnonymous: false,
            Reviews: false,
            Own: default,
            IsOwnWork: false
        );
}
