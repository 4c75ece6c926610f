// The audits of graphql-http, the reference implementation of GraphQL over HTTP. Every one must pass, the optional ones too.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { startToy } from './server.mjs';

const server = await startToy();
after(() => server.stop());

for (const audit of serverAudits({ url: server.url, fetchFn: fetch })) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}
