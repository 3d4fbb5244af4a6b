/** A check that exists is a check that runs: every area exported below src/checks stands in its role's list. */
import { globSync } from 'node:fs';
import { expect, test } from 'vitest';
import { allAgentChecks } from '../src/checks/agent/all-agent-checks.ts';
import type { Check } from '../src/checks/check.ts';
import { allOpstageChecks } from '../src/checks/opstage/all-opstage-checks.ts';

const root = new URL('../src/checks/', import.meta.url);

test.each([
  ['opstage', allOpstageChecks],
  ['agent', allAgentChecks],
] as const)('every %s area is listed', async (role, listed: readonly Check[]) => {
  const files = globSync(`${role}/*.ts`, { cwd: root }).filter((file) => !/all-|\.test\.ts$/.test(file));
  const exported = await Promise.all(files.map((file) => import(new URL(file, root).href)));
  const checks = exported
    .flatMap((module: Record<string, unknown>) => Object.entries(module))
    .flatMap(([name, value]) => (name.endsWith('Checks') && Array.isArray(value) ? (value as Check[]) : []));
  const forgotten = checks.filter((check) => !listed.includes(check)).map(({ id }) => id);
  expect(checks.length).toBeGreaterThan(0);
  expect(forgotten).toEqual([]);
});
