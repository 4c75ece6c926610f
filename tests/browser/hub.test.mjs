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
