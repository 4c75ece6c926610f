// What the documents say is true: every GraphQL block answers from the seed, every shell block marked `run` runs, links lead somewhere.
// The examples of the page for browsers are run with them.
//   ```graphql as CURATOR  is sent with a token of that role
//   ```graphql      is sent to the server; a ```json block right after it holds its variables
//   ```sh run       is run in bash with $URL as the address of the endpoint; it must end with 0 and print something
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { after, test } from 'node:test';
import { promisify } from 'node:util';
import { blocksOf, markdownFiles, root } from './documents.mjs';
import { startHub } from './server.mjs';

const files = markdownFiles();
const page = 'src/web/graphiql/examples';
const examples = readdirSync(join(root, page)).map((name) => ({
  file: `${page}/${name}`,
  line: 1,
  language: 'graphql',
  text: readFileSync(join(root, page, name), 'utf8'),
}));
const blocks = [...files.flatMap(blocksOf), ...examples];
const server = await startHub();
after(() => server.stop());

/** An answer says something when no list at its end is empty and no root field is null. */
function isEmpty(value) {
  if (value === null) return true;
  if (Array.isArray(value)) return value.length === 0;
  if (typeof value !== 'object') return false;
  const lists = Object.entries(value).filter(([key]) => ['nodes', 'edges', 'facets', 'files'].includes(key));
  return lists.some(([, list]) => list.length === 0);
}

for (const [index, block] of blocks.entries()) {
  const where = `${block.file}:${block.line}`;
  if (block.language === 'graphql') {
    test(`${where} answers`, async () => {
      const next = blocks[index + 1];
      const hasVariables = next?.file === block.file && next.language === 'json' && next.line <= block.line + block.text.split('\n').length + 4;
      const answer = await fetch(server.url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/graphql-response+json',
          ...(block.note?.startsWith('as ') && { authorization: `Bearer ${await server.token(block.note.slice(3))}` }),
        },
        body: JSON.stringify({ query: block.text, variables: hasVariables ? JSON.parse(next.text) : undefined }),
      });
      const { data, errors } = await answer.json();
      assert.equal(errors, undefined, `${where}: ${JSON.stringify(errors)}`);
      for (const [field, value] of Object.entries(data)) {
        assert.ok(!isEmpty(value), `${where}: ${field} is empty: ${JSON.stringify(value)}`);
        assert.deepEqual(value.errors ?? [], [], where);
      }
    });
  }
  if (block.language === 'sh' && block.note === 'run') {
    test(`${where} runs`, async () => {
      const { stdout } = await promisify(execFile)('bash', ['-euo', 'pipefail', '-c', block.text], { env: { ...process.env, URL: server.url } });
      assert.doesNotMatch(stdout, /"errors"/, where);
      assert.match(stdout, /\S/, `${where} prints nothing`);
    });
  }
}

for (const file of files) {
  test(`${file} links to what is there`, () => {
    const missing = readFileSync(join(root, file), 'utf8')
      .split('\n')
      .flatMap((text, index) =>
        [...text.matchAll(/\]\(([^)\s]+)\)/g)]
          .map(([, link]) => link.replace(/#.*$/, ''))
          .filter((link) => link !== '' && !/^[a-z]+:/.test(link) && !existsSync(join(root, normalize(join(dirname(file), link)))))
          .map((link) => `${file}:${index + 1} ${link}`),
      );
    assert.deepEqual(missing, []);
  });
}

test('the documents hold examples', () => {
  assert.ok(blocks.filter((block) => block.language === 'graphql').length >= 8);
});
