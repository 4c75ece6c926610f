// The example queries of the page are valid against the published schema.
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { buildSchema, parse, validate } from 'graphql';

const root = fileURLToPath(new URL('../../', import.meta.url));
const read = (folder) =>
  readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.graphql'))
    .map((name) => ({ name, text: readFileSync(join(root, folder, name), 'utf8') }));

const schema = buildSchema(
  read('schema')
    .map(({ text }) => text)
    .join('\n'),
);

for (const { name, text } of read('src/web/graphiql/examples')) {
  test(name, () => {
    assert.deepEqual(validate(schema, parse(text)), []);
  });
}
