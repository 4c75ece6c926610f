namespace ResearchHub.Core.Collaboration.Calls;

/// <summary>
/// Whom a call speaks to: people who are open to what it seeks and meet everything that it names. A field that a person does not show to everybody
/// is unknown here, so that nobody learns it from a call. Who knows a language in one script reads it in another.
/// </summary>
public static class CallMatching
{
    /// <summary>Holds when the call <c>c</c> speaks to the researcher <c>r</c>.</summary>
    internal const string Condition = """
        r.merged_into_id is null and not r.restricted ? 'OPEN_TO' and r.open_to @> array[c.seeks]
        and (c.languages = '{}' or (not r.restricted ? 'LANGUAGES' and language_tags(r.languages) && language_tags(c.languages)))
        and (c.sectors = '{}' or (not r.restricted ? 'SECTOR' and r.sector = any(c.sectors)))
        and (c.place_id is null or (not r.restricted ? 'AFFILIATIONS' and exists (
          select from affiliations l join organizations o on o.id = l.organization_id join places p on p.id = o.place_id
          join places w on w.id = c.place_id
          where l.researcher_id = r.id and l.ended_on is null and w.code = any(p.path))))
        and (not exists (select from call_concepts q where q.call_id = c.id) or (not r.restricted ? 'EXPERTISE' and exists (
          select from call_concepts q join concepts w on w.id = q.concept_id
          join researcher_expertise e on e.researcher_id = r.id join concepts k on k.id = e.concept_id
          where q.call_id = c.id and k.scheme = w.scheme and w.notation = any(k.path))))
        """;
}
