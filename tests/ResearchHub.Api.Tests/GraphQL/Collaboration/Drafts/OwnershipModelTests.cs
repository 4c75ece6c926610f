using ResearchHub.Api.GraphQL.Shared;
using ResearchHub.Core.Access;
using ResearchHub.Core.Collaboration;
using ResearchHub.Core.Collaboration.Drafts;
using ResearchHub.Core.Collaboration.Requests;
using ResearchHub.Core.Common;

namespace ResearchHub.Api.Tests.GraphQL.Collaboration.Drafts;

/// <summary>No sequence of offers, answers and departures, one after the other or at once, leaves a work without an owner or with two.</summary>
public sealed class OwnershipModelTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private const int People = 4;
    private readonly List<Caller> _people = [];

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private OwnershipService Ownership => hub.Services.GetRequiredService<OwnershipService>();

    private RequestService Requests => hub.Services.GetRequiredService<RequestService>();

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Random_acts_end_as_the_model_says(int seed)
    {
        var (random, work) = (new Random(seed), await WorkAsync(seed));
        var (owner, done) = (0, new List<string>());
        var roles = new Dictionary<int, CollaboratorRole>();
        var offers = new List<Offer>();
        for (var step = 0; step < 120; step++)
        {
            var (actor, other, drawn) = (random.Next(People), random.Next(People), random.Next(5));
            var open = offers.Find(one => one.IsOpen);
            // Mostly of the offer that waits, at times of one that is over.
            var offer = open is not null && random.Next(4) > 0 ? open : offers.ElementAtOrDefault(random.Next(offers.Count + 1));
            CollaboratorRole? role = random.Next(5) is var r and < 4 ? (CollaboratorRole)r : null;
            if (drawn == 0 || offer is null)
            {
                var made = await Ownership.OfferAsync(work, To(other), role, null, _people[actor], Cancel);
                Expect(actor == owner && other != actor && open is null, made, $"{actor} offers it to {other}");
                if (made.Value is { } request)
                {
                    offers.Add(new Offer(request.Id, other, role));
                }
            }
            else if (drawn is 1 or 2)
            {
                var accepted = await Requests.AcceptAsync(offer.Id, null, null, _people[actor], Cancel);
                Expect(offer.IsOpen && actor == offer.To, accepted, $"{actor} accepts what was offered to {offer.To}");
                if (accepted.Errors.Count == 0)
                {
                    roles.Remove(actor);
                    if (offer.FormerOwnerRole is { } kept)
                    {
                        roles[owner] = kept;
                    }
                    (owner, offer.IsOpen) = (actor, false);
                }
            }
            else if (drawn == 3)
            {
                var declined = await Requests.DeclineAsync(offer.Id, null, _people[actor], Cancel);
                Expect(offer.IsOpen && actor == offer.To, declined, $"{actor} declines");
                offer.IsOpen &= declined.Errors.Count > 0;
            }
            else if (random.Next(3) == 0 && offer.IsOpen)
            {
                await hub.Database.ExecuteAsync($"update requests set expires_at = '2000-01-01' where id = {offer.Id}", Cancel);
                await hub.Services.GetRequiredService<RequestExpirations>().ExpireDueAsync(Cancel);
                offer.IsOpen = false;
                done.Add("its time is over");
            }
            else
            {
                var cancelled = await Requests.CancelAsync(offer.Id, null, _people[actor], Cancel);
                Expect(offer.IsOpen && actor == owner, cancelled, $"{actor} takes it back");
                offer.IsOpen &= cancelled.Errors.Count > 0;
            }
            Assert.True((Text(owner, roles), await StateAsync(work)) is var (expected, found) && expected == found, Told());

            string Told() => $"seed {seed}, expected {Text(owner, roles)}: {string.Join("; ", done)}";
            void Expect(bool isAllowed, CommandResult<RequestRow> result, string what)
            {
                done.Add(what);
                Assert.True(isAllowed == (result.Errors.Count == 0), $"{result.Errors.FirstOrDefault()?.Message} {Told()}");
            }
        }
        Assert.True(offers.Count > 5 && done.Exists(one => one.Contains("accepts", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(11)]
    [InlineData(12)]
    public async Task Acts_at_once_leave_one_owner_who_is_no_collaborator(int seed)
    {
        var (random, work) = (new Random(seed), await WorkAsync(seed));
        var known = new List<long>();
        var accepted = 0;
        for (var round = 0; round < 15; round++)
        {
            var acts = Enumerable
                .Range(0, 6)
                .Select(_ => (Kind: random.Next(4), Actor: random.Next(People), Other: random.Next(People)))
                .ToArray();
            var latest = known.LastOrDefault();
            var results = await Task.WhenAll(
                acts.Select(act =>
                    act.Kind switch
                    {
                        0 => Ownership.OfferAsync(work, To(act.Other), CollaboratorRole.Edit, null, _people[act.Actor], Cancel),
                        3 => Requests.CancelAsync(latest, null, _people[act.Actor], Cancel),
                        _ => Requests.AcceptAsync(latest, null, null, _people[act.Actor], Cancel),
                    }
                )
            );
            known.AddRange(results.Where(one => one.Value?.Status == RequestStatus.Submitted).Select(one => one.Value!.Id).Distinct());
            accepted += results.Count(one => one.Value?.Status == RequestStatus.Accepted);
            var state = await StateAsync(work);
            Assert.Equal(1, state.Split(' ').Count(one => one.EndsWith("OWNER", StringComparison.Ordinal)));
            Assert.Equal(state.Split(' ').Length, state.Split(' ').Select(one => one.Split(':')[0]).Distinct().Count());
            var open = await hub.Database.ScalarAsync<long>(
                $"select count(*) from requests where topic_id = {work} and status = 'SUBMITTED'",
                Cancel
            );
            Assert.InRange(open, 0, 1);
        }
        Assert.True(accepted > 0);
    }

    private Invitee To(int person) => new(null, null, _people[person].UserId);

    private string Text(int owner, Dictionary<int, CollaboratorRole> roles) =>
        string.Join(
            ' ',
            roles
                .Select(one => $"{_people[one.Key].UserId}:{ConstantCase.Of(one.Value)}")
                .Append($"{_people[owner].UserId}:OWNER")
                .Order(StringComparer.Ordinal)
        );

    private async Task<string> StateAsync(long work) =>
        await hub.Database.ScalarAsync<string?>(
            $"""
            select string_agg(one, ' ' order by one collate "C") from (
              select distinct coalesce(owner_id::text, 'nobody') || ':OWNER' as one from research_outputs where {work} in (id, first_version_id)
              union all select user_id || ':' || role from output_collaborators where work_id = {work}) s
            """,
            Cancel
        ) ?? "";

    /// <summary>A published work with a draft of its second version, of the first of the people.</summary>
    private async Task<long> WorkAsync(int seed)
    {
        var (first, curator) = ("", await hub.TokenAsync($"hand-{seed}-curator", Role.Curator));
        for (var n = 0; n < People; n++)
        {
            var token = await hub.TokenAsync($"hand-{seed}-{n}", Role.Researcher);
            first = n == 0 ? token : first;
            _people.Add(
                new Caller(
                    await hub.AccountAsync($"hand-{seed}-{n}"),
                    $"{n}",
                    $"hand-{seed}-{n}@example.org",
                    Role.Researcher,
                    [TokenScope.Read, TokenScope.Write]
                )
            );
        }
        var id = await hub.DraftAsync(first);
        await hub.PublishAsync(first, curator, id);
        await hub.DoneAsync(first, "createVersion", new { id });
        return NodeId.KeyOf(id, "Study")!.Value;
    }

    private sealed class Offer(long id, int to, CollaboratorRole? formerOwnerRole)
    {
        public long Id => id;

        public int To => to;

        public CollaboratorRole? FormerOwnerRole => formerOwnerRole;

        public bool IsOpen { get; set; } = true;
    }
}
