using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;

namespace ResearchHub.Core.Seeding;

/// <summary>
/// Puts lines about one work together. Two lines are one work when they have the same DOI; or when they have the same title (letters and
/// digits only), years at most one apart, an author in common, and not two different DOIs. Of the lines of a work the one whose source ranks first
/// (<see cref="SourceProfile.Rank"/>) gives title, year, address and series, and the others fill what it leaves open; the authors come from the source that
/// keeps names best (<see cref="SourceProfile.NameRank"/>).
/// Lines of one title that do not fulfil this stay apart and are related instead: a journal article to the one working paper of its title as its
/// new version, and two of a title with an author in common but years or DOIs apart as versions.
/// </summary>
internal static class RecordMerger
{
    /// <summary>Merges a batch; the order is that of the first line of each work.</summary>
    public static (IReadOnlyList<MergedRecord> Records, IReadOnlyList<RelatedRecords> Related) Merge(IReadOnlyList<RecordLine> lines)
    {
        var authors = lines.Select(RecordAuthor.Of).ToList();
        var groups = new Groups(lines.Count);
        foreach (var same in Buckets(lines, line => line.Doi))
        {
            same.Skip(1).ToList().ForEach(at => groups.Join(same[0], at));
        }
        var titles = Buckets(lines, TitleKey).ToList();
        foreach (var (one, other) in titles.SelectMany(Pairs))
        {
            if (AreOneWork(lines[one], authors[one], lines[other], authors[other]))
            {
                groups.Join(one, other);
            }
        }
        var records = Enumerable
            .Range(0, lines.Count)
            .GroupBy(groups.Of)
            .ToDictionary(group => group.Key, group => Record([.. group], lines, authors));
        var related = titles
            .Select(title => title.Select(groups.Of).Distinct().Select(group => records[group]).ToList())
            .SelectMany(Related)
            .ToList();
        return ([.. records.Values], related);
    }

    /// <summary>The rule for two lines of one title.</summary>
    public static bool AreOneWork(
        RecordLine one,
        IReadOnlyList<RecordAuthor> oneAuthors,
        RecordLine other,
        IReadOnlyList<RecordAuthor> otherAuthors
    ) =>
        (one.Doi is null || other.Doi is null || string.Equals(one.Doi, other.Doi, StringComparison.Ordinal))
        && one.Year is { } year
        && other.Year is { } otherYear
        && Math.Abs(year - otherYear) <= 1
        && HaveAuthorInCommon(oneAuthors, otherAuthors);

    public static bool HaveAuthorInCommon(IReadOnlyList<RecordAuthor> one, IReadOnlyList<RecordAuthor> other) =>
        one.Any(author => other.Any(candidate => IsOne(author, candidate)));

    /// <summary>What lines of one kind and title share; null for a title without letters.</summary>
    public static string? TitleKey(RecordLine line) => TitleKey(line.Kind, line.Title);

    public static string? TitleKey(RecordKind kind, string title) =>
        CleanText.Key(title) is { Length: > 0 } key ? $"{ConstantCase.Of(kind)} {key}" : null;

    private static bool IsOne(RecordAuthor one, RecordAuthor other) =>
        one.Key is { } key && other.Key is { } otherKey
            ? key.Matches(otherKey)
            : one.IsOrganization
                && other.IsOrganization
                && string.Equals(one.OrganizationKey, other.OrganizationKey, StringComparison.Ordinal);

    private static MergedRecord Record(List<int> group, IReadOnlyList<RecordLine> lines, List<IReadOnlyList<RecordAuthor>> authors)
    {
        var byRank = group.OrderBy(at => SourceProfile.Of(lines[at].Source).Rank).ThenBy(at => at).ToList();
        var names = group
            .OrderBy(at => SourceProfile.Of(lines[at].Source).NameRank)
            .Select(at => authors[at])
            .FirstOrDefault(list => list.Count > 0, []);
        return new MergedRecord([.. byRank.Select(at => lines[at])], names);
    }

    private static IEnumerable<RelatedRecords> Related(List<MergedRecord> sameTitle)
    {
        foreach (var (one, other) in Pairs(sameTitle))
        {
            var (later, earlier) = IsLater(one, other) ? (one, other) : (other, one);
            var (laterType, earlierType) = (SourceProfile.TypeOf(later.Main), SourceProfile.TypeOf(earlier.Main));
            // An article without authors is told by its title alone, which must then be that of one paper only.
            var isArticleOf =
                laterType == StudyType.JournalArticle
                && earlierType == StudyType.WorkingPaper
                && (later.Authors.Count == 0 ? sameTitle.Count == 2 : HaveAuthorInCommon(later.Authors, earlier.Authors));
            if (isArticleOf)
            {
                yield return new RelatedRecords(later, earlier, RelationType.IsNewVersionOf);
            }
            else if (HaveAuthorInCommon(later.Authors, earlier.Authors))
            {
                yield return new RelatedRecords(later, earlier, RelationType.IsVersionOf);
            }
        }
    }

    private static bool IsLater(MergedRecord one, MergedRecord other)
    {
        var (type, otherType) = (SourceProfile.TypeOf(one.Main), SourceProfile.TypeOf(other.Main));
        return type == otherType ? (one.Year ?? 0) >= (other.Year ?? 0) : type == StudyType.JournalArticle;
    }

    private static IEnumerable<List<int>> Buckets(IReadOnlyList<RecordLine> lines, Func<RecordLine, string?> key) =>
        Enumerable
            .Range(0, lines.Count)
            .Where(at => key(lines[at]) is not null)
            .GroupBy(at => key(lines[at])!, StringComparer.Ordinal)
            .Select(group => group.ToList())
            .Where(group => group.Count > 1);

    private static IEnumerable<(T One, T Other)> Pairs<T>(List<T> items)
    {
        // Titles such as "Introduction" recur; beyond this many a title says nothing.
        const int most = 12;
        for (var i = 0; i < Math.Min(items.Count, most); i++)
        {
            for (var j = i + 1; j < Math.Min(items.Count, most); j++)
            {
                yield return (items[i], items[j]);
            }
        }
    }

    /// <summary>Disjoint sets.</summary>
    private sealed class Groups(int count)
    {
        private readonly int[] _parents = [.. Enumerable.Range(0, count)];

        public int Of(int at)
        {
            while (_parents[at] != at)
            {
                at = _parents[at] = _parents[_parents[at]];
            }
            return at;
        }

        public void Join(int one, int other)
        {
            var (left, right) = (Of(one), Of(other));
            _parents[Math.Max(left, right)] = Math.Min(left, right);
        }
    }
}
