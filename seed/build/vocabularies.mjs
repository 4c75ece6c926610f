// Concept schemes, all in one shape:
// { scheme, source, licence, concepts: [{ notation, labels, altLabels, definition?, broader, related, exactMatch, groups? }] }
import { join } from 'node:path';
import { labels, list, readFlatYaml, readJson, readPsv, toLatin, unique, writeJson } from './text.mjs';

const iomevalFacts = 'Facts of UN documents; file of an Apache-2.0 repository';

function concept(notation, label, more = {}) {
  return { notation, labels: label, altLabels: {}, broader: [], related: [], exactMatch: [], ...more };
}

export function buildVocabularies(data, seed) {
  const iom = join(data, 'vocabularies/iom-gcm');
  const schemes = [
    gcmObjectives(iom, seed), ...smallSchemes(seed), ...sdg(join(data, 'vocabularies/sdg'), seed), srf(iom), themes(iom, seed),
    topics(data, seed), fieldsOfScience(data),
  ];
  for (const s of schemes) writeJson(s, seed, 'vocabularies', `${s.scheme.toLowerCase().replaceAll('_', '-')}.json`);
  const areas = policyTopics(seed);
  writeJson(areas, seed, 'vocabularies', 'topics-of-policy.json');
  return [...schemes, areas].map((s) => `${s.scheme} ${s.concepts.length}`).join(', ');
}

function gcmObjectives(iom, seed) {
  const short = new Map(readPsv(seed, 'editorial/gcm-objectives.psv').map((r) => [r[0], r]));
  const concepts = readJson(iom, 'gcm_objectives.json').map((o) => {
    const [, en, sr, srFull] = short.get(String(o.number));
    return concept(String(o.number), labels(en, sr), {
      altLabels: { en: [o.title], 'sr-Cyrl': [srFull], 'sr-Latn': [toLatin(srFull)] },
      definition: { en: o.title, 'sr-Cyrl': srFull, 'sr-Latn': toLatin(srFull) },
    });
  });
  return { scheme: 'GCM_OBJECTIVE', source: 'Global Compact for Safe, Orderly and Regular Migration, UN A/RES/73/195, via franckalbinet/iomeval; Serbian by ResearchHub editors', licence: iomevalFacts, concepts };
}

function smallSchemes(seed) {
  const sources = {
    GCM_PRINCIPLE: 'UN A/RES/73/195, paragraph 15: the ten guiding principles; Serbian by ResearchHub editors',
    POPULATION: 'ResearchHub editors, after the terms of UN agencies',
    STUDY_DESIGN: 'ResearchHub editors; notations are the values of the StudyDesign enum',
  };
  const rows = readPsv(seed, 'editorial/small-schemes.psv');
  return Object.keys(sources).map((scheme) => ({
    scheme, source: sources[scheme], licence: 'CC0-1.0',
    concepts: rows.filter((r) => r[0] === scheme).map(([, notation, en, sr, broader, altEn, altSr]) =>
      concept(notation, labels(en, sr), { altLabels: alternatives(list(altEn), list(altSr)), broader: list(broader) })),
  }));
}

function alternatives(en, sr, de = []) {
  const result = {};
  if (en.length) result.en = unique(en);
  if (de.length) result.de = unique(de);
  if (sr.length) Object.assign(result, { 'sr-Cyrl': unique(sr), 'sr-Latn': unique(sr).map(toLatin) });
  return result;
}

function sdg(dir, seed) {
  const serbian = new Map(readPsv(seed, 'editorial/sdg-serbian.psv'));
  const goals = readFlatYaml(dir, 'en/global_goals.yml'), goalsCnr = readFlatYaml(dir, 'cnr/global_goals.yml');
  const targets = readFlatYaml(dir, 'en/global_targets.yml'), targetsCnr = readFlatYaml(dir, 'cnr/global_targets.yml');
  const migration = new Set(readJson(dir, 'migration_related_targets.json').map((t) => t.target));
  const source = 'open-sdg/sdg-translations (English, Montenegrin); Serbian by ResearchHub editors';
  const uri = (kind, n) => `http://metadata.un.org/sdg/${n}`;
  const goalConcepts = Array.from({ length: 17 }, (_, i) => String(i + 1)).map((n) =>
    concept(n, { ...labels(goals[`${n}-short`], serbian.get(n)), cnr: goalsCnr[`${n}-short`] }, {
      altLabels: { en: [goals[`${n}-title`]] }, definition: { en: goals[`${n}-title`], cnr: goalsCnr[`${n}-title`] }, exactMatch: [uri('goal', n)],
    }));
  const targetConcepts = Object.keys(targets).filter((k) => k.endsWith('-title')).map((k) => k.slice(0, -6)).map((k) => {
    const n = k.replace('-', '.');
    const label = labels(targets[`${k}-title`], serbian.get(n));
    if (targetsCnr[`${k}-title`]) label.cnr = targetsCnr[`${k}-title`];
    return concept(n, label, { exactMatch: [uri('target', n)], groups: [`SDG_GOAL:${n.split('.')[0]}`, ...(migration.has(n) ? ['MIGRATION'] : [])] });
  }).sort((a, b) => a.notation.localeCompare(b.notation, 'en', { numeric: true }));
  return [
    { scheme: 'SDG_GOAL', source, licence: 'MIT', concepts: goalConcepts },
    { scheme: 'SDG_TARGET', source, licence: 'MIT', concepts: targetConcepts },
  ];
}

function srf(iom) {
  const concepts = [];
  const add = (x, parent, prefix = '') => concepts.push(concept(prefix + x.id, { en: x.title }, {
    broader: parent ? [parent] : [], ...(x.description ? { definition: { en: x.description } } : {}),
  }));
  for (const o of readJson(iom, 'themes/srf_objectives.json')) {
    add(o);
    for (const l of o.long_term_outcomes) {
      add(l, o.id);
      for (const s of l.short_term_outcomes) {
        add(s, l.id);
        // The source gives 2a12 twice and no 2a13; the second one is called 2a13 here.
        for (const p of s.outputs) add(concepts.some((c) => c.notation === p.id) && p.id === '2a12' ? { ...p, id: '2a13' } : p, s.id);
      }
    }
  }
  for (const e of readJson(iom, 'themes/srf_enablers.json')) add(e, null, 'e');
  for (const c of readJson(iom, 'themes/crosscutting_priorities.json')) add(c, null, 'c');
  return { scheme: 'IOM_SRF', source: 'IOM Strategic Results Framework, via franckalbinet/iomeval; e1-e7 are its enablers, c1-c4 its cross-cutting priorities', licence: 'Apache-2.0', concepts };
}

function themes(iom, seed) {
  const known = new Map(readPsv(seed, 'editorial/themes.psv').map((r) => [r[0], r]));
  const concepts = Object.keys(readJson(iom, 'iom_evaluation_facets.json').thematic_area).map((theme) => {
    const row = known.get(theme);
    if (!row) throw new Error(`themes.psv has no line for '${theme}'`);
    return concept(row[1], labels(theme, row[2]));
  });
  return { scheme: 'IOM_THEME', source: 'Thematic areas of the IOM evaluation repository, via franckalbinet/iomeval; Serbian by ResearchHub editors', licence: 'Apache-2.0', concepts };
}

function topics(data, seed) {
  const stw = new Map(readJson(data, 'vocabularies/stw-thesaurus/stw_migration_subset.json').map((c) => [c.id, c]));
  const terms = new Set(readJson(data, 'vocabularies/iom-gcm/glossaries/migration.json').map((t) => t.term));
  const rows = readPsv(seed, 'editorial/topics.psv');
  const notationOf = new Map();
  for (const r of rows) for (const s of list(r[4])) if (s.startsWith('stw:')) notationOf.set(s.slice(4), r[0]);
  // A synonym of the thesaurus that is the name of another topic here (refugees: "Asylum seekers") belongs to that topic.
  const names = new Set(rows.map((r) => r[1].toLowerCase()));
  const concepts = rows.map(([notation, en, sr, broader, sources, altEn, altSr]) => {
    const label = labels(en, sr), alsoEn = list(altEn), alsoDe = [], related = [], exactMatch = [];
    for (const s of list(sources)) {
      const id = s.slice(4);
      if (s.startsWith('iom:')) {
        if (!terms.has(id)) throw new Error(`The IOM glossary has no term '${id}'`);
        alsoEn.push(id.replace(/ \(.*\)$/, '').replace(/\/.*$/, ''));
        continue;
      }
      const c = stw.get(id);
      if (!c) throw new Error(`The thesaurus subset has no ${id}`);
      const clean = (l) => (l ?? []).map((t) => t.replace(/^[A-Z]\.\d\S*\s+/, ''));
      alsoEn.push(...clean(c.prefLabel.en), ...clean(c.altLabel.en));
      const de = [...clean(c.prefLabel.de), ...clean(c.altLabel.de)];
      label.de ??= de[0];
      alsoDe.push(...de);
      related.push(...c.related.map((r) => notationOf.get(r)).filter((r) => r && r !== notation));
      exactMatch.push(`http://zbw.eu/stw/${id}`);
    }
    const other = (values, own) => values.filter((v) => v.toLowerCase() !== own?.toLowerCase() && !names.has(v.toLowerCase()));
    if (notation === 'labour-migration') label.de = 'Arbeitsmigration';
    return concept(notation, label, {
      altLabels: alternatives(other(alsoEn, en), list(altSr), other(alsoDe, label.de)), broader: list(broader), related: unique(related), exactMatch,
    });
  });
  return { scheme: 'TOPIC', source: 'STW Thesaurus for Economics 9.06 (ZBW), migration and population subset without its false hits; terms of the IOM Glossary on Migration; tree, further synonyms and Serbian by ResearchHub editors', licence: 'ODbL-1.0', concepts };
}

/** Topics of our own, in a file of their own: the others are under the licence of the thesaurus they come from. */
function policyTopics(seed) {
  const concepts = readPsv(seed, 'editorial/policy-topics.psv').map(([notation, en, sr, broader, altEn, altSr]) =>
    concept(notation, labels(en, sr), { altLabels: alternatives(list(altEn), list(altSr)), broader: list(broader) }));
  return { scheme: 'TOPIC', source: 'ResearchHub editors', licence: 'CC0-1.0', concepts };
}

function fieldsOfScience(data) {
  const concepts = readJson(data, 'vocabularies/oecd-fos/fos-mappings.json').fosFields.map((f) =>
    concept(f.fosId, { en: f.fosLabel }, { broader: f.fosId.includes('.') ? [f.fosId.split('.')[0]] : [] }));
  return { scheme: 'FIELD_OF_SCIENCE', source: 'OECD Revised Fields of Science and Technology (2007), via datacite/bolognese', licence: 'MIT', concepts };
}
