// Breaking changes of the schema are found, and let through only with an entry in the changelog.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { compare } from './schema-diff.mjs';

const before = 'type Query { study(id: ID!): Study studies(first: Int): [Study!]! } type Study { title: String! year: Int } enum Kind { STUDY DATASET }';
const script = fileURLToPath(new URL('./schema-diff.mjs', import.meta.url));
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

for (const [what, from, to, change, entry] of [
  ['a field that is gone', ' year: Int', '', 'Study.year was removed.', 'Study.year'],
  ['a type that may be null', 'title: String!', 'title: String', 'Study.title changed type from String! to String.', 'Study.title'],
  ['an enum value that is gone', ' DATASET', '', 'DATASET was removed from enum type Kind.', 'Kind.DATASET'],
  ['an argument that is gone', '(first: Int)', '', 'Query.studies arg first was removed.', 'Query.studies'],
]) {
  test(`${what} is breaking until the changelog names it`, () => {
    const now = before.replace(from, to);
    assert.deepEqual(compare(before, now, '# Changes'), { breaking: [change], dangerous: [], unnamed: [change] });
    assert.deepEqual(compare(before, now, `- \`${entry}\` is gone`).unnamed, []);
    assert.deepEqual(compare(before, now, '- `Study.other` is gone, a `String`').unnamed, [change]);
  });
}

test('a new enum value is dangerous, a new field is neither', () => {
  const now = before.replace('DATASET', 'DATASET GUIDE').replace('year: Int', 'year: Int doi: String');
  assert.deepEqual(compare(before, now, ''), { breaking: [], dangerous: ['GUIDE was added to enum type Kind.'], unnamed: [] });
});

test('the script compares a revision with the working tree', () => {
  const root = mkdtempSync(join(tmpdir(), 'schema-diff-'));
  folders.push(root);
  const git = (...words) => assert.equal(spawnSync('git', ['-c', 'user.name=t', '-c', 'user.email=t@t', ...words], { cwd: root }).status, 0);
  mkdirSync(join(root, 'schema'));
  writeFileSync(join(root, 'schema/schema.graphql'), before);
  git('init', '-q');
  git('add', '.');
  git('commit', '-q', '-m', 'one');
  writeFileSync(join(root, 'schema/schema.graphql'), before.replace(' year: Int', ''));
  const run = (...words) => spawnSync(process.execPath, [script, ...words], { encoding: 'utf8', env: { ...process.env, HUB_ROOT: root } });

  const refused = run('HEAD');
  writeFileSync(join(root, 'schema/CHANGELOG.md'), '- `Study.year`: use publishedYear');
  const named = run('HEAD');
  const unknown = run('nothing');

  assert.equal(refused.status, 1);
  assert.match(refused.stdout, /^breaking: Study\.year was removed\.\nSince HEAD: 1 breaking and 0 dangerous changes\nschema\/CHANGELOG\.md says nothing/);
  assert.equal(named.status, 0);
  assert.equal(unknown.status, 2);
});
