// Publications announced to real clients of both transports, published through the API of another server.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { EventSource } from 'eventsource';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startHub } from './server.mjs';

const server = await startHub();
const other = await server.another();
const token = await server.token('ADMIN');
after(() => other.stop().finally(server.stop));

const document = 'subscription ($after: String) { outputPublished(after: $after) { cursor kind output { __typename title(language: "en") } } }';
const patience = 60_000;

/** Asks the other server: what the clients hear has come through the database. */
async function ask(query, variables = {}) {
  const answer = await fetch(other.url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  assert.equal(errors, undefined, JSON.stringify(errors));
  const [result] = Object.values(data);
  assert.deepEqual(result.errors ?? [], []);
  return result;
}

async function publish(title) {
  const made = await ask(
    `mutation ($title: String!) {
      createStudy(input: {
        type: REPORT, titles: [{ language: "en", text: $title }], abstracts: [{ language: "en", text: "What was found." }],
        languages: ["en"], publishedYear: 2026, license: "CC-BY-4.0"
      }) { study { id } errors { message } }
    }`,
    { title },
  );
  for (const step of ['submitOutput', 'startReview', 'acceptOutput', 'publishOutput']) {
    await ask(`mutation ($id: ID!) { ${step}(input: { id: $id }) { errors { message } } }`, { id: made.study.id });
  }
}

async function endOfFeed() {
  for (let cursor = null; ; ) {
    const { pageInfo } = await ask('query ($after: String) { changes(first: 100, after: $after) { pageInfo { hasNextPage endCursor } } }', { after: cursor });
    cursor = pageInfo.endCursor ?? cursor;
    if (!pageInfo.hasNextPage) {
      return cursor;
    }
  }
}

/** Takes announcements until there are so many. */
function inbox() {
  const titles = [];
  let waiting = () => {};
  return {
    take: (payload) => {
      titles.push(payload.data.outputPublished.output.title);
      waiting();
    },
    until: (count) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`only ${JSON.stringify(titles)} came`)), patience);
        waiting = () => {
          if (titles.length >= count) {
            clearTimeout(late);
            resolve(titles);
          }
        };
        waiting();
      }),
  };
}

function eventSource(variables) {
  const url = new URL(server.url);
  url.searchParams.set('query', document);
  url.searchParams.set('variables', JSON.stringify(variables));
  return new EventSource(url);
}

test('a graphql-ws client and an EventSource each hear of a study that another server publishes', async () => {
  const variables = { after: await endOfFeed() };
  const [socketInbox, streamInbox] = [inbox(), inbox()];
  const client = createClient({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket });
  const unsubscribe = client.subscribe({ query: document, variables }, { next: socketInbox.take, error: assert.fail, complete: () => {} });
  const stream = eventSource(variables);
  stream.addEventListener('next', (event) => streamInbox.take(JSON.parse(event.data)));

  await publish('Return of seasonal workers');

  assert.deepEqual(await socketInbox.until(1), ['Return of seasonal workers']);
  assert.deepEqual(await streamInbox.until(1), ['Return of seasonal workers']);
  stream.close();
  unsubscribe();
  await client.dispose();
});

test('an EventSource that comes back goes on after the last event it had', async () => {
  const variables = { after: await endOfFeed() };
  await publish('First of three');
  await publish('Second of three');
  const before = inbox();
  const stream = eventSource(variables);
  let last;
  stream.addEventListener('next', (event) => {
    last = event.lastEventId;
    before.take(JSON.parse(event.data));
  });
  await before.until(2);
  stream.close();
  await publish('Third of three');

  // What an EventSource sends by itself when it connects again.
  const again = await fetch(`${server.url}?${new URLSearchParams({ query: document, variables: JSON.stringify(variables) })}`, {
    headers: { accept: 'text/event-stream', 'last-event-id': last },
  });
  const reader = again.body.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  while (!text.includes('event: next')) {
    text += (await reader.read()).value;
  }
  await reader.cancel();
  assert.match(text, /Third of three/);
  assert.doesNotMatch(text, /Second of three/);
});

test('a server that stops lets both go without ending what they asked for, and tells them when to come back', async () => {
  const stopping = await server.another();
  const query = 'subscription { outputPublished { cursor } }';
  const client = createClient({ url: stopping.url.replace('http', 'ws'), webSocketImpl: WebSocket, retryAttempts: 0 });
  const closed = new Promise((resolve) => client.on('closed', resolve));
  const ended = new Promise((resolve) => client.subscribe({ query }, { next: assert.fail, error: resolve, complete: () => resolve('complete') }));
  await new Promise((resolve) => client.on('connected', resolve));
  const stream = new EventSource(`${stopping.url}?${new URLSearchParams({ query })}`);
  await new Promise((resolve) => stream.addEventListener('open', resolve));
  const cut = new Promise((resolve) => stream.addEventListener('error', () => resolve(stream.readyState)));
  stream.addEventListener('complete', assert.fail);

  await stopping.stop();

  const { code, reason } = await closed;
  assert.deepEqual([code, reason], [1001, 'Server is stopping; connect again in 1 s']);
  assert.notEqual(await ended, 'complete');
  assert.equal(await cut, EventSource.CONNECTING);
  stream.close();
});
