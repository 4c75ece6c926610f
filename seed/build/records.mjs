// Bibliographic records in the JSONL schema that `./hub seed --file` reads, one file a source.
// The IOM lines carry the full evaluation record in further fields of the same schema.
import { join } from 'node:path';
import { readCsv, readLines, readText, writeLines } from './text.mjs';

export function buildRecords(data, seed) {
  const bibliographic = join(data, 'bibliographic');
  const evaluations = new Map(readLines(bibliographic, 'iom-evaluations/iom_evaluations.jsonl').map((l) => JSON.parse(l)).map((e) => [e.id, e]));
  const bySource = new Map();
  for (const line of readLines(bibliographic, '_combined/seed_migration_demography.jsonl')) {
    const record = JSON.parse(line);
    const full = evaluations.get(record.source_id);
    const all = { ...record, title: plain(record.title), ...(full ? evaluation(full) : {}) };
    bySource.set(record.source, [...(bySource.get(record.source) ?? []), all]);
  }
  bySource.set('aea-deposit', deposits(bibliographic, bySource.get('aea-replication')));
  bySource.set('open-data-handbook', handbook(data));
  for (const [source, records] of bySource) writeLines(records, seed, 'records', `${source}.jsonl.gz`);
  return [...bySource].map(([s, r]) => `${s} ${r.length}`).join(', ');
}

// The AEA's articles are known here by DOI and title alone; what the source lists as things of their own are the deposits of their data.
// Articles about migration and demography are records with their deposit already (dataset_doi).
function deposits(bibliographic, articles) {
  const known = new Set(articles.map((a) => a.dataset_doi));
  return readCsv(bibliographic, 'aea-article-dataset-links/table.aea.icpsr.mapping.csv')
    .filter((pair) => pair.doi !== 'NA' && !known.has(pair.icpsr_doi))
    .map((pair) => {
      const title = plain(pair.title);
      return {
        source: 'aea-deposit', source_id: pair.icpsr_doi, kind: 'dataset', doi: pair.icpsr_doi, title: `Data and code for: ${title}`,
        related: [{ type: 'IsSupplementTo', doi: pair.doi, title }],
      };
    });
}

// The chapters of the Open Data Handbook, each in English and Serbian; pages that only list others are left out.
const chapters = [
  '', 'introduction', 'why-open-data', 'what-is-open-data', 'how-to-open-up-data', 'following-up', 'events', 'appendices/file-formats',
  'appendices/what-legal-ip-rights-are-there-in-databases',
];

function handbook(data) {
  const titleOf = (language, path) => /^title: (.*)$/m.exec(readText(data, 'serbian/open-data-handbook', language, path))[1].trim();
  return chapters.map((chapter) => {
    const path = chapter === '' ? 'index.md' : chapter.startsWith('appendices/') ? `${chapter}.md` : `${chapter}/index.md`;
    const title = (language) => [titleOf(language, 'index.md'), ...(chapter === '' ? [] : [titleOf(language, path)])].join(': ');
    const address = (language) => `http://opendatahandbook.org/guide/${language}/${chapter}${chapter === '' ? '' : '/'}`;
    return {
      source: 'open-data-handbook', source_id: chapter || 'handbook', kind: 'learning_resource', type: 'GUIDE', title: title('en'),
      titles: { en: title('en'), 'sr-Latn': title('sr') }, authors: ['Open Knowledge Foundation'], languages: ['en', 'sr-Latn'],
      documents: [['en', 'en'], ['sr', 'sr-Latn']].map(([folder, language]) => ({ url: address(folder), subtype: 'Full text', description: title(folder), language })),
    };
  });
}

const entities = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ' };
const plain = (html) =>
  html.replace(/<\/?[a-z]+>/gi, '').replace(/&(#\d+|\w+);/g, (all, name) => (name[0] === '#' ? String.fromCodePoint(+name.slice(1)) : entities[name] ?? all));

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
