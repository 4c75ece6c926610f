// Publications announced to real clients of both transports, published by another process through the API.
import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { EventSource } from 'eventsource';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { startHub } from './server.mjs';

const server = await startHub();
const token = await server.token('ADMIN');
after(() => server.stop());

const document = 'subscription ($after: String) { outputPublished(after: $after) { cursor kind output { __typename title(language: "en") } } }';
const patience = 60_000;

async function ask(query, variables = {}) {
  const answer = await fetch(server.url, {
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

test('a graphql-ws client and an EventSource each hear of a study that is published', async () => {
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
