// A requirement's id is a promise: once released it names that requirement for ever.

import { requirements } from 'capsule-contract';
import { expect, test } from 'vitest';
import { difference, releasedVersion, releases } from './releases.ts';

test('no id of a released version is dropped', () => {
  const dropped = releases.flatMap(({ version, requirements: released }) =>
    Object.keys(released)
      .filter((id) => !(id in requirements))
      .map((id) => `${id}, released in ${version}`),
  );
  expect(dropped).toEqual([]);
});

test('the version the contract bears is written down (node site/scripts/freeze-release.ts)', () => {
  expect(releases.map(({ version }) => version)).toContain(releasedVersion);
});

test('a difference tells apart what came, what changed its level or its sentence, and what went', () => {
  const kept = { level: 'MUST', sentence: 'a' };
  const before = { kept, level: kept, sentence: kept, gone: kept };
  const after = { kept, level: { ...kept, level: 'SHOULD' }, sentence: { ...kept, sentence: 'b' }, come: kept };
  expect(difference(before, after)).toEqual({ added: ['come'], changed: ['level', 'sentence'], removed: ['gone'] });
});
