// No container engine runs here: the compose file is checked by a linter, the Dockerfile against what the repository holds.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';

const tools = fileURLToPath(new URL('.', import.meta.url));
const root = join(tools, '..', '..');
const composeFile = join(root, 'docker-compose.yml');
const dockerfile = readFileSync(join(root, 'Dockerfile'), 'utf8');
const services = Object.entries(parse(readFileSync(composeFile, 'utf8')).services);

test('the compose file has no lint error and no warning', () => {
  const { status, stdout, stderr } = spawnSync(join(tools, 'node_modules/.bin/dclint'), ['--max-warnings', '0', composeFile], { encoding: 'utf8' });
  assert.equal(status, 0, stdout + stderr);
});

test('every service has a health check, keeps its data in a volume, and is not root', () => {
  assert.deepEqual(services.map(([name]) => name).sort(), ['database', 'server']);
  for (const [name, service] of services) {
    assert.ok(service.healthcheck?.test, `${name}: health check`);
    assert.ok(service.volumes?.length > 0, `${name}: volume`);
    assert.ok(service.user && service.user !== 'root' && service.user !== '0', `${name}: user`);
  }
});

test('the database is not reachable from outside', () => {
  assert.equal(Object.fromEntries(services).database.ports, undefined);
});

test('every file that the Dockerfile copies is in the repository and let through by .dockerignore', () => {
  const allowed = readFileSync(join(root, '.dockerignore'), 'utf8').split('\n').filter((line) => line.startsWith('!')).map((line) => line.slice(1).replace(/\/$/, ''));
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, sources]) => sources.split(' '));
  assert.ok(copied.length >= 4);
  for (const source of copied.map((path) => path.replace(/\/$/, ''))) {
    assert.ok(existsSync(join(root, source)), `${source} is missing`);
    assert.ok(allowed.includes(source), `${source} is ignored`);
  }
});

test('the image ends as an account without rights', () => {
  const users = [...dockerfile.matchAll(/^USER (.+)$/gm)].map(([, user]) => user);
  assert.deepEqual(users, ['researchhub']);
});
