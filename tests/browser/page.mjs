// GraphiQL in Chromium, as a person would use it who has never been there before.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';

const quiet = ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'];
const folder = fileURLToPath(new URL('../../src/web/graphiql/examples/', import.meta.url));

/** Names of the queries of the examples, in the order of their files. */
export const exampleNames = readdirSync(folder)
  .sort()
  .map((file) => /query (\w+)/.exec(readFileSync(folder + file, 'utf8'))[1]);

export const launch = () => chromium.launch({ executablePath: process.env.CHROME_PATH ?? '/usr/bin/chromium', args: quiet });

/** Opens the page in a fresh profile and uses it; fails when it complains about anything or asks another server. */
export async function visit(browser, url, use) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 760 } });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  page.on('request', (request) => {
    if (!/^(blob|data):/.test(request.url()) && !request.url().startsWith(new URL(url).origin)) {
      complaints.push(`asks ${request.url()}`);
    }
  });
  await page.goto(url);
  await page.locator('.graphiql-execute-button').waitFor();
  await use(page);
  await context.close();
  assert.deepEqual(complaints, []);
}

/** Replaces the query in the editor, and takes away the brackets that the editor closes by itself. */
export async function write(page, query) {
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+A');
  await page.keyboard.insertText(query);
  await page.keyboard.press('Control+Shift+End');
  await page.keyboard.press('Delete');
}

/**
 * Opens the tab of an example. While the page is still starting, GraphiQL may mark a tab as active and leave the query of another in the
 * editor; a person would click again, by way of another tab, and so does this.
 */
export async function openExample(page, name) {
  const editor = page.locator('.graphiql-query-editor .view-lines');
  const tab = (wanted) => page.locator('.graphiql-tab-button', { hasText: wanted });
  await editor.getByText(exampleNames[0]).first().waitFor();
  for (let attempt = 1; ; attempt++) {
    await tab(name).click();
    try {
      await editor.getByText(name).first().waitFor({ timeout: 3000 });
      return;
    } catch (error) {
      if (attempt === 5) {
        throw error;
      }
      await tab(exampleNames.find((other) => other !== name)).click();
    }
  }
}

export const run = (page) => page.locator('.graphiql-execute-button').click();

/** The first place of the answer that shows a text. */
export const result = (page, text) => page.locator('.result-window').getByText(text).first();
