using ResearchHub.Core.Seeding;
using ResearchHub.Testing;
using Xunit;

namespace ResearchHub.Core.Tests.Seeding;

/// <summary>Organisations of the seed have all the names that its editors know.</summary>
public sealed class SeedNamesTests(SeededDatabase seeded) : IClassFixture<SeededDatabase>
{
    private const string Names =
        "select name || ' | ' || coalesce(acronym, '-') || ' | ' || names || ' | ' || alternative_names from organizations where slug = 'commissariat-for-refugees-and-migration-of-the-republic-of-serbia'";

    private const string Expected =
        """Commissariat for Refugees and Migration of the Republic of Serbia | KIRS | [{"text": "Commissariat for Refugees and Migration of the Republic of Serbia", "language": "en"}, {"text": "Комесаријат за избеглице и миграције Републике Србије", "language": "sr-Cyrl"}, {"text": "Komesarijat za izbeglice i migracije Republike Srbije", "language": "sr-Latn"}] | [{"text": "SCRM", "language": "und"}, {"text": "Serbian Commissariat for Refugees and Migration", "language": "und"}]""";

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    private TestDatabase Database => seeded.Database;

    [Fact]
    public async Task Names_by_language_and_other_names_are_loaded_without_the_acronym()
    {
        Assert.Equal(Expected, await Database.ScalarAsync<string>(Names, Cancel));
    }

    [Fact]
    public async Task Loading_again_gives_them_to_organisations_that_were_there_before_and_announces_those()
    {
        const string updates = "select count(*) || ' ' || count(distinct subject_id) from change_events where kind = 'UPDATED'";
        await Database.ExecuteAsync(
            "update organizations set names = '[]', alternative_names = '[]' where slug like 'commissariat%'",
            Cancel
        );

        await seeded.Seeder.SeedAsync(NoProgress.Instance, Cancel);
        var first = await Database.ScalarAsync<string>(updates, Cancel);
        await seeded.Seeder.SeedAsync(NoProgress.Instance, Cancel);

        Assert.Equal(Expected, await Database.ScalarAsync<string>(Names, Cancel));
        Assert.Equal("1 1", first);
        Assert.Equal(first, await Database.ScalarAsync<string>(updates, Cancel));
    }

    [Fact]
    public async Task Topics_of_policy_come_behind_those_of_migration_and_tag_records_by_what_they_mean()
    {
        Assert.Equal(
            "migration < policy-areas",
            await Database.ScalarAsync<string>(
                "select string_agg(notation, ' < ' order by position) from concepts where scheme = 'TOPIC' and notation in ('policy-areas', 'migration')",
                Cancel
            )
        );
        Assert.Equal(
            "Illegal Immigration, State Law, and Deterrence",
            await Database.ScalarAsync<string>(
                """
                select string_agg(distinct o.title, ' | ') from research_outputs o join output_concepts x on x.output_id = o.id
                  join concepts c on c.id = x.concept_id
                where c.notation = 'legislation' and (o.title ~ '(Zipf|Gibrat)' or o.title = 'Illegal Immigration, State Law, and Deterrence')
                """,
                Cancel
            )
        );
    }
}
