// The page for people, in a real browser: it runs queries and subscriptions, and asks no other server for anything.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { startToy } from '../conformance/server.mjs';

const examples = fileURLToPath(new URL('../../src/web/graphiql/examples/', import.meta.url));
const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const server = await startToy();
let browser;
before(async () => {
  browser = await chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: quiet });
});
after(async () => {
  await browser?.close();
  await server.stop();
});

/** Opens the page in a browser that has never been there, and watches what it complains about and whom it asks. */
async function open(use) {
  const context = await browser.newContext();
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(new URL(server.url).origin)) {
      complaints.push(`asks ${request.url()}`);
    }
  });
  await page.goto(server.url);
  await page.locator('.graphiql-execute-button').waitFor();
  await use(page);
  await context.close();
  assert.deepEqual(complaints, []);
}

/** Replaces the query in the editor, and takes away the brackets that the editor closes by itself. */
async function write(page, query) {
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(query);
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
}

const result = (page, text) => page.locator('.result-window').getByText(text).first();

test('each example is a tab', () =>
  open(async (page) => {
    const tabs = await page.locator('.graphiql-tab-button').allTextContents();
    const names = readdirSync(examples)
      .sort()
      .map((file) => /query (\w+)/.exec(readFileSync(examples + file, 'utf8'))[1]);
    assert.deepEqual(tabs, names);
  }));

test('a query runs', () =>
  open(async (page) => {
    await write(page, '{ hello(name: "GraphiQL") }');
    await page.locator('.graphiql-execute-button').click();
    await result(page, 'Hello GraphiQL').waitFor();
  }));

test('a subscription shows its events', () =>
  open(async (page) => {
    await write(page, 'subscription { ticks(count: 3) }');
    await page.locator('.graphiql-execute-button').click();
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
