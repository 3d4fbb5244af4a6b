/** What CI acts on: one row per way a run can end. */
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import { type NothingServer, startPretender } from './nothing-servers.ts';
import { runKit } from './run-kit.ts';

// Programs are started and waited for; a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const agent = `node ${fileURLToPath(new URL('../../reference-agent/sample/conformance-capsule.ts', import.meta.url))}`;

const password = { CAPSULE_OWNER_PASSWORD: 'correct horse battery' };
let folder = '';
/** Answers the preflight as an Opstage would and everything else with nonsense. */
let pretender: NothingServer;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'capsule-exit-'));
  writeFileSync(join(folder, 'broken.yaml'), 'a: [1\n');
  writeFileSync(join(folder, 'script.json'), JSON.stringify(script));
  const entry = { reason: 'ticket 7', expires: '2999-01-01' };
  const list = (...entries: object[]) => JSON.stringify(entries);
  writeFileSync(join(folder, 'covers.yaml'), list({ ...entry, check: failing }));
  writeFileSync(join(folder, 'expired.yaml'), list({ ...entry, check: failing, expires: '2020-01-01' }));
  writeFileSync(join(folder, 'unknown.yaml'), list({ ...entry, check: 'no-such-check' }));
  writeFileSync(join(folder, 'passes.yaml'), list({ ...entry, check: passing }));
  writeFileSync(join(folder, 'elsewhere.yaml'), list({ ...entry, check: 'heartbeat-cadence/while-a-claim-is-held' }));
  pretender = await startPretender();
});
afterAll(async () => {
  await pretender.close();
  rmSync(folder, { recursive: true, force: true });
});

const passing = 'version-header/every-request';
const failing = 'request-id/every-answer';
const patient = ['--start-timeout-seconds', '120', '--patience', '10'];
const sound = ['agent', '--start', agent, '--only', passing, ...patient];
const bad = () => ['opstage', '--url', pretender.url, '--owner', 'admin', '--only', failing];
const known = (file: string) => ['--known-failures', join(folder, file)];

const table: [name: string, args: () => string[], code: number, says: RegExp][] = [
  ['what was selected holds', () => sound, 0, /What was selected holds/],
  ['a run repeated', () => [...sound, '--runs', '2'], 0, /2 runs \(seeds (\w+), \1-2\)/],
  ['a failing run', bad, 1, /Not conformant/],
  ['a failing run whose failure is known', () => [...bad(), ...known('covers.yaml')], 0, /the one failure is known/],
  ['a known failure that no longer fails', () => [...sound, ...known('passes.yaml')], 1, /no longer fails/],
  ['a known failure that has expired', () => [...bad(), ...known('expired.yaml')], 1, /expired on 2020-01-01/],
  ['a known failure of no check', () => [...sound, ...known('unknown.yaml')], 1, /this kit has no such check/],
  ['a known failure that was not selected', () => [...sound, ...known('elsewhere.yaml')], 0, /What was selected holds/],
  [
    'an unreachable subject',
    () => ['opstage', '--url', 'http://127.0.0.1:1', '--owner', 'admin'],
    3,
    /nothing answers/,
  ],
  ['an agent that ends at once', () => ['agent', '--start', 'true'], 3, /cannot be judged/],
  [
    'a budget of time used up',
    () => ['agent', '--start', 'sleep 60', '--time-budget', '1s'],
    3,
    /budget of 1 s is used up/,
  ],
  ['a filter that matches nothing', () => ['agent', '--start', agent, '--only', 'nothing-*'], 2, /matches no check/],
  ['an unknown command', () => ['judge'], 2, /unknown command/],
  ['an unreadable configuration', () => ['agent', '--config', join(folder, 'broken.yaml')], 2, /cannot be read/],
  ['a diagnosis of an agent that ends at once', () => ['doctor', 'agent', '--start', 'false'], 3, /cannot be judged/],
  [
    'a replay to an agent that ends at once',
    () => ['replay', join(folder, 'script.json'), '--start', 'false', '--json'],
    3,
    /^\{\s+"unfit": "[^"]*ended with exit code 1/,
  ],
  ['no command at all', () => [], 2, /Usage:/],
];

test.each(table)('%s', async (_name, args, code, says) => {
  const ended = await runKit(args(), password).ended;
  expect(ended.stdout + ended.stderr).toMatch(says);
  expect(ended.code).toBe(code);
});

test('an interrupted run writes every report, and each says that it is partial', async () => {
  const file = (name: string) => join(folder, name);
  const formats = ['json', 'junit', 'html', 'ndjson', 'md', 'sarif', 'badge'];
  const reports = formats.map((format) => `${format}=${file(`partial.${format}`)}`).join(',');
  const kit = runKit([
    'agent',
    '--start',
    agent,
    '--only',
    'heartbeat-*,claim-*',
    '--level',
    'should',
    '--report',
    reports,
  ]);
  // The stream is written while the run goes on: its first line says that the agent was found.
  await until(() => readFileSync(file('partial.ndjson'), 'utf8').includes('"event":"started"'));
  kit.child.kill('SIGINT');
  const { code, stdout } = await kit.ended;
  expect(code).toBe(3);
  expect(stdout).toMatch(/partial run: .*the run was interrupted/);
  const text = (format: string) => readFileSync(file(`partial.${format}`), 'utf8');
  expect(JSON.parse(text('json'))).toMatchObject({
    partial: true,
    interrupted: 'the run was interrupted',
    exitCode: 3,
  });
  expect(text('junit')).toContain('<error message="the run was interrupted" type="incomplete">');
  expect(text('html')).toContain('Partial run: ');
  expect(text('md')).toContain('**Partial run:**');
  expect(JSON.parse(text('sarif')).runs[0].properties.partial).toBe(true);
  expect(text('badge')).toContain('incomplete');
  expect(JSON.parse(text('ndjson').trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
    event: 'report',
    partial: true,
  });
});

test('a failing run whose output nobody reads any more is not green', async () => {
  const { child, ended } = runKit(bad(), password);
  child.stderr.destroy();
  child.stdout.destroy();
  // 3 where that ended the run, 1 where its verdict was there already.
  expect([1, 3]).toContain((await ended).code);
});

const script = {
  kind: 'capsule-conformance/script',
  contract: { version: '1.0.0', hash: '0'.repeat(64) },
  requirement: 'only-contract-answers-count',
  check: 'only-contract-answers-count/byte-faults',
  operations: [{ op: 'strike', on: 'commandClaim', fault: 'garbage', skip: 0 }],
  violation: { property: 'the agent lives', actual: 'its end with exit code 70' },
};

/** Starts, says so by a file, and does nothing. */
const idle = (file: string) => ['--start', `sh -c "touch ${file}; exec sleep 600"`, '--start-timeout-seconds', '600'];

test.each([
  ['doctor', (file: string) => ['doctor', 'agent', ...idle(file)]],
  ['replay', (file: string) => ['replay', join(folder, 'script.json'), ...idle(file)]],
])('%s interrupted while nobody reads its output is not green', async (name, args) => {
  const file = join(folder, `${name}-began`);
  const { child, ended } = runKit(args(file));
  await until(() => existsSync(file));
  child.stdout.destroy();
  child.stderr.destroy();
  child.kill('SIGINT');
  expect((await ended).code).toBe(3);
});

test('--update-known-failures writes a file that makes the next run green, and takes out what is mended', async () => {
  const file = join(folder, 'written.yaml');
  const update = ['--known-failures', file, '--update-known-failures'];
  expect(await runKit([...bad(), ...update], password).ended).toMatchObject({ code: 0 });
  expect(parse(readFileSync(file, 'utf8'))).toMatchObject([
    { check: failing, reason: expect.stringMatching(/^Seen on \d{4}-\d\d-\d\d: expected /), link: null },
  ]);
  expect(await runKit([...bad(), '--known-failures', file], password).ended).toMatchObject({ code: 0 });
  writeFileSync(file, JSON.stringify([{ check: passing, reason: 'ticket 7', expires: '2999-01-01' }]));
  expect(await runKit([...sound, ...update]).ended).toMatchObject({ code: 0 });
  expect(parse(readFileSync(file, 'utf8'))).toEqual([]);
});

test('the Markdown summary is added to the one of the job', async () => {
  const file = join(folder, 'summary.md');
  writeFileSync(file, '# before\n');
  await runKit(bad(), { ...password, GITHUB_STEP_SUMMARY: file }).ended;
  expect(readFileSync(file, 'utf8')).toMatch(/^# before\n### Capsule conformance of the opstage .*: not conformant\n/);
});

async function until(holds: () => boolean): Promise<void> {
  for (const deadline = Date.now() + 240_000; ; await new Promise((resolve) => setTimeout(resolve, 20))) {
    try {
      if (holds()) return;
    } catch {
      // Not written yet.
    }
    if (Date.now() > deadline) throw new Error(`Not within 240 s: ${holds}`);
  }
}
