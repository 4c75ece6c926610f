import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { countCtrf, countTap } from './summary.mjs';

const script = fileURLToPath(new URL('./summary.mjs', import.meta.url));
const folders = [];
after(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

const ctrf = (summary, tests = []) => JSON.stringify({ results: { summary: { pending: 0, other: 0, skipped: 0, ...summary }, tests } });
const tap = ({ pass = 0, fail = 0, cancelled = 0, skipped = 0, todo = 0 }) =>
  `TAP version 13\nok 1 - # pass 900\n# tests 1\n# pass ${pass}\n# fail ${fail}\n# cancelled ${cancelled}\n# skipped ${skipped}\n# todo ${todo}\n`;

function run(files, names = Object.keys(files).map((file) => file.split('.')[0])) {
  const folder = mkdtempSync(join(tmpdir(), 'summary-'));
  folders.push(folder);
  for (const [file, text] of Object.entries(files)) writeFileSync(join(folder, file), text);
  const { status, stdout } = spawnSync(process.execPath, [script, folder, ...names], { encoding: 'utf8' });
  return { status, lines: stdout.trimEnd().split('\n') };
}

test('adds up both kinds of report', () => {
  const { status, lines } = run({ 'core.ctrf.json': ctrf({ tests: 3, passed: 3, failed: 0 }), 'web.tap': tap({ pass: 2 }) });
  assert.deepEqual(lines, ['5 passed, 0 failed']);
  assert.equal(status, 0);
});

test('names skipped tests', () => {
  const { status, lines } = run({
    'core.ctrf.json': ctrf({ tests: 4, passed: 2, failed: 0, skipped: 1, pending: 1 }),
    'web.tap': tap({ pass: 1, todo: 1 }),
  });
  assert.equal(lines.at(-1), '3 passed, 0 failed, 3 skipped');
  assert.equal(status, 0);
});

test('fails when a test failed', () => {
  const { status, lines } = run({ 'core.ctrf.json': ctrf({ tests: 3, passed: 2, failed: 1 }) });
  assert.equal(lines.at(-1), '2 passed, 1 failed');
  assert.equal(status, 1);
});

test('names each failed test above the line, with the beginning of what it said', () => {
  const cases = [{ name: 'adds', status: 'passed' }, { name: 'divides', status: 'failed', message: `by\n zero${'!'.repeat(1000)}` }];
  const failed = [
    "not ok 2 - the page opens\n  ---\n  error: |-\n    no\n    page\n  code: 'X'\n  ...",
    "    not ok 1 - inner\n      error: 'in'\n      code: 'X'",
    'not ok 3 - later # TODO',
    '',
  ].join('\n');
  const { lines } = run({ 'core.ctrf.json': ctrf({ tests: 2, passed: 1, failed: 1 }, cases), 'web.tap': failed + tap({ fail: 2 }) });
  assert.match(lines[0], /^FAILED core: divides: by zero!{300,400}$/);
  assert.deepEqual(lines.slice(1), ['FAILED web: the page opens: no page', "FAILED web: inner: 'in'", '1 passed, 3 failed']);
});

test('fails when a test was cancelled', () => {
  assert.equal(run({ 'web.tap': tap({ pass: 2, cancelled: 1 }) }).status, 1);
});

test('counts a test of unknown outcome as failed', () => {
  assert.deepEqual(countCtrf(ctrf({ tests: 3, passed: 2, failed: 0, other: 1 })), { passed: 2, skipped: 0, failed: 1 });
});

test('fails when a report is missing', () => {
  const { status, lines } = run({ 'core.ctrf.json': ctrf({ tests: 1, passed: 1, failed: 0 }) }, ['core', 'web']);
  assert.deepEqual(lines, ['web: its report is missing', '1 passed, 1 failed']);
  assert.equal(status, 1);
});

test('fails when a suite ran no test', () => {
  const { status, lines } = run({ 'core.ctrf.json': ctrf({ tests: 1, passed: 1, failed: 0 }), 'web.tap': tap({}) });
  assert.deepEqual(lines, ['web: no test ran', '1 passed, 1 failed']);
  assert.equal(status, 1);
});

test('fails when a runner ended with an error after its tests had passed', () => {
  const { status, lines } = run({ 'core.ctrf.json': ctrf({ tests: 1, passed: 1, failed: 0 }) }, ['core!']);
  assert.deepEqual(lines, ['core: its runner ended with an error', '1 passed, 1 failed']);
  assert.equal(status, 1);
});

test('counts a failed test once when its runner says so too', () => {
  assert.equal(run({ 'core.ctrf.json': ctrf({ tests: 2, passed: 1, failed: 1 }) }, ['core!']).lines.at(-1), '1 passed, 1 failed');
});

test('fails when nothing was asked for', () => {
  const { status, lines } = run({});
  assert.equal(lines.at(-1), '0 passed, 1 failed');
  assert.equal(status, 1);
});

test('fails when a report breaks off', () => {
  assert.equal(run({ 'web.tap': 'TAP version 13\nok 1 - one\n' }).status, 1);
  assert.equal(run({ 'core.ctrf.json': '{"results":' }).status, 1);
});

test('reads the closing comments, not the titles of tests', () => {
  assert.deepEqual(countTap('# pass 7\n' + tap({ pass: 1 })), { passed: 1, skipped: 0, failed: 0 });
});
