// The page over the real server and its seed: the example of each kind of user runs and shows records.
import { after, before, test } from 'node:test';
import { startHub } from '../conformance/server.mjs';
import { exampleNames, launch, openExample, result, run, visit } from './page.mjs';

// What the first screen of each answer shows.
const shown = { NewestStudies: '"totalCount": 2628', ReturnAndReintegration: '"Return and reintegration"', DatasetPage: '"slug": "missing-migrants-' };
const server = await startHub();
let browser;
before(async () => {
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await server.stop();
});

for (const name of exampleNames) {
  test(`the example ${name} shows records`, () =>
    visit(browser, server.url, async (page) => {
      await openExample(page, name);
      await run(page);
      await result(page, shown[name]).waitFor();
    }));
}

test('what is run right after a change of tabs is what the new tab shows', () =>
  visit(browser, server.url, async (page) => {
    await openExample(page, 'NewestStudies');
    await page.evaluate((name) => {
      const tabs = [...document.querySelectorAll('.graphiql-tab-button')];
      tabs.find((tab) => tab.textContent.includes(name)).click();
      document.querySelector('.graphiql-execute-button').click();
    }, 'DatasetPage');
    await result(page, shown.DatasetPage).waitFor();
  }));
