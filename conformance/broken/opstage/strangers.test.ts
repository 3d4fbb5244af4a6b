/**
 * Opstages that are right in a way of their own raise no alarm: one that says more than the contract asks, one behind a path
 * prefix, a slow one, one with a certificate it signed itself. One that is only half there is told what it lacks.
 *
 * Some of the checks compare whole objects, where a member too many would be taken for a fault; the others spell paths, wait,
 * and hold streams and sessions open.
 */
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { generate } from 'selfsigned';
import { expect, onTestFinished, test } from 'vitest';
import type { RunReport } from '../../src/runner/run-report.ts';
import { runKit } from '../../test/run-kit.ts';
import { withExtraMembers } from './extra-members.ts';
import { configuredLimits } from './limits.ts';
import { createOpstage } from './opstage-server.ts';
import { type Asked, judgeOpstage } from './stage.ts';
import { emptyState } from './state.ts';
import { startStrangerProxy } from './stranger-proxy.ts';
import { createOwner } from './users.ts';

const ceilingMs = 300_000;

const comparing = [
  ...['result-once/recorded', 'result-once/identical', 'late-result-kept/cancelled', 'retry-new-command/final-states'],
  ...['service-ownership/released', 'service-ownership/taken', 'config-change-observed/diff', 'report-upsert/stable'],
  ...['audit-attribution/actor-and-target', 'audit-chain/reads-agree', 'audit-export-complete/jsonl'],
  ...['capabilities-intersect/in-force', 'success-envelope/every-read', 'session-hello-first/welcome'],
];
const reaching = [
  ...['routes-match-contract/nothing-else', 'routes-match-contract/dot-segments', 'routes-match-contract/methods'],
  ...['routes-match-contract/re-spelt', 'error-envelope/unknown-routes', 'claim-wakes/created'],
  ...['session-hello-first/welcome', 'events-resume/which-cursor', 'events-lose-access/logout', 'result-once/recorded'],
];

/** Nothing here waits for these; a busy machine is not to be taken for a silent agent. */
const unhurried = {
  OPSTAGE_OFFLINE_AFTER_SECONDS: '120',
  OPSTAGE_ACK_LEASE_SECONDS: '60',
  OPSTAGE_RUN_LEASE_SECONDS: '120',
};

const judge = (asked: Pick<Asked, 'only'> & Partial<Asked>) =>
  judgeOpstage({ defect: null, seed: 'strangers', depth: 'quick', patience: 2, durations: unhurried, ...asked });

const checksOf = (report: RunReport) => report.requirements.flatMap(({ checks }) => checks);

/** What the checks said that did not pass. */
function alarms(report: RunReport) {
  const others = checksOf(report).filter(({ verdict }) => verdict !== 'passed');
  return others.map(({ id, failure, reason }) => [id, failure?.actual ?? reason]);
}

test.each<[what: string, only: readonly string[], stranger: Partial<Asked>]>([
  ['unknown members and headers everywhere', comparing, { altered: withExtraMembers }],
  ['a path prefix', reaching, { stranger: { prefix: '/behind/a-proxy' } }],
  ['50 ms more for every call', reaching, { stranger: { delayMs: 50 } }],
])('%s: no verdict changes', { timeout: ceilingMs }, async (_, only, stranger) => {
  const report = await judge({ only, ...stranger });
  expect([alarms(report), checksOf(report).length, report.exitCode]).toEqual([[], only.length, 0]);
});

test('of an Opstage that is half there, what is missing is said once', { timeout: ceilingMs }, async () => {
  const missing = ['auditList', 'auditExport', 'auditVerify', 'commandList', 'commandView', 'commandCancel'];
  const concerned = [
    ...[
      'cancel/requested',
      'cancel/final',
      'result-once/recorded',
      'idempotency-key/equal-body',
      'service-ownership/taken',
    ],
    ...[
      'audit-sequence/immutable',
      'audit-sequence/read-only',
      'audit-attribution/filters',
      'pagination-stable/partition',
    ],
    ...['audit-export-complete/*', 'success-envelope/every-read'],
  ];
  const whole = ['report-upsert/stable', 'no-silent-takeover/known-code'];
  const served = 'routes-match-contract/served';
  const report = await judge({ only: [served, ...concerned, ...whole], unbuilt: /^\/api\/admin\/(?:audit|commands)/ });
  const checks = checksOf(report);
  const failed = checks.filter(({ verdict }) => verdict !== 'passed');
  expect(report.exitCode).toBe(1);
  expect(checks.filter(({ verdict }) => verdict === 'passed').map(({ id }) => id)).toEqual(whole.toSorted());
  expect(failed.filter(({ root }) => root !== served).map(({ id, failure }) => [id, failure?.actual])).toEqual([
    [served, `ROUTE_NOT_FOUND for ${missing.join(', ')}`],
  ]);
});

test('a certificate of its own is trusted with --ca, and only with it', { timeout: ceilingMs }, async () => {
  const password = randomBytes(18).toString('base64url');
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    extensions: [{ name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] }],
  });
  const state = emptyState(configuredLimits(unhurried), Date.now);
  createOwner(state, 'admin', password);
  const opstage = createOpstage(state).listen(0, '127.0.0.1');
  await once(opstage, 'listening');
  const { port } = opstage.address() as AddressInfo;
  const proxy = await startStrangerProxy(`http://127.0.0.1:${port}`, { tls: { key, cert } });
  const folder = await mkdtemp(join(tmpdir(), 'strangers-'));
  onTestFinished(async () => {
    proxy.close();
    opstage.close();
    opstage.closeAllConnections();
    await rm(folder, { recursive: true, force: true });
  });
  const ca = join(folder, 'ca.pem');
  await writeFile(ca, cert);
  const only = ['session-hello-first/welcome', 'events-resume/which-cursor', 'error-envelope/unknown-routes'];
  const args = ['opstage', '--url', proxy.url, '--owner', 'admin', ...only.flatMap((id) => ['--only', id])];
  const env = { CAPSULE_OWNER_PASSWORD: password };
  const trusting = await runKit([...args, '--ca', ca], env).ended;
  const said = ({ code, stdout, stderr }: typeof trusting) => [code, `${stdout}${stderr}`];
  expect(said(trusting)).toEqual([0, expect.stringContaining('What was selected holds.')]);
  const doubting = await runKit(args, env).ended;
  expect(said(doubting)).toEqual([3, expect.stringContaining('certificate')]);
});
