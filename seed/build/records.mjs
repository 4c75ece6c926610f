// Bibliographic records in the JSONL schema that `./hub seed --file` reads, one file a source.
// The IOM lines carry the full evaluation record in further fields of the same schema.
import { join } from 'node:path';
import { readLines, writeLines } from './text.mjs';

export function buildRecords(data, seed) {
  const bibliographic = join(data, 'bibliographic');
  const evaluations = new Map(readLines(bibliographic, 'iom-evaluations/iom_evaluations.jsonl').map((l) => JSON.parse(l)).map((e) => [e.id, e]));
  const bySource = new Map();
  for (const line of readLines(bibliographic, '_combined/seed_migration_demography.jsonl')) {
    const record = JSON.parse(line);
    const full = evaluations.get(record.source_id);
    const all = full ? { ...record, ...evaluation(full) } : record;
    bySource.set(record.source, [...(bySource.get(record.source) ?? []), all]);
  }
  for (const [source, records] of bySource) writeLines(records, seed, 'records', `${source}.jsonl.gz`);
  return [...bySource].map(([s, r]) => `${s} ${r.length}`).join(', ');
}

const real = (value) => (value === null || value === undefined || /^(none|not available|not specified|not applicable|n\/a)$/i.test(String(value).trim()) ? null : value);

function evaluation({ docs, meta }) {
  return {
    published: real(meta['Date of Publication']),
    documents: docs.map((d) => ({ subtype: d.subtype, url: d.url, description: d.desc })),
    crosscutting: real(meta['Relevant Crosscutting Themes']),
    regions: real(meta['Regions Covered']),
    projects: real(meta['Name of Project(s) Being Evaluated']),
    project_code: real(meta['Project Code']),
    commissioner: real(meta['Evaluation Commissioner']),
    evaluation: {
      scope: real(meta['Type of Evaluation Scope']), timing: real(meta['Type of Evaluation Timing']), evaluator: real(meta['Type of Evaluator']),
      level: real(meta['Level of Evaluation']), coverage: real(meta['Evaluation Coverage']),
      from: real(meta['Evaluation Period From Date']), to: real(meta['Evaluation Period To Date']),
      pages: Number.isFinite(meta['Number of Pages Excluding annexes']) ? meta['Number of Pages Excluding annexes'] : null,
    },
  };
}
