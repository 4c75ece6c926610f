// The real server over real records: the audits once more, and every example of the page answers without an error.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { serverAudits } from 'graphql-http';
import { startHub } from './server.mjs';

const examples = fileURLToPath(new URL('../../src/web/graphiql/examples/', import.meta.url));
const server = await startHub();
after(() => server.stop());

for (const audit of serverAudits({ url: server.url, fetchFn: fetch })) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}

for (const name of readdirSync(examples)) {
  test(`the example ${name} answers`, async () => {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/graphql-response+json' },
      body: JSON.stringify({ query: readFileSync(examples + name, 'utf8') }),
    });
    const { data, errors } = await answer.json();
    assert.equal(answer.status, 200);
    assert.equal(errors, undefined);
    assert.ok(Object.values(data).every((value) => value !== null));
  });
}
