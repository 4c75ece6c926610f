// GraphQL over server-sent events, distinct connections mode, with its reference client.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createClient } from 'graphql-sse';
import { startToy } from './server.mjs';

const server = await startToy();
after(() => server.stop());
const client = createClient({ url: server.url, retryAttempts: 0 });

async function collect(results) {
  const all = [];
  for await (const result of results) {
    all.push(result);
  }
  return all;
}

test('a subscription delivers every event in order, then completes', async () => {
  const results = await collect(client.iterate({ query: 'subscription { ticks(count: 4) }' }));
  assert.deepEqual(
    results.map((result) => result.data.ticks),
    [1, 2, 3, 4],
  );
});

test('a query is a stream of one result', async () => {
  assert.deepEqual(await collect(client.iterate({ query: '{ hello }' })), [{ data: { hello: 'Hello world' } }]);
});

test('an invalid operation is one result with its errors', async () => {
  const [result] = await collect(client.iterate({ query: '{ nothing }' }));
  assert.equal(result.errors[0].extensions.code, 'VALIDATION');
});

test('a browser EventSource may ask by GET, but not for mutations', async () => {
  const headers = { accept: 'text/event-stream' };
  const answer = await fetch(`${server.url}?query=${encodeURIComponent('subscription { ticks(count: 1) }')}`, { headers });
  assert.equal(answer.headers.get('content-type'), 'text/event-stream; charset=utf-8');
  assert.equal(await answer.text(), ':\n\nevent: next\ndata: {"data":{"ticks":1}}\n\nevent: complete\ndata: \n\n');

  const mutation = await fetch(`${server.url}?query=${encodeURIComponent('mutation { add }')}`, { headers });
  assert.equal(mutation.status, 405);
});

test('a client that leaves ends its subscription', async () => {
  const leaving = new AbortController();
  const answer = await fetch(server.url, {
    method: 'POST',
    headers: { accept: 'text/event-stream', 'content-type': 'application/json' },
    body: JSON.stringify({ query: 'subscription { bookAdded { id } }' }),
    signal: leaving.signal,
  });
  await answer.body.getReader().read();
  leaving.abort();
  assert.deepEqual(await collect(client.iterate({ query: '{ hello }' })), [{ data: { hello: 'Hello world' } }]);
});
