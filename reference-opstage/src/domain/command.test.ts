/** The lifecycle of a command, held against the contract's own table of states and transitions. */
import { lifecycles } from 'capsule-contract';
import { describe, expect, test } from 'vitest';
import type { Command, CommandResult, CommandStatus } from './command.ts';
import { nextDeadline, pastDeadline } from './command-deadline.ts';
import { judgeCancel, judgeResult, refusalOfFinal, refusalOfReport } from './command-judgement.ts';
import {
  acknowledged,
  cancelRequested,
  completed,
  delivered,
  finished,
  lostByReplacement,
  progressed,
  refused,
  settledByRevocation,
} from './command-lifecycle.ts';

const pending: Command = {
  id: 'cmd_1',
  serviceId: 'svc_1',
  serviceCode: 's',
  agentId: 'agt_1',
  actionName: 'echo',
  payload: { password: '[redacted]' },
  secretPayload: { password: 'x' },
  payloadErased: false,
  status: 'PENDING',
  dangerLevel: 'LOW',
  idempotent: false,
  cancellable: true,
  outputSecrets: null,
  timeoutSeconds: 10,
  queue: false,
  startBy: 100_000,
  expiresAt: 170_000,
  createdAt: 0,
  createdBy: { type: 'user', id: 'usr_1', name: 'admin' },
  attempt: 0,
  deliveredAt: null,
  ackLeaseExpiresAt: null,
  acknowledgedDeliveryId: null,
  acknowledgedBootId: null,
  acknowledgedAt: null,
  leaseExpiresAt: null,
  cancelRequestedAt: null,
  cancelDeadlineAt: null,
  finishedAt: null,
  progress: null,
  outcomeKnown: null,
  result: null,
  error: null,
  lateResult: null,
  retryOf: null,
};
const running = acknowledged(delivered(pending, 1000, 30), { id: 'dlv_1', bootId: 'b' }, 2000, 90);
const result = (changes: Partial<CommandResult> = {}): CommandResult => ({
  id: 'crs_1',
  success: true,
  cancelled: false,
  message: null,
  data: null,
  error: null,
  startedAt: null,
  finishedAt: null,
  receivedAt: 5000,
  digest: 'd',
  ...changes,
});
const error = { code: 'ACTION_FAILED', message: null };

describe('transitions', () => {
  const ends: [string, Command, CommandStatus, boolean][] = [
    ['refused by the agent', refused(pending, 'dlv_1', error, 1), 'FAILED', true],
    ['a good result', completed(running, result(), 1), 'SUCCEEDED', true],
    ['a bad result', completed(running, result({ success: false }), 1), 'FAILED', true],
    ['stopped when asked', completed(running, result({ success: false, cancelled: true }), 1), 'CANCELLED', true],
    ['revoked before it ran', settledByRevocation(pending, 1), 'CANCELLED', true],
    ['revoked while it ran', settledByRevocation(running, 1), 'FAILED', false],
    ['replaced while it ran', lostByReplacement(running, 1), 'FAILED', false],
    ['not started in time', pastDeadline(pending, 100_000) ?? pending, 'EXPIRED', true],
    ['no sign of life', pastDeadline(running, 92_000) ?? running, 'FAILED', false],
  ];
  test.each(ends)('%s ends as the contract says, and erases the secret payload', (_title, command, status, known) => {
    expect(command).toMatchObject({ status, outcomeKnown: known, secretPayload: null, payloadErased: true });
    const allowed = lifecycles.command.transitions.some(
      ({ to, outcomeKnown }) => to === status && outcomeKnown === known,
    );
    expect(allowed).toBe(true);
  });

  test('a failure without a reason is ACTION_FAILED', () => {
    expect(completed(running, result({ success: false, message: 'no' }), 1).error).toEqual({
      code: 'ACTION_FAILED',
      message: 'no',
    });
  });

  test('progress only moves forward', () => {
    const at = (seq: number) => ({ seq, percent: null, message: null, data: null, receivedAt: 1 });
    const second = progressed(running, at(2));
    expect(second.progress?.seq).toBe(2);
    expect(progressed(second, at(2))).toBe(second);
    expect(progressed(second, at(1))).toBe(second);
  });

  test('the ack lease is cut at startBy', () => {
    expect(delivered(pending, 90_000, 30).ackLeaseExpiresAt).toBe(100_000);
  });
});

describe('deadlines', () => {
  test('the earliest of lease, cancellation and expiry counts', () => {
    expect(nextDeadline(running)).toMatchObject({ at: 92_000, status: 'FAILED' });
    const asked = cancelRequested(running, 3000, 60);
    expect(nextDeadline(asked)).toMatchObject({ at: 63_000, status: 'CANCELLED', outcomeKnown: false });
    expect(nextDeadline({ ...asked, leaseExpiresAt: 500_000, cancelDeadlineAt: 400_000 })).toMatchObject({
      at: 170_000,
      status: 'EXPIRED',
    });
  });

  test('a deadline has passed when now is at it, and is dated at it', () => {
    expect(pastDeadline(pending, 99_999)).toBeNull();
    expect(pastDeadline(pending, 200_000)?.finishedAt).toBe(100_000);
  });

  test('asking to cancel again moves no deadline', () => {
    const asked = cancelRequested(running, 3000, 60);
    expect(cancelRequested(asked, 9000, 60)).toBe(asked);
  });
});

describe('what an operation answers in a state it does not apply to', () => {
  const inState: Record<string, Command> = {
    PENDING: pending,
    RUNNING: running,
    ...Object.fromEntries(
      (['SUCCEEDED', 'FAILED', 'EXPIRED', 'CANCELLED'] as const).map((status) => [
        status,
        finished(running, { status, outcomeKnown: true, error: null, at: 1 }),
      ]),
    ),
  };
  const judged: Record<string, (command: Command) => string | null> = {
    commandAck: refusalOfFinal,
    commandProgress: (command) => refusalOfReport(command, 'dlv_1'),
    commandResult: (command) => judgeResult(command, 'dlv_1', 'other'),
    commandCancel: (command) => judgeCancel(command, ['commands.cancel']),
  };
  const rows = lifecycles.command.illegal
    .filter(({ operation }) => Object.hasOwn(judged, operation))
    .flatMap(({ operation, states, error: code }) => states.map((state) => [operation, state, code] as const));
  test.each(rows)('%s in %s is %s', (operation, state, code) => {
    const command = inState[state];
    expect(command && judged[operation]?.(command)).toBe(code);
  });

  test('a result Opstage did not wait for is kept once, of the acknowledged delivery only', () => {
    const lost = pastDeadline(running, 92_000) ?? running;
    expect(judgeResult(lost, 'dlv_1', 'd')).toBe('keep-late');
    expect(judgeResult(lost, 'dlv_2', 'd')).toBe('COMMAND_ALREADY_COMPLETED');
    const kept = { ...lost, lateResult: result() };
    expect(judgeResult(kept, 'dlv_1', 'd')).toBe('replay-late');
    expect(judgeResult(kept, 'dlv_1', 'e')).toBe('COMMAND_ALREADY_COMPLETED');
  });
});
