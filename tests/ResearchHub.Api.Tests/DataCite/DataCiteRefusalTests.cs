using ResearchHub.Api.Tests.GraphQL;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Events;
using ResearchHub.Core.Publishing.PersistentIds;

namespace ResearchHub.Api.Tests.DataCite;

/// <summary>What DataCite does not take: one DOI is passed over and told of, the others go on; only where all would fail the reader waits.</summary>
public sealed class DataCiteRefusalTests(HubServerFixture hub) : IClassFixture<HubServerFixture>
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(9101, 403, "DataCite answered with status 403: This DOI is not yours")]
    [InlineData(9103, 404, "DataCite answered with status 404: There is no such DOI")]
    [InlineData(
        9105,
        422,
        "DataCite answered with status 422: url: Its host is not one of the repository's; publicationYear: Must be four digits"
    )]
    [InlineData(9107, 400, "DataCite answered with status 400: The document is not JSON:API")]
    public async Task A_refusal_of_one_doi_is_told_and_holds_no_other_back(long id, int status, string problem)
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids();
        await hub.InsertStudyAsync(id, "PUBLISHED", ids.Of(id).Value);
        await hub.InsertStudyAsync(id + 1, "PUBLISHED", ids.Of(id + 1).Value);
        registry.Refuse(ids.Of(id).Value, status);

        await new PersistentIdReader(hub.RegistrarOf(ids)).HandleAsync([Published(id), Published(id + 1)], Cancel);

        Assert.Equal($"REFUSED {problem}", await hub.RegistrationAsync(id));
        Assert.Null(registry.StateOf(ids.Of(id).Value));
        Assert.Equal("REGISTERED", await hub.RegistrationAsync(id + 1));
        Assert.Equal("findable", registry.StateOf(ids.Of(id + 1).Value));
    }

    [Fact]
    public async Task A_doi_that_somebody_made_at_the_same_moment_is_published_all_the_same()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids();
        await hub.InsertStudyAsync(9111, "PUBLISHED", ids.Of(9111).Value);
        registry.FailNext(409);

        await hub.RegistrarOf(ids).RegisterAsync(9111, Cancel);

        Assert.Equal("REGISTERED", await hub.RegistrationAsync(9111));
        Assert.Equal("findable", registry.StateOf(ids.Of(9111).Value));
    }

    [Fact]
    public async Task A_doi_that_stays_a_draft_is_not_registered()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids();
        await hub.InsertStudyAsync(9112, "PUBLISHED", ids.Of(9112).Value);
        registry.LeavesDrafts = true;

        await hub.RegistrarOf(ids).RegisterAsync(9112, Cancel);

        Assert.Equal("REFUSED DataCite took the metadata, but leaves the DOI in the state 'draft'.", await hub.RegistrationAsync(9112));
    }

    [Fact]
    public async Task Wrong_credentials_hold_all_back_and_nothing_is_written_of_any()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var ids = registry.Ids(password: "wrong");
        await hub.InsertStudyAsync(9113, "PUBLISHED", ids.Of(9113).Value);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => hub.RegistrarOf(ids).RegisterAsync(9113, Cancel));

        Assert.Equal(0, registry.Count);
        Assert.Null(await hub.RegistrationAsync(9113));
    }

    [Fact]
    public async Task A_registry_that_stays_ill_is_left_alone_after_some_attempts_each_later_than_the_one_before()
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var time = new HastyTime();
        var ids = registry.Ids(time: time);
        await hub.InsertStudyAsync(9114, "PUBLISHED", ids.Of(9114).Value);
        registry.RetryAfter = null;
        registry.FailNext(500, 502, 503, 504, 500);

        await Assert.ThrowsAsync<RegistryUnavailableException>(() => hub.RegistrarOf(ids).RegisterAsync(9114, Cancel));

        Assert.Equal([1, 2, 4, 8], time.Waits.Select(wait => wait.TotalMilliseconds));
        Assert.Equal(0, registry.Asked);
        Assert.Null(await hub.RegistrationAsync(9114));
    }

    [Theory]
    [InlineData(9115, "120", 120)]
    [InlineData(9116, "Mon, 23 Nov 2026 12:02:30 GMT", 150)]
    [InlineData(9117, "86400", 300)]
    public async Task Who_asks_too_often_waits_as_long_as_the_registry_says(long id, string retryAfter, double seconds)
    {
        await using var registry = await DataCiteStub.StartAsync(Cancel);
        var time = new HastyTime();
        var ids = registry.Ids(time: time);
        await hub.InsertStudyAsync(id, "PUBLISHED", ids.Of(id).Value);
        registry.RetryAfter = retryAfter;
        registry.FailNext(429);

        await hub.RegistrarOf(ids).RegisterAsync(id, Cancel);

        Assert.Equal([seconds], time.Waits.Select(wait => wait.TotalSeconds));
        Assert.Equal("REGISTERED", await hub.RegistrationAsync(id));
    }

    private static FeedEvent Published(long id) => new(FeedPosition.Start, ChangeKind.Published, RecordKind.Study, id, default);

    /// <summary>Noon on a certain day; what is waited for comes at once, and is written down.</summary>
    private sealed class HastyTime : TimeProvider
    {
        public List<TimeSpan> Waits { get; } = [];

        public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 12, 0, 0, TimeSpan.Zero);

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            Waits.Add(dueTime);
            return base.CreateTimer(callback, state, TimeSpan.Zero, period);
        }
    }
}
