// People who use a server, each with a token of their own: they ask over HTTP, and listen over WebSocket or as an EventSource does.
import assert from 'node:assert/strict';
import { createClient as createEventClient } from 'graphql-sse';
import { createClient as createSocketClient } from 'graphql-ws';
import WebSocket from 'ws';

const patience = 60_000;

/** People with accounts, by their names: given are the names of each role. */
export async function people(server, roles) {
  const all = Object.entries(roles).map(async ([role, names]) => {
    const tokens = await server.tokensOf(names.map((name) => `${name.toLowerCase()}@example.org`), role);
    return names.map((name, index) => [name, holder(server, name, `Bearer ${tokens[index]}`)]);
  });
  return Object.fromEntries((await Promise.all(all)).flat());
}

/** Somebody without an account, with what a secret link gives. */
export const visitor = (server, authorization) => holder(server, 'a visitor', authorization);

function holder(server, name, authorization) {
  const send = async (query, variables = {}, headers = {}) => {
    const answer = await fetch(server.url, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization, ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return answer.json();
  };
  const ask = async (query, variables, headers) => {
    const { data, errors } = await send(query, variables, headers);
    assert.equal(errors, undefined, `${name}: ${JSON.stringify(errors)}\n${query}`);
    return data;
  };
  return {
    name,
    authorization,
    ask,
    /** Does one thing, which must succeed. */
    does: async (mutation, input, selection) => (await one(ask, mutation, input, selection, [], name))[0],
    /** Tries one thing, which must be refused with this code. */
    isRefused: async (mutation, input, code) => {
      const [, errors] = await one(ask, mutation, input, '__typename', null, name);
      assert.deepEqual(errors.map((error) => error.code), [code], `${name} ${mutation}`);
    },
    /** Puts a file beside an output. */
    uploads: async (id, name, content) => {
      const form = new FormData();
      const query = 'mutation ($input: UploadFileInput!) { uploadFile(input: $input) { file { id } errors { code message } } }';
      form.append('operations', JSON.stringify({ query, variables: { input: { id, file: null } } }));
      form.append('map', JSON.stringify({ 0: ['variables.input.file'] }));
      form.append('0', new Blob([content], { type: 'text/csv' }), name);
      const answer = await fetch(server.url, { method: 'POST', headers: { authorization, 'GraphQL-Preflight': '1' }, body: form });
      assert.deepEqual((await answer.json()).data?.uploadFile.errors, [], `${name} uploads`);
    },
    /** Downloads what is at a path of the server. */
    gets: (path) => fetch(new URL(path, server.url), { headers: { authorization } }),
    /** Listens over WebSocket. */
    hearsBySocket: async (query, variables) => {
      const client = createSocketClient({ url: server.url.replace('http', 'ws'), webSocketImpl: WebSocket, connectionParams: { authorization } });
      const listener = listening(client, query, variables);
      // There is no word for "you are subscribed" in the protocol. What is asked later on the same socket is mostly answered later; who may miss nothing says `after`.
      for (let turn = 0; turn < 3; turn++) {
        await new Promise((resolve, reject) => client.subscribe({ query: '{ viewer { unreadCount } }' }, { next: () => {}, error: reject, complete: resolve }));
      }
      return listener;
    },
    /** Listens to server-sent events. */
    hearsByEvents: async (query, variables) => {
      let connected;
      const open = new Promise((resolve) => (connected = resolve));
      const client = createEventClient({ url: server.url, headers: { authorization }, on: { connected } });
      const listener = listening(client, query, variables);
      await open;
      return listener;
    },
  };
}

async function one(ask, mutation, input, selection, expected, name) {
  const type = `${mutation[0].toUpperCase()}${mutation.slice(1)}Input`;
  const query = `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection ?? ''} errors { code message path } } }`;
  const payload = (await ask(query, { input }))[mutation];
  if (expected !== null) {
    assert.deepEqual(payload.errors, expected, `${name} ${mutation}: ${JSON.stringify(payload.errors)}`);
  }
  const { errors, ...rest } = payload;
  return [rest, errors];
}

/** What a subscription brings, to be waited for. */
function listening(client, query, variables) {
  const heard = [];
  let wake = () => {};
  client.subscribe(
    { query, variables },
    {
      next: ({ data, errors }) => {
        assert.equal(errors, undefined, JSON.stringify(errors));
        heard.push(Object.values(data)[0]);
        wake();
      },
      error: (error) => {
        heard.push({ error });
        wake();
      },
      complete: () => {},
    },
  );
  return {
    end: () => client.dispose(),
    /** The first thing heard that is so; waits for it. */
    hears: async (isIt, what) => {
      const until = Date.now() + patience;
      for (;;) {
        const failed = heard.find(({ error }) => error);
        assert.equal(failed, undefined, `${what} was not heard: ${JSON.stringify(failed)}`);
        const found = heard.find(isIt);
        if (found) {
          return found;
        }
        assert.ok(Date.now() < until, `${what} was not heard; heard were ${JSON.stringify(heard)}`);
        await new Promise((resolve) => {
          const timer = setTimeout(resolve, 1000);
          wake = () => (clearTimeout(timer), resolve());
        });
      }
    },
  };
}

/** Asks until the answer is so: for what a reader of a feed does a moment later. */
export async function eventually(look, isIt, what) {
  const until = Date.now() + patience;
  for (;;) {
    const found = await look();
    if (isIt(found)) {
      return found;
    }
    assert.ok(Date.now() < until, `${what} did not come about; there is ${JSON.stringify(found)}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
