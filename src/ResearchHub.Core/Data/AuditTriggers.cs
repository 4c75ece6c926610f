namespace ResearchHub.Core.Data;

/// <summary>A rule that the database itself holds: what stands in the audit log stays there.</summary>
internal static class AuditTriggers
{
    public const string Create = """
        create function refuse_change_of_audit() returns trigger language plpgsql as $$
        begin
          raise exception 'The audit log cannot be changed.' using errcode = 'restrict_violation';
        end $$;
        create trigger audit_events_never_change before update or delete on audit_events
          for each row execute function refuse_change_of_audit();
        create trigger audit_events_never_truncated before truncate on audit_events
          for each statement execute function refuse_change_of_audit();
        """;

    public const string Drop = "drop function refuse_change_of_audit()";
}
