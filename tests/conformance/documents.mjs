// The fenced blocks of the repository's Markdown files.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../../', import.meta.url));

/** Paths of all Markdown files that are in the repository or about to be. */
export const markdownFiles = () =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], { cwd: root, encoding: 'utf8' })
    .split('\n')
    .filter((file) => file && existsSync(join(root, file)));

/** Blocks of a file: language, what else stands on the opening line, text, and the line of the first line of text. */
export function blocksOf(file) {
  const blocks = [];
  let open = null;
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .forEach((line, index) => {
      const fence = /^```(\w*)\s*(.*)$/.exec(line);
      if (!fence) {
        open?.lines.push(line);
      } else if (open) {
        blocks.push({ file, line: open.line, language: open.language, note: open.note, text: open.lines.join('\n') });
        open = null;
      } else {
        open = { line: index + 2, language: fence[1], note: fence[2], lines: [] };
      }
    });
  if (open) throw new Error(`${file}:${open.line} a block is not closed`);
  return blocks;
}
