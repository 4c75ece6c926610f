// graphql-transport-ws as its reference client speaks it, and what the protocol says of clients that break it.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startToy } from './server.mjs';

const server = await startToy();
after(() => server.stop());
const url = server.url.replace('http', 'ws');

async function withClient(use) {
  const client = createClient({ url, webSocketImpl: WebSocket, retryAttempts: 0 });
  try {
    return await use(client);
  } finally {
    await client.dispose();
  }
}

async function collect(results) {
  const all = [];
  for await (const result of results) {
    all.push(result);
  }
  return all;
}

/** Sends raw messages and gives back what came, up to the close. */
function converse(messages, protocol = 'graphql-transport-ws') {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, protocol);
    const received = [];
    socket.on('open', () => messages.forEach((message) => socket.send(typeof message === 'string' ? message : JSON.stringify(message))));
    socket.on('message', (data) => received.push(JSON.parse(data)));
    socket.on('close', (code, reason) => resolve({ code, reason: reason.toString(), received }));
    socket.on('error', reject);
  });
}

test('a subscription delivers every event in order, then completes', () =>
  withClient(async (client) => {
    const results = await collect(client.iterate({ query: 'subscription { ticks(count: 4) }' }));
    assert.deepEqual(
      results.map((result) => result.data.ticks),
      [1, 2, 3, 4],
    );
  }));

test('queries and mutations run over the socket too', () =>
  withClient(async (client) => {
    const query = await collect(client.iterate({ query: 'query($n: String) { hello(name: $n) }', variables: { n: 'Ana' } }));
    assert.deepEqual(query, [{ data: { hello: 'Hello Ana' } }]);
    const [mutation] = await collect(client.iterate({ query: 'mutation { add }' }));
    assert.equal(typeof mutation.data.add, 'number');
  }));

test('an invalid operation is answered with its errors and the socket stays', () =>
  withClient(async (client) => {
    await assert.rejects(collect(client.iterate({ query: '{ nothing }' })), (errors) => errors[0].extensions.code === 'VALIDATION');
    assert.deepEqual(await collect(client.iterate({ query: '{ hello }' })), [{ data: { hello: 'Hello world' } }]);
  }));

test('a socket without the subprotocol is refused with 4406', async () => {
  const { code } = await converse([], []);
  assert.equal(code, 4406);
});

test('subscribing before the connection is initialised is refused with 4401', async () => {
  const { code, reason } = await converse([{ id: '1', type: 'subscribe', payload: { query: '{ hello }' } }]);
  assert.deepEqual([code, reason], [4401, 'Unauthorized']);
});

test('a second initialisation is refused with 4429', async () => {
  const { code, received } = await converse([{ type: 'connection_init' }, { type: 'connection_init' }]);
  assert.equal(code, 4429);
  assert.deepEqual(received, [{ type: 'connection_ack' }]);
});

test('a second subscription with the same id is refused with 4409', async () => {
  const subscribe = { id: 'a', type: 'subscribe', payload: { query: 'subscription { bookAdded { id } }' } };
  const { code, reason } = await converse([{ type: 'connection_init' }, subscribe, subscribe]);
  assert.deepEqual([code, reason], [4409, 'Subscriber for a already exists']);
});

for (const message of ['nonsense', '[]', '{"type":"unknown"}', '{"type":"subscribe","id":"1"}', '{"id":"1","type":"subscribe","payload":[]}']) {
  test(`the message ${message} is refused with 4400`, async () => {
    const { code } = await converse([{ type: 'connection_init' }, message]);
    assert.equal(code, 4400);
  });
}

test('a ping is answered with a pong that carries its payload', async () => {
  const { received } = await converse([{ type: 'connection_init' }, { type: 'ping', payload: { at: 1 } }, 'end']);
  assert.deepEqual(received[1], { type: 'pong', payload: { at: 1 } });
});

test('an operation that is completed by the client sends nothing more', async () => {
  const { received } = await converse([
    { type: 'connection_init' },
    { id: 'a', type: 'subscribe', payload: { query: 'subscription { bookAdded { id } }' } },
    { id: 'a', type: 'complete' },
    { id: 'a', type: 'subscribe', payload: { query: 'subscription { bookAdded { id } }' } },
    'end',
  ]);
  assert.deepEqual(received, [{ type: 'connection_ack' }]);
});
