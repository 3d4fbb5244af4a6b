/** Decisions are numbered without a gap and have one form, so that a reader finds the reason of any choice. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '..', 'decisions');
const files = readdirSync(folder).sort();

test('are numbered from one without a gap', () => {
  const expected = files.map((_file, index) => String(index + 1).padStart(4, '0'));
  expect(files.map((file) => file.slice(0, 4))).toEqual(expected);
});

test.each(files)('%s has one title and says context, choice and consequences', (file) => {
  expect(file).toMatch(/^\d{4}(-[a-z0-9]+)+\.md$/);
  const headings = readFileSync(join(folder, file), 'utf8').match(/^#+ .+$/gm) ?? [];
  expect(headings[0]).toMatch(/^# /);
  expect(headings.slice(1)).toEqual(['## Context', '## Choice', '## Consequences']);
});
