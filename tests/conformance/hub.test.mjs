// The real server passes the audits too; its catalogue may be empty for that.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { serverAudits } from 'graphql-http';
import { startHub } from './server.mjs';

const server = await startHub('--no-seed');
after(() => server.stop());

for (const audit of serverAudits({ url: server.url, fetchFn: fetch })) {
  test(`${audit.id} ${audit.name}`, async () => {
    const result = await audit.fn();
    assert.equal(result.status, 'ok', result.reason);
  });
}
