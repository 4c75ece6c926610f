using ResearchHub.Core.Catalogue;
using ResearchHub.Core.Common;
using ResearchHub.Core.Events;
using ResearchHub.Core.Search;

namespace ResearchHub.Search.Tests.Suggest;

public sealed class SuggestTests
{
    private static async Task<TestIndex> Create(TimeProvider? time = null)
    {
        var topic = new SearchConcept(
            ConceptScheme.Topic,
            ["remittances"],
            [new LocalizedText("en", "Remittances"), new LocalizedText("sr-Cyrl", "Дознаке")],
            []
        );
        var serbia = new SearchPlace(["001", "RS"], [new LocalizedText("en", "Serbia"), new LocalizedText("sr-Cyrl", "Србија")]);
        var index = TestIndex.Open(time: time);
        await index.Index.RebuildAsync(
            new[]
            {
                TestIndex.Study(1, "The effect of remittances on schooling") with
                {
                    Concepts = [topic],
                    Places = [serbia],
                    Citations = 4,
                },
                TestIndex.Study(2, "Remittances in crisis") with
                {
                    Concepts = [topic],
                },
                TestIndex.Study(3, "Милица Поповић") with
                {
                    Kind = RecordKind.Researcher,
                },
                TestIndex.Study(4, "Đorđe Ćirić") with
                {
                    Kind = RecordKind.Researcher,
                },
                TestIndex.Study(5, "International Organization for Migration") with
                {
                    Kind = RecordKind.Organization,
                },
            }.ToAsyncEnumerable(),
            new(1, 1),
            null,
            TestContext.Current.CancellationToken
        );
        return index;
    }

    private static string[] Texts(IReadOnlyList<SearchSuggestion> suggestions) => [.. suggestions.Select(each => each.Text)];

    [Theory]
    [InlineData("popo", SuggestionKind.Person, "Милица Поповић")]
    [InlineData("мили", SuggestionKind.Person, "Милица Поповић")]
    [InlineData("ćir", SuggestionKind.Person, "Đorđe Ćirić")]
    [InlineData("djordje c", SuggestionKind.Person, "Đorđe Ćirić")]
    [InlineData("Ђо", SuggestionKind.Person, "Đorđe Ćirić")]
    [InlineData("organiz", SuggestionKind.Organization, "International Organization for Migration")]
    [InlineData("orgnaiz", SuggestionKind.Organization, "International Organization for Migration")]
    [InlineData("inetrnat", SuggestionKind.Organization, "International Organization for Migration")]
    [InlineData("дозн", SuggestionKind.Topic, "Дознаке")]
    [InlineData("sрб", SuggestionKind.Place, "Србија")]
    [InlineData("crisis", SuggestionKind.Title, "Remittances in crisis")]
    public async Task Completes_in_both_scripts_inside_names_and_past_a_typing_error(string prefix, SuggestionKind kind, string expected)
    {
        await using var index = await Create();

        Assert.Equal([expected], Texts(index.Index.Suggest(prefix, [kind], 5)));
    }

    [Fact]
    public async Task The_most_used_come_first()
    {
        await using var index = await Create();

        var suggestions = index.Index.Suggest("remit", [], 5);

        Assert.Equal(["The effect of remittances on schooling", "Remittances", "Remittances in crisis"], Texts(suggestions));
        Assert.Equal((1L, null), (suggestions[0].Id, suggestions[0].Key));
        Assert.Equal((null, "TOPIC:remittances"), (suggestions[1].Id, suggestions[1].Key));
    }

    [Theory]
    [InlineData("srb", "Srbija", "Srbija u brojevima", "Србија данас")]
    [InlineData("срб", "Србија", "Србија данас", "Srbija u brojevima")]
    [InlineData("mili", "Milica Popović", "Милица Илић")]
    [InlineData("мили", "Милица Илић", "Милица Поповић")]
    public async Task What_has_several_names_comes_once_and_in_the_script_typed(string prefix, params string[] expected)
    {
        await using var index = TestIndex.Open();
        var serbia = new SearchPlace(["RS"], [new("en", "Serbia"), new("sr-Latn", "Srbija"), new("sr-Cyrl", "Србија")]);
        await index.Index.RebuildAsync(
            new[]
            {
                TestIndex.Study(1, "Srbija u brojevima", language: "sr-Latn") with
                {
                    Places = [serbia],
                },
                TestIndex.Study(2, "Srbija u brojevima", language: "sr-Latn") with
                {
                    Places = [serbia],
                },
                TestIndex.Study(3, "Србија данас", language: "sr-Cyrl") with
                {
                    Places = [serbia],
                },
                Person(4, "Милица Поповић", "Milica Popović"),
                Person(5, "Milica Popovic"),
                Person(6, "Милица Илић"),
            }.ToAsyncEnumerable(),
            new(1, 1),
            null,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(expected, Texts(index.Index.Suggest(prefix, [], 8)));

        static SearchDocument Person(long id, params string[] names) =>
            TestIndex.Study(id, names[0]) with
            {
                Kind = RecordKind.Researcher,
                Titles = [.. names.Select(name => new LocalizedText("und", name))],
            };
    }

    [Theory]
    [InlineData("УНХЦР")]
    [InlineData("unhcr")]
    public async Task An_acronym_written_in_Cyrillic_completes_to_what_bears_it(string prefix)
    {
        await using var index = TestIndex.Open();
        await index.Index.RebuildAsync(
            new[] { TestIndex.Study(1, "UNHCR") with { Kind = RecordKind.Organization } }.ToAsyncEnumerable(),
            new(1, 1),
            null,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(["UNHCR"], Texts(index.Index.Suggest(prefix, [], 8)));
        Assert.Equal("УНХЦР", SerbianScript.ToCyrillic("UNHCR"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("zzzz")]
    [InlineData("*()\"")]
    public async Task Nothing_begins_like_that(string prefix)
    {
        await using var index = await Create();

        Assert.Empty(index.Index.Suggest(prefix, [], 5));
    }

    /// <summary>The next suggester of a large index is built minutes later; here, never.</summary>
    [Fact]
    public async Task What_was_withdrawn_merged_or_renamed_is_not_suggested_until_the_next_suggester_is_built()
    {
        await using var index = await Create(new StillClock());
        var renamed = TestIndex.Study(4, "Ćirić, Đorđe M.") with { Kind = RecordKind.Researcher };
        string[] before = [.. Suggested("crisis"), .. Suggested("popo"), .. Suggested("djordje")];

        await ApplyAsync([renamed, TestIndex.Study(1, "The effect of remittances on schooling")], [2, 3], new(2, 2));

        Assert.Equal(["Remittances in crisis", "Милица Поповић", "Đorđe Ćirić"], before);
        Assert.Empty(Suggested("crisis"));
        Assert.Empty(Suggested("popo"));
        Assert.Empty(Suggested("djordje"));
        Assert.Equal(["The effect of remittances on schooling", "Remittances"], Suggested("remit"));

        await ApplyAsync([TestIndex.Study(2, "Remittances in crisis")], [], new(3, 3));

        Assert.Equal(["Remittances in crisis"], Suggested("crisis"));

        string[] Suggested(string prefix) => Texts(index.Index.Suggest(prefix, [], 5));

        Task ApplyAsync(SearchDocument[] upserts, long[] deletes, FeedPosition position) =>
            index.Index.ApplyAsync(upserts, deletes, position, TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task A_suggester_built_since_knows_the_names_of_its_time()
    {
        await using var index = await Create(new StillClock());

        await index.Put(TestIndex.Study(2, "Remittances in another crisis"));
        await index.Index.RebuildAsync(
            new[] { TestIndex.Study(2, "Remittances in a third crisis") }.ToAsyncEnumerable(),
            index.Index.Status.Sequence,
            null,
            TestContext.Current.CancellationToken
        );

        Assert.Equal(["Remittances in a third crisis"], Texts(index.Index.Suggest("crisis", [], 5)));
    }
}
