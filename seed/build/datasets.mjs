// Statistical files as they are, gzipped; what describes them is written by hand in editorial/datasets.json.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { readJson, toLatin, writeGzip, writeJson } from './text.mjs';

export function buildDatasets(data, seed) {
  const described = readJson(seed, 'editorial/datasets.json');
  let bytes = 0;
  const datasets = described.datasets.map((d) => ({
    ...d,
    titles: bothScripts(d.titles), abstracts: bothScripts(d.abstracts),
    files: d.files.map((f) => {
      const raw = readFileSync(join(data, 'datasets', f.from));
      const content = f.from.endsWith('.gz') ? gunzipSync(raw) : raw;
      const name = f.from.split('/').pop().replace(/\.gz$/, '');
      const path = `datasets/${d.key}/${f.name ?? name}.gz`;
      writeGzip(content, seed, path);
      bytes += content.length;
      if (!existsSync(join(seed, path))) throw new Error(`${path} was not written`);
      return { name: f.name ?? name, path, mediaType: name.endsWith('.xlsx') ? 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' : 'text/csv', bytes: content.length, sha256: createHash('sha256').update(content).digest('hex'), description: f.description ?? null };
    }),
    variables: { ...Object.fromEntries((d.uses ?? []).flatMap((u) => Object.entries(described.variables[u]))), ...(d.variables ?? {}) },
  }));
  for (const d of datasets) delete d.uses;
  writeJson({ source: 'See SOURCES.md', datasets }, seed, 'datasets.json');
  return `${datasets.length} datasets, ${(bytes / 1e6).toFixed(1)} MB before compression`;
}

function bothScripts(texts) {
  const cyrillic = texts['sr-Cyrl'];
  return cyrillic ? { ...texts, 'sr-Latn': toLatin(cyrillic) } : texts;
}
