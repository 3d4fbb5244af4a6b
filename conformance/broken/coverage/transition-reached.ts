/** Whether a transition of a lifecycle happened in a run, by the traces the contract says it leaves. */
import type { RequirementId } from 'capsule-contract/types';
import type { Ran } from './ran.ts';

export interface Transition {
  machine: string;
  /** Empty for a beginning. */
  from: readonly string[];
  to: string;
  actor: string;
  by: { operation?: string; timer?: string };
  requirements: readonly RequirementId[];
  audit: string | null;
  event: string | null;
}

/**
 * One that is audited has an audit record of its actor, caused by a request of its operation or by none; one that is told in
 * the feed has an event about the same object with its statuses. One that leaves neither is what checks of its requirement
 * are about: it happened if one of them passed.
 */
export function transitionReached(transition: Transition, { checks, passed, transcript, state }: Ran): boolean {
  const { audit, event, requirements } = transition;
  if (audit === null && event === null) {
    return checks.some(({ id, requirement }) => requirements.includes(requirement) && passed.has(id));
  }
  const operationOf = new Map<string, string | null>();
  if (audit !== null) {
    for (const { response, operationId } of transcript) {
      const id = response?.headers.find(([name]) => name === 'x-request-id')?.[1];
      if (id !== undefined) operationOf.set(id, operationId);
    }
  }
  const isTold = (id: string | null) =>
    event === null || state.feed.some((one) => one.subject === id && fits(transition, one));
  if (audit === null) return state.feed.some((one) => fits(transition, one));
  return state.audit.some(
    ({ action, actor, requestId, target }) =>
      action === audit &&
      actor.type === transition.actor &&
      (transition.by.operation === undefined
        ? requestId === null
        : operationOf.get(requestId ?? '') === transition.by.operation) &&
      (transition.machine === target.type ? isTold(target.id) : true),
  );
}

function fits(
  { event, from, to }: Transition,
  told: { type: string; data: { status?: string; previousStatus?: string } },
): boolean {
  const { status, previousStatus } = told.data;
  if (told.type !== event || (status !== undefined && status !== to)) return false;
  return from.length === 0 || previousStatus === undefined || from.includes(previousStatus);
}
