import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { durationsWaitedFor } from './doctor-opstage.ts';

test('the durations doctor looks at are those that checks wait for', () => {
  const root = new URL('../checks/', import.meta.url);
  const texts = globSync('**/*.ts', { cwd: root }).map((file) => readFileSync(new URL(file, root), 'utf8'));
  const waited = texts.flatMap((text) => [...text.matchAll(/\bseconds\('(\w+)'\)/g)].map(([, name]) => name ?? ''));
  expect([...new Set(waited)].sort()).toEqual([...durationsWaitedFor]);
});
