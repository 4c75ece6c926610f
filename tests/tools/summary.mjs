// Adds up the reports of every test runner and closes with the one line that says it all:
//   node summary.mjs FOLDER NAME…   each NAME must have left NAME.ctrf.json (xunit) or NAME.tap (node) in FOLDER;
//                                   NAME! says that its runner ended with an error
// The failed tests are named once more above the line, with the beginning of what they said, because a log may be cut.
// Exit code 1 when a test failed, a report is missing or unreadable, or no test ran.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Counts of one CTRF report. What is neither passed, failed, skipped nor pending counts as failed. */
export function countCtrf(text) {
  const { tests, passed, skipped, pending } = JSON.parse(text).results.summary;
  return whole({ passed, skipped: skipped + pending, failed: tests - passed - skipped - pending });
}

/** Counts of one TAP report of node's test runner, from its closing comments. */
export function countTap(text) {
  const count = (name) => {
    const lines = [...text.matchAll(new RegExp(`^# ${name} (\\d+)$`, 'gm'))];
    return lines.length === 0 ? NaN : Number(lines.at(-1)[1]);
  };
  return whole({ passed: count('pass'), skipped: count('skipped') + count('todo'), failed: count('fail') + count('cancelled') });
}

/** The failed tests of one CTRF report, each as one line. */
export function failuresOfCtrf(text) {
  return JSON.parse(text)
    .results.tests.filter(({ status }) => !['passed', 'skipped', 'pending'].includes(status))
    .map(({ name, message }) => short(`${name}: ${message ?? ''}`));
}

/** The failed tests of one TAP report, each as one line. */
export function failuresOfTap(text) {
  const failed = text.split(/^ *not ok \d+ - /m).slice(1).filter((rest) => !/^[^\n]*# TODO/.test(rest));
  return failed.map((rest) => short(`${/^[^\n]*/.exec(rest)[0]}: ${/\n *error: (?:[|>]-?)?(.*?)\n *(?:code|stack):/s.exec(rest)?.[1] ?? ''}`));
}

const short = (text) => text.replace(/\s+/g, ' ').trim().slice(0, 400);

/** Adds up the reports of the suites named, and lists what is wrong besides failed tests. */
export function summarize(folder, names) {
  const total = { passed: 0, failed: 0, skipped: 0 };
  const troubles = [];
  const failures = [];
  for (const argument of names) {
    const name = argument.replace(/!$/, '');
    try {
      const { counts, failed } = read(folder, name);
      failures.push(...failed.map((failure) => `FAILED ${name}: ${failure}`));
      for (const key of Object.keys(total)) total[key] += counts[key];
      if (argument !== name && counts.failed === 0) troubles.push(`${name}: its runner ended with an error`);
      if (counts.passed + counts.failed + counts.skipped === 0) troubles.push(`${name}: no test ran`);
    } catch (error) {
      troubles.push(`${name}: ${error.message}`);
    }
  }
  if (total.passed + total.failed === 0) troubles.push('no test ran at all');
  return { total, troubles, failures };
}

/** "3 passed, 0 failed", with ", 1 skipped" when any. A trouble counts as one failure, so that the line never looks green. */
export function closingLine({ total, troubles }) {
  const failed = total.failed + troubles.length;
  return `${total.passed} passed, ${failed} failed${total.skipped > 0 ? `, ${total.skipped} skipped` : ''}`;
}

function read(folder, name) {
  const ctrf = join(folder, `${name}.ctrf.json`);
  if (existsSync(ctrf)) return report(readFileSync(ctrf, 'utf8'), countCtrf, failuresOfCtrf);
  const tap = join(folder, `${name}.tap`);
  if (existsSync(tap)) return report(readFileSync(tap, 'utf8'), countTap, failuresOfTap);
  throw new Error('its report is missing');
}

function report(text, count, failures) {
  const counts = count(text);
  return { counts, failed: counts.failed === 0 ? [] : failures(text) };
}

function whole(counts) {
  if (Object.values(counts).some((count) => !Number.isInteger(count) || count < 0)) throw new Error('its report is not complete');
  return counts;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [folder, ...names] = process.argv.slice(2);
  const summary = summarize(folder, names);
  for (const failure of summary.failures) console.log(failure);
  for (const trouble of summary.troubles) console.log(trouble);
  console.log(closingLine(summary));
  process.exit(summary.total.failed === 0 && summary.troubles.length === 0 ? 0 : 1);
}
