/** The published schema and what the kit writes are the same thing, and the schema has teeth. */
import { readFileSync } from 'node:fs';
import { Ajv2020 } from 'ajv/dist/2020.js';
import ajvFormats from 'ajv-formats';
import { beforeAll, expect, test, vi } from 'vitest';
import { everyAnswerChecks } from '../src/checks/opstage/every-answer.ts';
import { jsonReport } from '../src/report/json-report.ts';
import { runOpstage } from '../src/runner/run-opstage.ts';
import type { RunReport } from '../src/runner/run-report.ts';
import { type NothingServer, startNothingServer, startPretender } from './nothing-servers.ts';

// Ceilings that only a hanging program reaches: a busy machine takes its time.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 });

const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
  strictRequired: false,
  strictTypes: false,
});
ajvFormats.default(ajv);
const schema = JSON.parse(readFileSync(new URL('../report.schema.json', import.meta.url), 'utf8'));
const validate = ajv.compile(schema);

async function judged(server: NothingServer): Promise<RunReport> {
  try {
    const report = await runOpstage({
      url: server.url,
      owner: { username: 'admin', password: 'correct horse battery' },
      start: null,
      dataFolder: null,
      startCeilingMs: 1_000,
      waitSecondsMax: 10,
      selection: { only: [], level: 'should', profiles: [] },
      seed: '1',
      runId: 'run',
      depth: 'standard' as const,
      command: 'capsule-conformance opstage',
      replayBase: 'capsule-conformance opstage',
      parallel: 4,
      signal: AbortSignal.timeout(240_000),
      onProgress: () => {},
      checks: everyAnswerChecks,
    });
    return JSON.parse(jsonReport(report)) as RunReport;
  } finally {
    await server.close();
  }
}

let failing: RunReport;
let unfit: RunReport;
beforeAll(async () => {
  failing = await judged(await startPretender());
  unfit = await judged(await startNothingServer('answers 404 to everything'));
});

test('a report with failures is valid', () => {
  expect(failing.summary.failed).toBeGreaterThan(0);
  validate(failing);
  expect(validate.errors).toBeNull();
});

test('a report of a subject that cannot be judged is valid', () => {
  expect(unfit.unfit).not.toBeNull();
  validate(unfit);
  expect(validate.errors).toBeNull();
});

test('the password is masked where it was sent', async () => {
  const closed = await judged(await startPretender({ session: {} }));
  expect(closed.unfit?.reason).toContain('no CSRF token of admin');
  expect(JSON.stringify(closed)).not.toContain('correct horse battery');
  expect(JSON.stringify(closed.unfit?.exchange)).toContain('<password of admin>');
});

const spoilt: [what: string, spoil: (report: RunReport) => void][] = [
  ['an unknown verdict', (report) => Object.assign(report.requirements[0] ?? {}, { verdict: 'fine' })],
  ['an exit code that does not exist', (report) => Object.assign(report, { exitCode: 2 })],
  [
    'a pass without evidence',
    (report) => Object.assign(firstCheck(report), { verdict: 'passed', evidence: [], failure: null }),
  ],
  [
    'a failure without an exchange',
    (report) => Object.assign(firstCheck(report), { verdict: 'failed', failure: null }),
  ],
  [
    'could-not-run without a reason',
    (report) => Object.assign(firstCheck(report), { verdict: 'could-not-run', failure: null, reason: null }),
  ],
  ['a requirement without a check', (report) => Object.assign(report.requirements[0] ?? {}, { checks: [] })],
  ['a missing seed', (report) => Object.assign(report, { seed: undefined })],
];

function firstCheck(report: RunReport): object {
  return report.requirements[0]?.checks[0] ?? {};
}

test.each(spoilt)('a report with %s is not valid', (_what, spoil) => {
  const report = structuredClone(failing);
  spoil(report);
  expect(validate(JSON.parse(JSON.stringify(report)))).toBe(false);
});
