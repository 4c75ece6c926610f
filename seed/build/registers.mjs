// Licences, organisations, and the mapping of IOM themes to GCM objectives.
import { labels, list, readJson, readPsv, writeJson } from './text.mjs';

// Licences of the seed's sources that SPDX has no id for, or has only since later lists.
const further = [
  { id: 'CC-BY-3.0-IGO', name: 'Creative Commons Attribution 3.0 IGO', url: 'https://creativecommons.org/licenses/by/3.0/igo/', isOpen: true },
];

export function buildLicenses(data, seed) {
  const known = readJson(data, 'vocabularies/spdx/licenses.json');
  const open = /^(CC0-1\.0|CC-BY-\d|CC-BY-SA-\d|CC-PDDC|ODbL|ODC-By|PDDL|OGL|etalab|CDLA|MIT$|Apache-2|BSD-|GPL|LGPL|AGPL|MPL|EUPL|ISC)/;
  const licenses = known.licenses
    .filter((l) => !l.isDeprecatedLicenseId)
    .map((l) => ({ id: l.licenseId, name: l.name, url: `https://spdx.org/licenses/${l.licenseId}.html`, isOpen: l.isOsiApproved || open.test(l.licenseId) }))
    .concat(further.filter((f) => !known.licenses.some((l) => l.licenseId === f.id)))
    .sort((a, b) => (a.id < b.id ? -1 : 1));
  writeJson({ source: `SPDX License List ${known.licenseListVersion}, via datacite/bolognese; further Creative Commons licences by id`, licence: 'CC0-1.0', licenses }, seed, 'licenses.json');
  return `${licenses.length} licences`;
}

export function buildOrganizations(data, seed) {
  const organizations = readPsv(seed, 'editorial/organizations.psv').map(([acronym, en, sr, sector, country, url, ror, alt]) => ({
    key: acronym.toLowerCase(), acronym, names: labels(en, sr), altNames: list(alt), sector, country: country || null, url: url || null, ror: ror || null,
  }));
  writeJson({ source: 'Facts, written by ResearchHub editors; ROR ids only where the seed data has them', licence: 'CC0-1.0', organizations }, seed, 'organizations.json');
  return `${organizations.length} organisations`;
}

export function buildThemeMapping(data, seed) {
  const outputs = readJson(data, 'vocabularies/iom-gcm/themes/srf_outputs_to_gcm.json');
  const mappings = readPsv(seed, 'editorial/themes.psv').flatMap(([label, theme, , objectives, outcomes]) =>
    list(objectives, ',').map((objective) => {
      const backing = Object.keys(outputs).filter((o) => list(outcomes, ',').some((s) => o.startsWith(s)) && outputs[o].includes(objective)).sort();
      return {
        theme, label, gcmObjective: objective,
        basis: backing.length ? 'IOM Strategic Results Framework' : 'assigned by ResearchHub editors', srfOutputs: backing,
      };
    }));
  writeJson({
    source: 'The theme is matched to outcomes of the IOM Strategic Results Framework by ResearchHub editors; IOM itself maps the outputs of those outcomes to GCM objectives (srf_outputs_to_gcm.json of franckalbinet/iomeval). Where no output backs the objective, the editors assigned it.',
    licence: 'Apache-2.0', mappings,
  }, seed, 'mappings/theme-to-gcm.json');
  const backed = mappings.filter((m) => m.srfOutputs.length).length;
  return `${mappings.length} links, ${backed} backed by the framework`;
}

export function buildTopicMapping(data, seed) {
  const mappings = readPsv(seed, 'editorial/topic-goals.psv').flatMap(([topic, objectives, targets]) => [
    ...list(objectives, ',').map((notation) => ({ topic, scheme: 'GCM_OBJECTIVE', notation })),
    ...list(targets, ',').map((notation) => ({ topic, scheme: 'SDG_TARGET', notation })),
  ]);
  writeJson({ source: 'assigned by ResearchHub editors, only where the topic is the subject of the objective or target', licence: 'CC0-1.0', mappings }, seed, 'mappings/topic-to-goals.json');
  return `${mappings.length} links`;
}
