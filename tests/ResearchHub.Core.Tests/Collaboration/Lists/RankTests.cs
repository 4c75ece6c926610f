using ResearchHub.Core.Collaboration.Lists;

namespace ResearchHub.Core.Tests.Collaboration.Lists;

/// <summary>There is always a place between two others.</summary>
public sealed class RankTests
{
    [Fact]
    public void Places_at_the_end_stay_short()
    {
        var places = Rank.Behind(null).Take(10_000).ToArray();

        Assert.Equal(places.Order(StringComparer.Ordinal), places);
        Assert.All(places, place => Assert.Equal(8, place.Length));
    }

    [Fact]
    public void Ten_thousand_things_put_anywhere_keep_the_order_they_were_put_in()
    {
        var random = new Random(11);
        var list = new List<string>();
        for (var i = 0; i < 10_000; i++)
        {
            var at = (i % 4) switch
            {
                0 => 0,
                1 => list.Count,
                _ => random.Next(list.Count + 1),
            };
            list.Insert(at, Rank.Between(at == 0 ? null : list[at - 1], at == list.Count ? null : list[at]));
        }

        Assert.Equal(list.Order(StringComparer.Ordinal), list);
        Assert.Equal(list.Count, list.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void One_gap_takes_as_many_as_come()
    {
        var (low, high) = (Rank.Between(null, null), Rank.Between(Rank.Between(null, null), null));
        for (var i = 0; i < 2_000; i++)
        {
            var middle = Rank.Between(low, high);
            Assert.True(string.CompareOrdinal(low, middle) < 0 && string.CompareOrdinal(middle, high) < 0, $"{low} {middle} {high}");
            (low, high) = i % 2 == 0 ? (middle, high) : (low, middle);
        }
    }
}
