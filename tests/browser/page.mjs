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
  try {
    await use(page);
  } catch (error) {
    const seen = await page.locator('.graphiql-query-editor, .result-window').allInnerTexts();
    throw new Error(`${error.message}\nThe page showed:\n${seen.join('\n').slice(0, 1000)}\n${complaints.join('\n')}`, { cause: error });
  } finally {
    await context.close();
  }
  assert.deepEqual(complaints, []);
}

const editor = (page) => page.locator('.graphiql-query-editor .view-lines');

/**
 * Does something to the editor until the page shows that it took it. While it is still starting, GraphiQL may put the query of another tab
 * back; a person would do it again, and so does this.
 */
async function insist(page, act, shown) {
  await editor(page).getByText(exampleNames[0]).first().waitFor();
  for (let attempt = 1; ; attempt++) {
    await act();
    try {
      await shown.waitFor({ timeout: 3000 });
      return;
    } catch (error) {
      if (attempt === 5) {
        throw error;
      }
    }
  }
}

/** Replaces the query in the editor by one without a name, and takes away the brackets that the editor closes by itself. */
export const write = (page, query) =>
  insist(
    page,
    async () => {
      await page.locator('.graphiql-query-editor .monaco-editor').click();
      await page.keyboard.press('Control+A');
      await page.keyboard.insertText(query);
      await page.keyboard.press('Control+Shift+End');
      await page.keyboard.press('Delete');
    },
    // The name of the operation that would run; GraphiQL reads it a moment after the text.
    page.locator('.graphiql-tab-active', { hasText: 'untitled' }),
  );

/** Opens the tab of an example, by way of another one. */
export const openExample = (page, name) =>
  insist(
    page,
    async () => {
      const tab = (wanted) => page.locator('.graphiql-tab-button', { hasText: wanted });
      await tab(exampleNames.find((other) => other !== name)).click();
      await tab(name).click();
    },
    editor(page).getByText(name).first(),
  );

export const run = (page) => page.locator('.graphiql-execute-button').click();

/** The first place of the answer that shows a text. */
export const result = (page, text) => page.locator('.result-window').getByText(text).first();
