// The pictures of the console tour are committed, because taking them needs a Chinese font and a minute: all of them are
// there, they are pictures, and none is so heavy that a reader waits for it.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { screenshotFolder, screenshotNames, screenshotSize } from '../scripts/tour.ts';

const bytesMax = 80 * 1024;

test('there is a picture for each step, language and appearance, and no other (npm run screenshots -w capsule-site)', () => {
  expect(readdirSync(screenshotFolder).sort()).toEqual(screenshotNames().sort());
});

test.each(screenshotNames())('%s is a picture of the promised proportions, and light', (name) => {
  const file = readFileSync(join(screenshotFolder, name));
  expect(file.toString('latin1', 0, 4) + file.toString('latin1', 8, 16)).toBe('RIFFWEBPVP8X');
  // The header says the size of the canvas, less one.
  const [width, height] = [file.readUIntLE(24, 3) + 1, file.readUIntLE(27, 3) + 1];
  expect([width, height]).toEqual([screenshotSize.width * 1.5, screenshotSize.height * 1.5]);
  expect(file.length).toBeLessThanOrEqual(bytesMax);
});

test('every step is shown in the guide, in both languages', () => {
  for (const folder of ['en', 'zh-cn']) {
    const guide = readFileSync(new URL(`../content/${folder}/start/operate-a-fleet.md`, import.meta.url), 'utf8');
    const shown = [...guide.matchAll(/\{\{screenshot ([\w-]+)\}\}/g)].map(([, step]) => step);
    expect(screenshotNames().filter((name) => !shown.some((step) => name.startsWith(`${step}-`)))).toEqual([]);
  }
});
