using System.Buffers.Binary;
using System.Buffers.Text;
using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Querying;

public sealed class PageThroughResultsTests
{
    private static SearchDocument[] Records(int count) =>
        [
            .. Enumerable
                .Range(1, count)
                .Select(id =>
                    TestIndex.Study(
                        id,
                        $"{(char)('a' + (id * 7 % 26))} migration of workers",
                        string.Concat(Enumerable.Repeat("wage labour ", id % 9))
                    ) with
                    {
                        PublishedOn = id % 10 == 0 ? null : new DateOnly(2000 + (id % 20), 1, 1),
                        Citations = id % 5,
                    }
                ),
        ];

    [Theory]
    [InlineData(SearchOrder.Relevance)]
    [InlineData(SearchOrder.Newest)]
    [InlineData(SearchOrder.Oldest)]
    [InlineData(SearchOrder.Title)]
    [InlineData(SearchOrder.MostCited)]
    public async Task Pages_join_to_the_whole_list_without_gap_or_repeat(SearchOrder order)
    {
        await using var index = await TestIndex.With(Records(450));
        var seen = new List<long>();

        string? after = null;
        while (true)
        {
            var page = await index.Search(
                new SearchRequest
                {
                    Query = "migration labour",
                    Order = order,
                    First = 37,
                    After = after,
                }
            );
            Assert.Equal(450, page.TotalCount);
            seen.AddRange(page.Hits.Select(hit => hit.Id));
            if (!page.HasNextPage)
            {
                break;
            }
            after = page.Hits[^1].Cursor;
        }

        Assert.Equal(450, seen.Count);
        Assert.Equal(450, seen.Distinct().Count());
    }

    /// <summary>The second ranking takes from the scores of the first hits what they lack: without more, the next would stand above them.</summary>
    [Theory]
    [InlineData(100)]
    [InlineData(90)]
    [InlineData(7)]
    public async Task Scores_never_rise_along_the_pages_and_do_not_depend_on_their_length(int first)
    {
        await using var index = await TestIndex.With([
            .. Enumerable.Range(1, 250).Select(id => TestIndex.Study(id, $"Remittances {id}", "Remittances, remittances and remittances")),
            .. Enumerable
                .Range(251, 150)
                .Select(id => TestIndex.Study(id, $"Something else {id} with many words about remittances of people and asylum")),
        ]);
        var request = new SearchRequest { Query = "remittances households asylum" };
        var whole = await PagesAsync(100);

        var scores = await PagesAsync(first);

        Assert.Equal(400, scores.Count);
        Assert.Equal(scores.OrderByDescending(hit => hit.Score), scores);
        Assert.Equal(whole, scores);
        Assert.Equal(2, scores.Select(hit => hit.Score).Distinct().Count());

        async Task<List<(long Id, float Score)>> PagesAsync(int length)
        {
            var hits = new List<(long, float)>();
            for (SearchResults? page = null; page is null || page.HasNextPage; )
            {
                page = await index.Search(request with { First = length, After = page?.Hits[^1].Cursor });
                hits.AddRange(page.Hits.Select(hit => (hit.Id, hit.Score)));
            }
            return hits;
        }
    }

    [Fact]
    public async Task Later_pages_do_not_change_while_records_are_written()
    {
        var records = Records(120);
        await using var index = await TestIndex.With(records);
        var request = new SearchRequest { Query = "migration labour", First = 40 };
        var first = await index.Search(request);
        var undisturbed = await index.Search(request with { After = first.Hits[^1].Cursor });

        await index.Put(TestIndex.Study(999, "migration labour migration labour"), records[3] with { Abstracts = [] });
        var second = await index.Search(request with { After = first.Hits[^1].Cursor });

        Assert.Equal(undisturbed.Hits.Select(hit => hit.Id), second.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task Who_asks_for_a_later_position_pages_on_in_what_has_reached_it()
    {
        await using var index = await TestIndex.With(Records(120));
        var request = new SearchRequest
        {
            Query = "migration",
            Order = SearchOrder.MostCited,
            First = 40,
        };
        var next = request with { After = (await index.Search(request)).Hits[^1].Cursor };
        var before = index.Index.Status.Sequence;
        await index.Put(TestIndex.Study(999, "migration"));
        var after = index.Index.Status.Sequence;

        var kept = await index.Search(next with { MinSequence = before });
        var newest = await index.Search(next with { MinSequence = after });

        Assert.Equal((before, 120), (kept.Sequence, kept.TotalCount));
        Assert.Equal((after, 121), (newest.Sequence, newest.TotalCount));
        Assert.Equal(kept.Hits.Select(hit => hit.Id), newest.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task Sorting_by_date_goes_on_behind_the_cursor_after_a_restart()
    {
        await using var index = TestIndex.Open();
        var cancellation = TestContext.Current.CancellationToken;
        await index.Index.RebuildAsync(Records(60).ToAsyncEnumerable(), new FeedPosition(1, 1), null, cancellation);
        var request = new SearchRequest { Order = SearchOrder.Newest, First = 25 };
        var first = await index.Search(request);
        var expected = await index.Search(request with { After = first.Hits[^1].Cursor });
        await index.CloseAsync();

        await using var again = TestIndex.Open(index.Folder);
        var second = await again.Search(request with { After = first.Hits[^1].Cursor });

        Assert.Equal(expected.Hits.Select(hit => hit.Id), second.Hits.Select(hit => hit.Id));
    }

    [Fact]
    public async Task Orders_are_what_they_say()
    {
        await using var index = await TestIndex.With(
            TestIndex.Study(1, "Жене и миграције") with
            {
                PublishedOn = new DateOnly(2010, 1, 1),
                Citations = 3,
            },
            TestIndex.Study(2, "Čuvanje granica") with
            {
                PublishedOn = new DateOnly(2020, 1, 1),
            },
            TestIndex.Study(3, "Cities and migrants") with
            {
                Citations = 9,
            },
            TestIndex.Study(4, "“Zakon o azilu”") with
            {
                PublishedOn = new DateOnly(2015, 1, 1),
                Citations = 3,
            }
        );

        Assert.Equal([2L, 4L, 1L, 3L], await Ids(SearchOrder.Newest));
        Assert.Equal([1L, 4L, 2L, 3L], await Ids(SearchOrder.Oldest));
        Assert.Equal([3L, 4L, 1L, 2L], await Ids(SearchOrder.MostCited));
        Assert.Equal([3L, 2L, 4L, 1L], await Ids(SearchOrder.Title));

        async Task<IReadOnlyList<long>> Ids(SearchOrder order) =>
            [.. (await index.Search(new SearchRequest { Order = order })).Hits.Select(hit => hit.Id)];
    }

    [Fact]
    public async Task Those_cited_as_often_come_newest_first()
    {
        await using var index = await TestIndex.With(
            Cited(1, 2, 2001),
            Cited(2, 2, 2020),
            Cited(3, 3, 1999),
            Cited(4, 2, null),
            Cited(5, 0, 2025)
        );

        var page = await index.Search(new SearchRequest { Query = "migration", Order = SearchOrder.MostCited });

        Assert.Equal([3L, 2L, 1L, 4L, 5L], page.Hits.Select(hit => hit.Id));

        static SearchDocument Cited(long id, int times, int? year) =>
            TestIndex.Study(id, "Migration") with
            {
                Citations = times,
                PublishedOn = year is { } y ? new DateOnly(y, 1, 1) : null,
            };
    }

    [Theory]
    [InlineData(null)]
    [InlineData("type:report")]
    [InlineData("year:2000..2030 type:report")]
    [InlineData("-asylum")]
    [InlineData("type:report -asylum")]
    public async Task Without_scores_the_newest_come_first_also_by_relevance_and_over_pages(string? query)
    {
        await using var index = await TestIndex.With([
            .. Records(60)
                .Select(record => record with { Type = "REPORT", PublishedOn = new DateOnly(2000 + (int)(record.Id % 20), 1, 1) }),
        ]);
        var request = new SearchRequest { Query = query, First = 25 };
        var seen = new List<long>();

        for (SearchResults? page = null; page is null || page.HasNextPage; )
        {
            page = await index.Search(request with { After = page?.Hits[^1].Cursor });
            seen.AddRange(page.Hits.Select(hit => hit.Id));
        }

        Assert.Equal(Enumerable.Range(1, 60).Select(id => (long)id).OrderByDescending(id => id % 20).ThenBy(id => id), seen);
    }

    [Fact]
    public async Task A_cursor_goes_on_only_with_what_it_was_made_of()
    {
        await using var index = await TestIndex.With(Records(60));
        var request = new SearchRequest
        {
            Query = "migration labour",
            Order = SearchOrder.Newest,
            First = 5,
        };
        var cursor = (await index.Search(request)).Hits[^1].Cursor;
        var next = request with { After = cursor };
        SearchRequest[] others =
        [
            next with
            {
                Query = "migration",
            },
            next with
            {
                Order = SearchOrder.MostCited,
            },
            next with
            {
                Kinds = [RecordKind.Study],
            },
            next with
            {
                Where = new SearchFilter { YearFrom = 2001 },
            },
            next with
            {
                Where = new SearchFilter { Facets = [new FacetSelection(FacetField.Language, ["en"])] },
            },
            next with
            {
                Ids = [1, 2, 3],
            },
            next with
            {
                ExpandQuery = true,
            },
        ];

        Assert.Equal(7, (await index.Search(next with { First = 7, Query = " migration labour " })).Hits.Count);
        foreach (var other in others)
        {
            await Assert.ThrowsAsync<SearchCursorException>(() => index.Search(other));
        }
    }

    [Fact]
    public async Task Who_pages_on_after_the_snapshot_is_gone_goes_on_at_the_same_place_in_the_newest()
    {
        await using var index = await TestIndex.With(Records(60));
        var request = new SearchRequest
        {
            Query = "migration",
            Order = SearchOrder.MostCited,
            First = 25,
        };
        var first = await index.Search(request);
        var kept = await index.Search(request with { After = first.Hits[^1].Cursor });
        for (var id = 101; id <= 109; id++)
        {
            await index.Put(TestIndex.Study(id, "migration") with { Citations = id });
            await index.Search(request);
        }

        var second = await index.Search(request with { After = first.Hits[^1].Cursor });

        Assert.Equal(kept.Hits.Select(hit => hit.Id), second.Hits.Select(hit => hit.Id));
        Assert.Equal((60, 69), (kept.TotalCount, second.TotalCount));
    }

    [Fact]
    public async Task First_pages_of_others_do_not_take_away_the_snapshot_of_who_pages_on()
    {
        await using var index = await TestIndex.With(Records(60));
        var request = new SearchRequest
        {
            Query = "migration",
            Order = SearchOrder.MostCited,
            First = 5,
        };
        var page = await index.Search(request);

        for (var id = 101; id <= 110; id++)
        {
            await index.Put(TestIndex.Study(id, "migration") with { Citations = id });
            await index.Search(request);
            page = await index.Search(request with { After = page.Hits[^1].Cursor });

            Assert.Equal(60, page.TotalCount);
        }
    }

    /// <summary>The last page has no next, and who goes back to it uses the snapshot all the same.</summary>
    [Fact]
    public async Task Who_reads_a_last_page_again_keeps_the_snapshot()
    {
        await using var index = await TestIndex.With(Records(60));
        var request = new SearchRequest
        {
            Query = "migration",
            Order = SearchOrder.MostCited,
            First = 35,
        };
        var last = request with { After = (await index.Search(request)).Hits[^1].Cursor };

        for (var id = 101; id <= 110; id++)
        {
            await index.Put(TestIndex.Study(id, "migration") with { Citations = id });
            await index.Search(request);

            Assert.Equal((60, false), ((await index.Search(last)).TotalCount, (await index.Search(last)).HasNextPage));
        }
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    [InlineData(double.PositiveInfinity)]
    public async Task A_cursor_with_a_scale_that_no_search_has_is_refused(double scale)
    {
        await using var index = await TestIndex.With(Records(3));
        var request = new SearchRequest { Query = "migration", First = 1 };
        var bytes = Base64Url.DecodeFromChars((await index.Search(request)).Hits[0].Cursor);

        BinaryPrimitives.WriteDoubleBigEndian(bytes.AsSpan(35), scale);

        await Assert.ThrowsAsync<SearchCursorException>(() => index.Search(request with { After = Base64Url.EncodeToString(bytes) }));
    }

    [Theory]
    [InlineData("")]
    [InlineData("abc")]
    [InlineData("нешто")]
    [InlineData("AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!")]
    public async Task A_text_that_is_no_cursor_is_refused(string cursor)
    {
        await using var index = await TestIndex.With(Records(3));

        await Assert.ThrowsAsync<SearchCursorException>(() =>
            index.Search(new SearchRequest { Order = SearchOrder.Title, After = cursor })
        );
    }
}
