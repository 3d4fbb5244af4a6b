import { join } from 'node:path';
import { expect, test, vi } from 'vitest';
import { doctorAgent } from './doctor-agent.ts';
import type { DoctorFinding } from './doctor-finding.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000 });

const room = join(import.meta.dirname, '../..');
const signal = new AbortController().signal;

async function found(start: string, startCeilingMs = 6_000): Promise<Map<string, DoctorFinding>> {
  const findings = await doctorAgent({ start, startCeilingMs, patience: 20, signal });
  return new Map(findings.map((finding) => [finding.title, finding]));
}

test('of an agent that lacks nothing it says what was declared and what will be judged', async () => {
  const findings = await found(`node ${join(room, 'broken/agent/main.ts')}`);
  expect([...findings.values()].filter(({ state }) => state === 'wrong' || state === 'missing')).toEqual([]);
  expect(findings.get('It declares')?.detail).toContain('conformance 1.0.0, 9 actions');
  expect(findings.get('Profiles to be judged')?.detail).toBe(
    'agent-core, agent-progress, agent-rotation, agent-session',
  );
  expect(findings.get('It goes on after a crash')?.detail).toBe('it calls under the token it kept');
});

test('a defect that shows at the door is told', async () => {
  const findings = await found(`node ${join(room, 'broken/agent/main.ts')} --defect token-not-reused`);
  expect(findings.get('It goes on after a crash')).toMatchObject({ state: 'note', detail: 'it registers again' });
  const unversioned = await found(`node ${join(room, 'broken/agent/main.ts')} --defect no-version-header`);
  expect(unversioned.get('A request is not as the contract has it')?.detail).toContain('Capsule-Contract is absent');
});

test.each([
  ['a program that does not exist', './no-such-program', 'ENOENT', 'words'],
  ['a program that ends', 'sh -c "echo out of paper; exit 7"', 'out of paper', 'OPSTAGE_URL'],
  ['one that only registers', `node ${join(room, 'test/registers-only.mjs')}`, 'serviceReport', 'services/report'],
])('of %s it says why it cannot be driven, and what to do', async (_what, start, detail, advice) => {
  const finding = (await found(start, 500)).get('It cannot be driven');
  expect(finding?.state).toBe('wrong');
  expect(finding?.detail).toContain(detail);
  expect(finding?.advice).toContain(advice);
});
