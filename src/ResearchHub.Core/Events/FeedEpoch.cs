namespace ResearchHub.Core.Events;

/// <summary>
/// How far the transactions of the feeds are ahead of those of the PostgreSQL server. A dump that is restored into a younger server brings
/// positions that its own transactions reach much later, or never: what is new would come before everything, and no reader would see it.
/// </summary>
internal static class FeedEpoch
{
    /// <summary>Where a feed stands that this server cannot have written, makes what comes go on after it. Else it changes nothing.</summary>
    public const string Mend = """
        do $$
        declare
          newest bigint := (
            select max(t.transaction::text::bigint) from (
              (select transaction from change_events order by transaction desc limit 1) union all
              (select transaction from activities order by transaction desc limit 1) union all
              (select transaction from notifications order by transaction desc limit 1) union all
              select transaction from feed_positions) t);
          now_at pg_snapshot := pg_current_snapshot();
        begin
          if newest >= pg_snapshot_xmax(now_at)::text::bigint + (select shift from feed_epoch) then
            lock table change_events, activities, notifications in share mode;
            -- By the clock, so that no position is given again that was given after the dump: who comes back with one learns that it has expired.
            update feed_epoch set shift = greatest(newest + 1, (extract(epoch from clock_timestamp()) * 1000000)::bigint)
              - pg_snapshot_xmin(now_at)::text::bigint;
            update saved_searches set stamp = '0' where stamp >= pg_snapshot_xmin(now_at);
          end if;
        end $$
        """;
}
