import { expect, test } from 'vitest';
import { initialState } from './model-state.ts';
import { closingReads, plan } from './plan.ts';
import { programs } from './programs.ts';

test('every step of a thousand programs has a plan or means nothing', () => {
  const tags = new Map<string, number>();
  let skipped = 0;
  let steps = 0;
  for (const { operations } of programs(1, 1000)) {
    const state = initialState();
    for (const operation of operations) {
      const planned = plan(state, operation);
      steps += 1;
      if (!planned) {
        skipped += 1;
        continue;
      }
      const [first] = planned.allow;
      tags.set(`${first.requirement} ${first.tag}`, (tags.get(`${first.requirement} ${first.tag}`) ?? 0) + 1);
      first.effect(state);
    }
    closingReads(state);
  }
  console.log(
    [...tags]
      .sort((a, b) => a[1] - b[1])
      .map(([tag, n]) => `${n} ${tag}`)
      .join('\n'),
    skipped,
    steps,
  );
  expect(skipped / steps).toBeLessThan(0.35);
});
