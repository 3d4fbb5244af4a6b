/**
 * The audit log as the witness of concurrent calls: whatever order the calls took effect in, the log says it, so the log
 * alone must be a legal history of every command and agree with every answer. It needs no search over possible orders.
 */
import { lifecycles } from 'capsule-contract';
import type { AuditEvent, OperationId, RequirementId } from 'capsule-contract/types';

/** One answered call of the soak. */
export interface SoakCall {
  operationId: OperationId;
  /** The command it was about; null for what made none. */
  commandId: string | null;
  isSuccess: boolean;
  isReplay: boolean;
  requestId: string;
  message: number;
}

export interface Contradiction {
  requirement: RequirementId;
  expected: string;
  actual: string;
  messages: number[];
}

const transitions = lifecycles.command.transitions;
const changing = new Set(transitions.flatMap(({ audit }) => (audit === null ? [] : [audit])));

/** What a successful call writes, once it is not the repetition of another. */
const expectedOf: Partial<Record<OperationId, readonly string[]>> = {
  commandCreate: ['command.created'],
  commandRetry: ['command.retried'],
  commandAck: ['command.started', 'command.failed'],
  commandResult: ['command.succeeded', 'command.failed', 'command.cancelled', 'command.late_result'],
  commandCancel: ['command.cancelled', 'command.cancel.requested'],
};

/** Operations of which a repetition is a success that changes nothing. */
const repeatable: readonly OperationId[] = ['commandAck', 'commandCancel'];

export function contradictions(
  calls: readonly SoakCall[],
  events: readonly AuditEvent[],
  shown: ReadonlyMap<string, string>,
): Contradiction[] {
  return [
    ...calls.flatMap((call) =>
      contradictionOfCall(
        call,
        events.filter(({ requestId }) => requestId === call.requestId),
      ),
    ),
    ...[...shown].flatMap(([commandId, status]) => contradictionOfHistory(commandId, status, calls, events)),
  ];
}

/** Each success wrote its one event, and no refusal changed anything. */
function contradictionOfCall(call: SoakCall, own: readonly AuditEvent[]): Contradiction[] {
  const written = own.map(({ action }) => action);
  const changes = written.filter((action) => changing.has(action) || action === 'command.late_result');
  const said = (expected: string): Contradiction[] => [
    {
      requirement: 'audit-complete',
      expected: `${call.operationId} answered with ${call.isSuccess ? 'success' : 'a refusal'} to write ${expected}`,
      actual: changes.join(', ') || 'nothing',
      messages: [call.message],
    },
  ];
  if (!call.isSuccess || call.isReplay) return changes.length === 0 ? [] : said('no change');
  const expected = expectedOf[call.operationId];
  if (!expected) return [];
  const fits = changes.length === 1 && expected.includes(changes[0] as string);
  const mayRepeat = repeatable.includes(call.operationId) && changes.length === 0;
  return fits || mayRepeat ? [] : said(`one of ${expected.join(', ')}`);
}

/** The events of a command, in the order of the log, are a walk through its lifecycle that ends where it is shown. */
function contradictionOfHistory(
  commandId: string,
  shown: string,
  calls: readonly SoakCall[],
  events: readonly AuditEvent[],
): Contradiction[] {
  const own = events.filter(({ target, action }) => target.id === commandId && changing.has(action));
  const messages = calls.filter((call) => call.commandId === commandId).map(({ message }) => message);
  let state: string | null = null;
  for (const [index, event] of own.entries()) {
    const step = transitions.find(
      ({ from, audit, actor }) =>
        audit === event.action &&
        actor === event.actor.type &&
        (state === null ? from.length === 0 : from.includes(state)),
    );
    if (!step) {
      const requirement = requirementOf(event.action);
      const walked = own.slice(0, index + 1).map(({ action }) => action);
      return [{ requirement, expected: `nothing that is illegal in ${state}`, actual: walked.join(', '), messages }];
    }
    state = step.to;
  }
  const asked = own.filter(({ action }) => action === 'command.cancel.requested').length;
  if (asked > 1) {
    return [{ requirement: 'cancel', expected: 'one request to cancel', actual: `${asked} of them`, messages }];
  }
  if (state === shown) return [];
  const actual = `${shown} after ${own.map(({ action }) => action).join(', ')}`;
  return [
    { requirement: 'audit-complete', expected: `the command to be ${state}, as its events say`, actual, messages },
  ];
}

function requirementOf(action: string): RequirementId {
  if (action === 'command.started') return 'ack-idempotent';
  return action.startsWith('command.cancel') ? 'cancel' : 'result-once';
}
