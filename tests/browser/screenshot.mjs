// Takes the picture of the README: GraphiQL answering a search. Usage, with a seeded server running:
//   node screenshot.mjs http://localhost:5080/graphql ../../src/web/graphiql.png
import { launch, result, run, visit, write } from './page.mjs';

const [url, file] = process.argv.slice(2);
const query = `# Povratak i reintegracija
query Povratak {
  search(query: "povratak i reintegracija") {
    totalCount
    interpretedAs
    facets(fields: [GCM_OBJECTIVE], first: 3) {
      buckets {
        label(language: "sr-Latn")
        count
      }
    }
    nodes {
      ... on Study {
        title
        publishedYear
        contributors {
          nameAsPrinted
        }
      }
    }
  }
}`;
const browser = await launch();
await visit(browser, url, async (page) => {
  await write(page, query);
  await page.getByLabel('Prettify query').click();
  await page.locator('.graphiql-query-editor .monaco-editor').click();
  await page.keyboard.press('Control+Home');
  await run(page);
  await result(page, '"publishedYear"').waitFor();
  await page.screenshot({ path: file });
});
await browser.close();
