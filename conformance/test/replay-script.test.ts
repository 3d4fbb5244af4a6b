/** The script that broke an agent is a file, and the file tells on any day whether an agent still breaks by it. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import schema from '../replay-case.schema.json' with { type: 'json' };
import type { ReplayScript } from '../src/checks/agent/scripts/replay-script.ts';
import { everyFault, struckOperations } from '../src/checks/agent/scripts/script-operation.ts';
import { properties } from '../src/checks/agent/scripts/violation.ts';
import { runKit } from './run-kit.ts';

const folder = mkdtempSync(join(tmpdir(), 'capsule-replay-script-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const ceilingMs = 300_000;
const check = 'only-contract-answers-count/byte-faults';
const sound = `node ${join(import.meta.dirname, '../broken/agent/main.ts')}`;
const broken = `${sound} --defect dies-on-garbage`;
const written = join(folder, `${check.replaceAll('/', '-')}.json`);

const script: ReplayScript = {
  kind: 'capsule-conformance/script',
  contract: { version: '1.0.0', hash: '0'.repeat(64) },
  requirement: 'only-contract-answers-count',
  check,
  operations: [{ op: 'strike', on: 'commandClaim', fault: 'garbage', skip: 0 }],
  violation: { property: 'the agent lives', actual: 'its end with exit code 70' },
};

function replayed(content: unknown, ...args: string[]) {
  const file = join(folder, 'case.json');
  writeFileSync(file, JSON.stringify(content));
  return runKit(['replay', file, ...args]).ended;
}

describe('a script that breaks an agent', () => {
  test('is written to a file that the replay line names', { timeout: ceilingMs }, async () => {
    const args = ['--only', check, '--depth', 'quick', '--seed', 'replay', '--replay-dir', folder];
    const { code, stdout } = await runKit(['agent', '--start', broken, ...args]).ended;
    expect(code, stdout).toBe(1);
    expect(stdout).toContain(`capsule-conformance replay ${written} --start '${broken}'`);
    expect(JSON.parse(readFileSync(written, 'utf8'))).toMatchObject({
      check,
      operations: expect.arrayContaining([expect.objectContaining({ op: 'strike', fault: 'garbage' })]),
      violation: { property: 'the agent lives' },
    });
  });

  test('is reproduced by that agent, with the call that met the fault', { timeout: ceilingMs }, async () => {
    const { code, stdout } = await runKit(['replay', written, '--start', broken]).ended;
    expect(stdout).toMatch(/^reproduced (\d+)\/\1$/m);
    expect(stdout).toContain('answered by the kit after garbage');
    expect(code).toBe(1);
  });

  test('is not reproduced by one without the defect', { timeout: ceilingMs }, async () => {
    const { code, stdout } = await runKit(['replay', written, '--start', sound]).ended;
    expect(stdout).toMatch(/^not reproduced in \d+ executions$/m);
    expect(code).toBe(0);
  });

  test('proves nothing when its fault never takes effect', { timeout: ceilingMs }, async () => {
    const never = { ...script, operations: [{ op: 'strike', on: 'commandResult', fault: 'garbage', skip: 0 }] };
    const { code, stdout } = await replayed(never, '--start', sound);
    expect(stdout).toContain('could not be replayed: a fault of the script never took effect');
    expect(code).toBe(3);
  });

  test('could not be replayed to a program that is no agent, which is said', { timeout: ceilingMs }, async () => {
    const { code, stdout } = await replayed(script, '--start', 'true');
    expect(stdout).toContain('could not be replayed: the agent command did not send agentRegister');
    expect(code).toBe(3);
  });

  test.each<[title: string, content: unknown, args: string[], said: string]>([
    [
      'an unknown fault',
      { ...script, operations: [{ ...script.operations[0], fault: 'flood' }] },
      [],
      'no replay file',
    ],
    ['a job without a number', { ...script, operations: [{ op: 'assign', action: 'touch' }] }, [], 'no replay file'],
    ['a program in the name of a script', { ...script, operations: [{ op: 'create' }] }, [], 'no replay file'],
    ['an Opstage to play it to', script, ['--url', 'http://127.0.0.1:9'], 'without --url'],
  ])('is refused with exit code 2 when it has %s', async (_title, content, args, said) => {
    const { code, stderr } = await replayed(content, ...args, '--start', 'true');
    expect(stderr).toContain(said);
    expect(code).toBe(2);
  });
});

test('the schema of the file knows every fault, call and property there is', () => {
  const { scriptOperation, scriptViolation } = schema.$defs;
  expect(scriptOperation.properties.fault.enum).toEqual(everyFault);
  expect(scriptOperation.properties.on.enum).toEqual(struckOperations);
  expect(scriptViolation.properties.property.enum).toEqual(properties);
});
