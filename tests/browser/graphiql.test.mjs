// The page for people, in a real browser over the toy server: it runs queries and subscriptions, and asks no other server for anything.
import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { startToy } from '../conformance/server.mjs';
import { exampleNames, launch, result, run, visit, write } from './page.mjs';

const server = await startToy();
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server.stop();
});

const open = (use) => visit(browser, server.url, use);

test('each example is a tab', () =>
  open(async (page) => {
    assert.deepEqual(await page.locator('.graphiql-tab-button').allTextContents(), exampleNames);
  }));

test('a query runs', () =>
  open(async (page) => {
    await write(page, '{ hello(name: "GraphiQL") }');
    await run(page);
    await result(page, 'Hello GraphiQL').waitFor();
  }));

test('a subscription shows its events', () =>
  open(async (page) => {
    await write(page, 'subscription { ticks(count: 3) }');
    await run(page);
    await result(page, 'ticks').waitFor();
  }));

test('the documentation of the schema opens', () =>
  open(async (page) => {
    await page.getByLabel('Show Documentation Explorer').click();
    await page.locator('.graphiql-doc-explorer').getByText('Subscription').first().waitFor();
  }));

test('the page may load nothing from elsewhere', async () => {
  const answer = await fetch(server.url, { headers: { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' } });
  assert.match(answer.headers.get('content-security-policy'), /default-src 'none'; script-src 'self';/);
  assert.equal(answer.headers.get('cache-control'), 'no-cache');
});
