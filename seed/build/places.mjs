// World, M49 regions, countries, subdivisions of Serbia and its neighbours, Serbian municipalities.
import { join } from 'node:path';
import { labels, list, readCsv, readGzip, readJson, readPsv, slug, toCyrillic, unique, writeJson } from './text.mjs';

// The UN's M49 names where the source has CLDR's.
const regionNames = {
  '001': ['World', 'Свет'], '017': ['Middle Africa', 'Средња Африка'], '035': ['South-eastern Asia', 'Југоисточна Азија'],
  '053': ['Australia and New Zealand', 'Аустралија и Нови Зеланд'], '057': ['Micronesia', 'Микронезија'],
  '419': ['Latin America and the Caribbean', 'Латинска Америка и Кариби'], '019': ['Americas', 'Америке'],
};
// House rule: the code is the identity, the label is the UN's.
const countryNames = {
  XK: ['Kosovo (UNSCR 1244)', 'Косово (УНСЦР 1244)'], TW: ['Taiwan, Province of China', null], SZ: ['Eswatini', 'Есватини'],
  PS: ['State of Palestine', 'Држава Палестина'], HK: ['China, Hong Kong Special Administrative Region', null],
  MO: ['China, Macao Special Administrative Region', null], FK: ['Falkland Islands (Malvinas)', null],
};
// How sources of the seed write them.
const countrySpellings = {
  XK: ['Kosovo', 'Kosovo*', 'UNSC Resolution -administered Kosovo', 'UNSC Resolution 1244-administered Kosovo', 'Kosovo (UNSC 1244)', 'Косово', 'Косово и Метохија'],
  DM: ['Dominca'], SB: ['Solomon Island'], TO: ['Kingdom of Tonga'], BS: ['The Bahamas'], US: ['USA', 'United States'], GB: ['UK', 'United Kingdom', 'Great Britain'],
  BO: ['Bolivia (the Plurinational State of)', 'Bolivia'], HK: ['Hong Kong SAR', 'Hong Kong'], TR: ['Turkey'], CZ: ['Czech Republic'], SZ: ['Swaziland'],
  MK: ['Macedonia', 'FYROM', 'The former Yugoslav Republic of Macedonia'], CD: ['Dem. Rep. of the Congo', 'DR Congo', 'DRC', 'Congo, Democratic Republic of'], CI: ['Ivory Coast'],
  CV: ['Cape Verde'], MM: ['Burma'], LA: ['Laos'], VN: ['Vietnam'], SY: ['Syria', 'Syrian Arab Rep.'], IR: ['Iran'], VE: ['Venezuela'], MD: ['Moldova'], TZ: ['Tanzania'],
  RU: ['Russia'], KR: ['South Korea', 'Rep. of Korea'], KP: ['North Korea'], NL: ['Netherlands', 'The Netherlands'], TL: ['East Timor'], PS: ['Palestine'],
  CF: ['Central African Rep.'], DO: ['Dominican Rep.'], GM: ['The Gambia'], TW: ['Taiwan', 'Taiwan, China'], FM: ['Micronesia'],
};
const districtNames = {
  'RS-00': 'Belgrade', 'RS-01': 'North Bačka District', 'RS-02': 'Central Banat District', 'RS-03': 'North Banat District', 'RS-04': 'South Banat District',
  'RS-05': 'West Bačka District', 'RS-06': 'South Bačka District', 'RS-07': 'Srem District', 'RS-08': 'Mačva District', 'RS-09': 'Kolubara District',
  'RS-10': 'Podunavlje District', 'RS-11': 'Braničevo District', 'RS-12': 'Šumadija District', 'RS-13': 'Pomoravlje District', 'RS-14': 'Bor District',
  'RS-15': 'Zaječar District', 'RS-16': 'Zlatibor District', 'RS-17': 'Moravica District', 'RS-18': 'Raška District', 'RS-19': 'Rasina District',
  'RS-20': 'Nišava District', 'RS-21': 'Toplica District', 'RS-22': 'Pirot District', 'RS-23': 'Jablanica District', 'RS-24': 'Pčinja District', 'RS-VO': 'Vojvodina',
};

export function buildPlaces(data, seed) {
  const vocabularies = join(data, 'vocabularies');
  const m49 = readJson(vocabularies, 'countries-sr/m49_regions_en_sr.json');
  const rows = new Map(readCsv(vocabularies, 'country-codes/country-codes.csv').map((r) => [r['ISO3166-1-Alpha-2'], r]));
  const places = [
    ...regions(m49, rows), ...countries(vocabularies, m49, rows),
    ...subdivisions(vocabularies), ...municipalities(seed),
  ];
  writeJson({
    source: 'UN M49 and ISO 3166-1 (datasets/country-codes), ISO 3166-2 (Debian iso-codes), names by i18n-iso-countries and CLDR; municipalities: facts, written by ResearchHub editors',
    licence: 'PDDL-1.0, LGPL-2.1-or-later, MIT, Unicode-3.0', places,
  }, seed, 'places.json');
  return `${places.length} places`;
}

const code3 = (n) => String(n).trim().padStart(3, '0');

function regions(m49, rows) {
  const parents = new Map([['001', null]]);
  for (const r of rows.values()) {
    const chain = [r['Region Code'], r['Sub-region Code'], r['Intermediate Region Code']].map((c) => c.trim()).filter(Boolean).map(code3);
    chain.forEach((c, i) => parents.set(c, i === 0 ? '001' : chain[i - 1]));
  }
  return [...parents].sort().map(([code, parent]) => {
    const [en, sr] = regionNames[code] ?? [m49.names[code].en, m49.names[code].sr_Cyrl];
    return { code, kind: code === '001' ? 'WORLD' : 'REGION', parent, m49: code, labels: labels(en, sr), altLabels: { en: code === '001' ? ['Worldwide', 'Global'] : [] } };
  });
}

function countries(vocabularies, m49, rows) {
  const iso = new Map(readJson(vocabularies, 'iso-codes/iso_3166-1.json')['3166-1'].map((c) => [c.alpha_2, c]));
  return readJson(vocabularies, 'countries-sr/countries_en_sr.json').map((c) => {
    const row = rows.get(c.alpha2);
    const bare = (name) => name?.replace(/\s*\((the|The)\)\*?$/, '').replace(/\*$/, '').trim();
    const un = bare(row?.['UNTERM English Short']);
    const [en, sr] = countryNames[c.alpha2] ?? [un || row?.['CLDR display name'] || c.en, null];
    const region = ['Intermediate Region Code', 'Sub-region Code', 'Region Code'].map((k) => row?.[k]?.trim()).find(Boolean);
    const cldr = Object.entries(m49.containment).find(([, members]) => members.includes(c.alpha2))?.[0];
    const i = iso.get(c.alpha2);
    const alt = unique([c.en, ...(c.en_all ?? []), row?.['CLDR display name'], row?.official_name_en, un, i?.name, i?.official_name, i?.common_name,
      ...(countrySpellings[c.alpha2] ?? [])].map(bare).filter((n) => n && n !== en));
    return {
      code: c.alpha2, kind: 'COUNTRY', parent: region ? code3(region) : (cldr ?? '001'),
      // The user-assigned XK has no ISO alpha-3 or number.
      ...(c.alpha2 === 'XK' ? {} : { iso3: c.alpha3, m49: c.numeric }), labels: labels(en, sr ?? c.sr_Cyrl), altLabels: { en: alt },
    };
  });
}

function subdivisions(vocabularies) {
  const wanted = ['RS', 'BA', 'ME', 'MK', 'AL', 'BG', 'RO', 'HU', 'HR'];
  // The six codes of RS for the territory of XK are left to the place XK, as the house rule has it.
  const elsewhere = (s) => s.code === 'RS-KM' || s.parent === 'KM';
  return JSON.parse(readGzip(vocabularies, 'iso-codes/iso_3166-2.json.gz'))['3166-2']
    .filter((s) => wanted.includes(s.code.slice(0, 2)) && !elsewhere(s))
    .map((s) => {
      const country = s.code.slice(0, 2);
      const sr = country === 'RS' || country === 'ME' ? toCyrillic(s.name) : null;
      const en = districtNames[s.code] ?? s.name;
      return {
        code: s.code, kind: 'SUBDIVISION', parent: s.parent ? `${country}-${s.parent}` : country, type: s.type,
        labels: labels(en, s.code === 'RS-00' ? 'Београд' : sr), altLabels: { en: en === s.name ? [] : [s.name] },
      };
    });
}

function municipalities(seed) {
  return readPsv(seed, 'editorial/serbia-municipalities.psv').flatMap(([district, names]) =>
    list(names, ',').map((sr) => {
      const label = labels('', sr);
      label.en = label['sr-Latn'];
      return { code: `RS-M-${slug(sr).toUpperCase()}`, kind: 'MUNICIPALITY', parent: district, labels: label, altLabels: { en: [] } };
    }));
}
