namespace ResearchHub.Core.Data;

/// <summary>
/// Rules that the database itself holds: a published version does not change. A new version goes through in one transaction: raise
/// <c>version</c> and leave the public states, replace the parts, publish.
/// </summary>
internal static class PublishedRecordTriggers
{
    private static readonly string[] PartTables =
    [
        "contributions",
        "output_identifiers",
        "funding_references",
        "output_links",
        "output_concepts",
        "output_places",
        "data_files",
    ];

    public static string Create =>
        """
            create function is_public_state(state text) returns boolean language sql immutable parallel safe as
            $$ select state in ('PUBLISHED', 'EMBARGOED', 'RETRACTED', 'WITHDRAWN') $$;

            create function refuse_change_of_version() returns trigger language plpgsql as $$
            begin
              raise exception 'A published version cannot be changed or deleted.' using errcode = 'restrict_violation';
            end $$;
            create trigger output_versions_never_change before update or delete on output_versions
              for each row execute function refuse_change_of_version();
            create trigger output_versions_never_truncated before truncate on output_versions
              for each statement execute function refuse_change_of_version();

            create function refuse_change_of_published_output() returns trigger language plpgsql as $$
            declare free text[] := array['state', 'version', 'citation_count', 'updated_at', 'published_sort'];
            begin
              if is_public_state(old.state) and (tg_op = 'DELETE'
                 or (new.version = old.version and to_jsonb(new) - free is distinct from to_jsonb(old) - free)) then
                raise exception 'Output % is published: its content changes only with a new version.', old.id
                  using errcode = 'restrict_violation';
              end if;
              return coalesce(new, old);
            end $$;
            create trigger published_outputs_do_not_change before update or delete on research_outputs
              for each row execute function refuse_change_of_published_output();

            create function refuse_change_of_published_part() returns trigger language plpgsql as $$
            declare published bigint;
            begin
              select o.id into published from changed c join research_outputs o on o.id = c.output_id
              where is_public_state(o.state) limit 1;
              if found then
                raise exception 'Output % is published: its % change only with a new version.', published, tg_table_name
                  using errcode = 'restrict_violation';
              end if;
              return null;
            end $$;

            create function wake_feed_readers() returns trigger language plpgsql as $$
            begin
              perform pg_notify('change_events', '');
              return null;
            end $$;
            create trigger change_events_wake after insert on change_events
              for each statement execute function wake_feed_readers();
            """ + string.Concat(PartTables.Select(Part));

    /// <summary>Columns of an output's life, which go on changing after publication.</summary>
    public const string LeaveTheLifeCycleFree = """
        create or replace function refuse_change_of_published_output() returns trigger language plpgsql as $$
        declare free text[] := array['state', 'state_reason', 'revision', 'owner_id', 'version', 'citation_count', 'updated_at', 'published_sort'];
        begin
          if is_public_state(old.state) and (tg_op = 'DELETE'
             or (new.version = old.version and to_jsonb(new) - free is distinct from to_jsonb(old) - free)) then
            raise exception 'Output % is published: its content changes only with a new version.', old.id
              using errcode = 'restrict_violation';
          end if;
          return coalesce(new, old);
        end $$;
        """;

    /// <summary>Which version is the latest goes on changing; the end of an embargo opens access.</summary>
    public const string LeaveVersionsAndEmbargoFree = """
        create or replace function refuse_change_of_published_output() returns trigger language plpgsql as $$
        declare free text[] := array['state', 'state_reason', 'revision', 'owner_id', 'version', 'citation_count', 'updated_at', 'published_sort',
          'latest_version_id'];
        begin
          if tg_op = 'UPDATE' and old.state = 'EMBARGOED' and new.state = 'PUBLISHED' and new.access = 'OPEN' then
            free := free || array['access'];
          end if;
          if is_public_state(old.state) and (tg_op = 'DELETE'
             or (new.version = old.version and to_jsonb(new) - free is distinct from to_jsonb(old) - free)) then
            raise exception 'Output % is published: its content changes only with a new version.', old.id
              using errcode = 'restrict_violation';
          end if;
          return coalesce(new, old);
        end $$;
        """;

    /// <summary>An embargo ends in the access right that goes with the access mode.</summary>
    public static string LetEmbargoesEndByTheMode { get; } =
        LeaveVersionsAndEmbargoFree.Replace("new.access = 'OPEN'", "new.access <> 'EMBARGOED'", StringComparison.Ordinal);

    /// <summary>It ends for what was retracted meanwhile as well.</summary>
    public static string LetRetractedEmbargoesEnd { get; } =
        LetEmbargoesEndByTheMode.Replace(
            "old.state = 'EMBARGOED' and new.state = 'PUBLISHED'",
            "(old.state, new.state) in (('EMBARGOED', 'PUBLISHED'), ('RETRACTED', 'RETRACTED')) and old.embargo_until is not null",
            StringComparison.Ordinal
        );

    /// <summary>Which record a contributor of a published version is may be found out later: claims, merges. What was printed stays.</summary>
    public const string LeaveContributorsLinkable = """
        drop trigger contributions_not_changed on contributions;
        drop trigger contributions_not_moved on contributions;
        create function refuse_change_of_published_contribution() returns trigger language plpgsql as $$
        begin
          if exists (select 1 from research_outputs o where o.id in (old.output_id, new.output_id) and is_public_state(o.state)) then
            raise exception 'Output % is published: its contributions change only with a new version.', old.output_id
              using errcode = 'restrict_violation';
          end if;
          return new;
        end $$;
        create trigger contributions_not_changed before update on contributions for each row
          when (to_jsonb(old) - 'researcher_id' is distinct from to_jsonb(new) - 'researcher_id'
            or (old.researcher_id is null) <> (new.researcher_id is null))
          execute function refuse_change_of_published_contribution();

        create function link_to_kept_researcher() returns trigger language plpgsql as $$
        begin
          new.researcher_id := coalesce((select merged_into_id from researchers where id = new.researcher_id), new.researcher_id);
          return new;
        end $$;
        create trigger contributions_link before insert or update of researcher_id on contributions for each row
          when (new.researcher_id is not null) execute function link_to_kept_researcher();
        """;

    /// <summary>Also which record it is of whom a published version has by name alone.</summary>
    public const string LeaveNamesLinkable = """
        drop trigger contributions_not_changed on contributions;
        create trigger contributions_not_changed before update on contributions for each row
          when (to_jsonb(old) - 'researcher_id' is distinct from to_jsonb(new) - 'researcher_id'
            or (old.researcher_id is not null and new.researcher_id is null))
          execute function refuse_change_of_published_contribution();
        """;

    /// <summary>Takes <see cref="LeaveNamesLinkable"/> back.</summary>
    public const string LeaveNamesAlone = """
        drop trigger contributions_not_changed on contributions;
        create trigger contributions_not_changed before update on contributions for each row
          when (to_jsonb(old) - 'researcher_id' is distinct from to_jsonb(new) - 'researcher_id'
            or (old.researcher_id is null) <> (new.researcher_id is null))
          execute function refuse_change_of_published_contribution();
        """;

    private static string Part(string table) =>
        $"""

            create trigger {table}_not_added after insert on {table} referencing new table as changed
              for each statement execute function refuse_change_of_published_part();
            create trigger {table}_not_changed after update on {table} referencing old table as changed
              for each statement execute function refuse_change_of_published_part();
            create trigger {table}_not_moved after update on {table} referencing new table as changed
              for each statement execute function refuse_change_of_published_part();
            create trigger {table}_not_removed after delete on {table} referencing old table as changed
              for each statement execute function refuse_change_of_published_part();
            """;
}
