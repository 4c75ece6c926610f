// Compares schema/*.graphql of a revision with the working tree:
//   node schema-diff.mjs [REVISION]    default: the merge base with origin/main, else the commit before
// Prints breaking and dangerous changes. Exit code 1 when a breaking change is not named in schema/CHANGELOG.md.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema, findBreakingChanges, findDangerousChanges } from 'graphql';

const folder = 'schema';

/** Changes from one schema to another, and the breaking ones that no entry of the changelog names as `Type` or `Type.field`. */
export function compare(before, after, changelog) {
  const [one, other] = [buildSchema(before), buildSchema(after)];
  const breaking = findBreakingChanges(one, other).map(({ description }) => description);
  const dangerous = findDangerousChanges(one, other).map(({ description }) => description);
  const named = new Set([...changelog.matchAll(/`([^`]+)`/g)].map(([, element]) => element));
  return { breaking, dangerous, unnamed: breaking.filter((change) => !elementsOf(change).some((element) => named.has(element))) };
}

/** Elements a description speaks of: "Query.a was removed.", "B was removed from union type C.", "Argument Query.a(b:) …". */
function elementsOf(description) {
  const words = [...description.replace(/ (?:has )?changed .*/, '').matchAll(/[A-Z]\w+(?:\.\w+)?/g)].map(([word]) => word);
  const removed = /^(\w+) was removed from (?:enum|union) type (\w+)/.exec(description);
  return removed ? [`${removed[2]}.${removed[1]}`, ...words] : words;
}

function git(root, ...words) {
  return execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trimEnd();
}

function base(root) {
  try {
    const fork = git(root, 'merge-base', 'origin/main', 'HEAD');
    if (fork !== git(root, 'rev-parse', 'HEAD')) return fork;
  } catch {
    // There is no origin/main: the commit before is what is left.
  }
  return git(root, 'rev-parse', 'HEAD~1');
}

/** The schema of a revision as one text; empty where it had none. */
export function schemaAt(root, revision) {
  return git(root, 'ls-tree', '--name-only', revision, `${folder}/`)
    .split('\n')
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => git(root, 'show', `${revision}:${file}`))
    .join('\n');
}

export function schemaNow(root) {
  return readdirSync(join(root, folder))
    .filter((file) => file.endsWith('.graphql'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');
}

function main([revision]) {
  const root = process.env.HUB_ROOT ?? fileURLToPath(new URL('../../', import.meta.url));
  let before;
  try {
    revision ??= base(root);
    before = schemaAt(root, revision);
  } catch {
    console.log(revision ? `hub: ${revision} is no revision of this repository.` : 'There is no earlier revision to compare with.');
    return revision ? 2 : 0;
  }
  if (before === '') {
    console.log(`${revision} has no schema to compare with.`);
    return 0;
  }
  const file = join(root, folder, 'CHANGELOG.md');
  const changes = compare(before, schemaNow(root), existsSync(file) ? readFileSync(file, 'utf8') : '');
  for (const change of changes.breaking) console.log(`breaking: ${change}`);
  for (const change of changes.dangerous) console.log(`dangerous: ${change}`);
  console.log(`Since ${revision.slice(0, 12)}: ${changes.breaking.length} breaking and ${changes.dangerous.length} dangerous changes`);
  if (changes.unnamed.length > 0) {
    console.log(`schema/CHANGELOG.md says nothing of ${changes.unnamed.length} of them:`);
    for (const change of changes.unnamed) console.log(`  ${change}`);
    return 1;
  }
  return 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.exitCode = main(process.argv.slice(2));
}
