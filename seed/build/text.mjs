// Small readers and writers shared by the build steps.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';

const latin = {
  а: 'a', б: 'b', в: 'v', г: 'g', д: 'd', ђ: 'đ', е: 'e', ж: 'ž', з: 'z', и: 'i', ј: 'j', к: 'k', л: 'l', љ: 'lj', м: 'm',
  н: 'n', њ: 'nj', о: 'o', п: 'p', р: 'r', с: 's', т: 't', ћ: 'ć', у: 'u', ф: 'f', х: 'h', ц: 'c', ч: 'č', џ: 'dž', ш: 'š',
};
const cyrillic = Object.fromEntries(Object.entries(latin).map(([c, l]) => [l, c]));

/** Serbian Cyrillic to Latin; a capital digraph is Lj before a small letter and LJ before a capital. */
export function toLatin(text) {
  return [...text].map((c, i, all) => {
    const low = c.toLowerCase();
    const l = latin[low];
    if (l === undefined) return c;
    if (low === c) return l;
    const next = all[i + 1];
    const shout = l.length > 1 && next !== undefined && next !== next.toLowerCase();
    return shout ? l.toUpperCase() : l[0].toUpperCase() + l.slice(1);
  }).join('');
}

/** Serbian Latin to Cyrillic, for names of places only: lj, nj and dž are taken as one letter. */
export function toCyrillic(text) {
  return text.replace(/lj|nj|dž|[a-zđžćčš]/gi, (l) => {
    const c = cyrillic[l.toLowerCase()];
    if (c === undefined) return l;
    return l[0] === l[0].toLowerCase() ? c : c.toUpperCase();
  });
}

/** Labels in English and both Serbian scripts; absent ones are left out. */
export function labels(en, srCyrl) {
  const result = { en };
  if (srCyrl) Object.assign(result, { 'sr-Cyrl': srCyrl, 'sr-Latn': toLatin(srCyrl) });
  return result;
}

export const list = (text, by = ';') => (text ?? '').split(by).map((s) => s.trim()).filter(Boolean);
export const unique = (values) => [...new Set(values)];
export const slug = (text) =>
  toLatin(text).normalize('NFD').replace(/[\u0300-\u036f]/g, '').replace(/đ/gi, 'dj').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');

export const readText = (...path) => readFileSync(join(...path), 'utf8').replace(/^\ufeff/, '');
export const readJson = (...path) => JSON.parse(readText(...path));
export const readGzip = (...path) => gunzipSync(readFileSync(join(...path))).toString('utf8');
export const readLines = (...path) => readText(...path).split('\n').filter((l) => l.trim());

/** Rows of a `|`-separated editorial file, without comments. */
export const readPsv = (...path) =>
  readLines(...path).filter((l) => !l.startsWith('#')).map((l) => l.split('|').map((s) => s.trim()));

/** Rows of a CSV file (RFC 4180) as objects by header. */
export function readCsv(...path) {
  const [head, ...rows] = csvRows(readText(...path));
  return rows.map((r) => Object.fromEntries(head.map((h, i) => [h, r[i] ?? ''])));
}

export function csvRows(text) {
  const rows = [];
  let row = [], field = '', quoted = false;
  for (let i = 0; i < text.length; i++) {
    const c = text[i];
    if (quoted) {
      if (c !== '"') field += c;
      else if (text[i + 1] === '"') { field += '"'; i++; }
      else quoted = false;
    } else if (c === '"') quoted = true;
    else if (c === ',') { row.push(field); field = ''; }
    else if (c === '\n' || c === '\r') {
      if (c === '\r' && text[i + 1] === '\n') i++;
      row.push(field); rows.push(row); row = []; field = '';
    } else field += c;
  }
  if (field || row.length) { row.push(field); rows.push(row); }
  return rows.filter((r) => r.length > 1 || r[0] !== '');
}

/** `key: value` YAML with folded and quoted scalars, as the SDG files use it. */
export function readFlatYaml(...path) {
  const result = {};
  let key = null;
  for (const line of readText(...path).split('\n')) {
    const m = /^([^\s:][^:]*):\s?(.*)$/.exec(line);
    if (m) { key = m[1].replace(/^['"]|['"]$/g, ''); result[key] = m[2]; }
    else if (key && line.trim()) result[key] += ' ' + line.trim();
  }
  for (const k of Object.keys(result)) {
    const v = result[k].trim();
    if (v.startsWith("'")) result[k] = v.slice(1, -1).replace(/''/g, "'");
    else if (v.startsWith('"')) result[k] = JSON.parse(v);
    else result[k] = v;
  }
  return result;
}

function write(path, bytes) {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, bytes);
}
/** One element of the main list a line: small diffs, still valid JSON. */
export function writeJson(value, ...path) {
  const [name] = Object.entries(value).find(([, v]) => Array.isArray(v) && v.length > 0 && typeof v[0] === 'object') ?? [];
  const parts = Object.entries(value).map(([k, v]) =>
    k === name ? `  ${JSON.stringify(k)}: [\n${v.map((x) => '    ' + JSON.stringify(x)).join(',\n')}\n  ]` : `  ${JSON.stringify(k)}: ${JSON.stringify(v)}`);
  write(join(...path), `{\n${parts.join(',\n')}\n}\n`);
}
/** gzip whose header carries neither time nor name, so that the bytes depend on the content only. */
export const writeGzip = (content, ...path) => {
  const bytes = gzipSync(content, { level: 9 });
  bytes.fill(0, 4, 8);
  bytes[9] = 255;
  write(join(...path), bytes);
};
export const writeLines = (records, ...path) => writeGzip(records.map((r) => JSON.stringify(r)).join('\n') + '\n', ...path);
